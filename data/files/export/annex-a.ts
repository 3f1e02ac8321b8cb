import { addYears, dayOf, startOfDay } from "../../calendar.ts";
import { INTERVIEW_STATE } from "../../measures/sets.ts";
import type { Tx } from "../../store/store.ts";
import type { WriteFile } from "./drafts.ts";
import { fileIds } from "./ids.ts";
import { literal, pages } from "./snapshot.ts";

export const ANNEX_A_FILE = "annex_a_list_8_missing.csv";

/**
 * The columns about missing of Ofsted's Annex A, list 8 (looked after children), and the child's id, by
 * which they are joined to the list's other columns. The headings are the list's own, letter for letter
 * (Ofsted, "Inspecting local authority children's services", Annex A; as in SocialFinanceDigitalLabs/
 * liia-tools, `liiatools/spec/annex_a/la-agg.yml`).
 */
export const ANNEX_A_COLUMNS = [
  "Child Unique ID",
  "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
  "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
  "Was the child offered a Return Interview after their last missing episode (Y/N)?",
  "Did the child accept a Return Interview after their last missing episode (Y/N)?",
] as const;

interface ListRow {
  child: string;
  missing: string;
  absent: string;
  offered: boolean | null;
  accepted: boolean | null;
}

/**
 * One row for each child who is looked after, as at an instant. The last 12 months begin at 00:00 London of
 * the same day last year. Counted are episodes at whose start the child was looked after: `missing` as
 * Missing, `away` and `absent` as Absent. The interview is that of the last missing episode of those months
 * that has ended; offered and accepted are the states that the measures use (a completed interview was
 * accepted, one that was declined was offered). Blank where there is no such episode.
 *
 * @returns the number of children
 */
export function writeAnnexA(
  tx: Tx,
  write: WriteFile,
  { asOf, timeZone }: { asOf: Date; timeZone: string },
): Promise<number> {
  const from = startOfDay(addYears(dayOf(asOf, timeZone), -1), timeZone);
  return write(ANNEX_A_FILE, ANNEX_A_COLUMNS, listed(pages<ListRow>(tx, listOf(from, asOf))));
}

async function* listed(batches: AsyncIterable<ListRow[]>) {
  for await (const batch of batches) {
    yield batch.map((row) => [row.child, row.missing, row.absent, yesNo(row.offered), yesNo(row.accepted)]);
  }
}

function yesNo(value: boolean | null): string {
  return value === null ? "" : value ? "Y" : "N";
}

function listOf(from: Date, asOf: Date): string {
  const now = `${literal(asOf.toISOString())}::timestamptz`;
  const mine = `e.child_id = c.id AND e.voided_at IS NULL AND e.looked_after
      AND e.started_at >= ${literal(from.toISOString())}::timestamptz AND e.started_at <= ${now}`;
  return `
    SELECT k.file_id AS child, n.missing::text, n.absent::text, s.offered, s.accepted
    FROM child c JOIN (${fileIds("child")}) k ON k.id = c.id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e.category = 'missing') AS missing,
        count(*) FILTER (WHERE e.category IN ('away', 'absent')) AS absent
      FROM episode e WHERE ${mine}
    ) n
    LEFT JOIN LATERAL (
      SELECT v.offered, v.accepted FROM (
        SELECT e.id, e.ended_at, ${now} AS as_of FROM episode e
        WHERE ${mine} AND e.category = 'missing' AND e.ended_at <= ${now}
        ORDER BY e.started_at DESC, e.id DESC LIMIT 1
      ) b ${INTERVIEW_STATE}
    ) s ON true
    WHERE c.voided_at IS NULL AND c.looked_after
    ORDER BY k.file_id COLLATE "C"`;
}
