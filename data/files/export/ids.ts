/**
 * The ids of exported rows. A row that has an id in the council's files bears that id. One that has none
 * (it was made by card) bears its reference: `MC-1042` for a child, `ME-20345` for an episode, `RI-7` for
 * an interview, `SM-3` for a strategy meeting. Imported into an empty store, the reference is the row's id
 * in the council's files from then on, so that the next export writes it again.
 *
 * An id that would not come back as the same one is no use in a file, and its row bears its reference:
 * two rows of different sources that share an id, an id with white space around it, or an episode's with
 * `;` in it, which separates episodes. A reference that is another row's id (rows that went from one store
 * to another) gets as many `~` behind it as make it unique.
 */
const REFERENCES = {
  child: "'MC-' || number",
  episode: "'ME-' || number",
  interview: "'RI-' || id",
  strategy_meeting: "'SM-' || id",
} as const;

const USABLE = "^[^[:space:]](.*[^[:space:]])?$";
const USABLE_IN_A_LIST = "^[^[:space:];]([^;]*[^[:space:];])?$";

/** A SELECT of `id`, `file_id`: the unvoided rows of a table with their ids in the files. */
export function fileIds(table: keyof typeof REFERENCES): string {
  const usable = table === "episode" ? USABLE_IN_A_LIST : USABLE;
  return `
    WITH known AS (
      SELECT id, ${REFERENCES[table]} AS reference,
        CASE WHEN external_id ~ '${usable}' THEN external_id END AS usable
      FROM ${table} WHERE voided_at IS NULL
    ), given AS (
      SELECT id, reference,
        CASE WHEN count(*) OVER (PARTITION BY usable) = 1 THEN usable END AS given
      FROM known
    )
    SELECT g.id, coalesce(g.given, g.reference || CASE WHEN t.id IS NULL THEN '' ELSE (
        SELECT repeat('~', 1 + max(length(external_id) - length(rtrim(external_id, '~')))) FROM ${table}) END
      ) AS file_id
    FROM given g LEFT JOIN given t ON g.given IS NULL AND t.given = g.reference`;
}
