import { dayOf, LONDON, startOfDay } from "../../calendar.ts";
import { storeOrganisation } from "../../casework/organisation.ts";
import type { Writing } from "../../casework/write.ts";
import type { Tx } from "../../store/store.ts";
import type { PlacementType } from "../../vocabulary.ts";
import { type KeyedKind, KINDS, NAMED } from "./kinds.ts";
import { known } from "./known.ts";
import { clashing, type Span } from "./same-episode.ts";
import { literal } from "./sql.ts";
import { ID_FIELD, ISO, STAGED } from "./staging.ts";

/** What a person has chosen does not fit the store: an id that is in use, a time that overlaps another. */
export class DoesNotFit extends Error {
  override name = "DoesNotFit";
}

/** The file's side of a conflict. */
export interface FileSide {
  kind: KeyedKind;
  rowId: number;
  source: string;
  externalId: string;
  /** field of the file's rows → value */
  values: Readonly<Record<string, unknown>>;
  /** the row takes the file's id too */
  takesId: boolean;
}

/** Stores the file's side as an import would: by the same statements, with new names stored first. */
export async function storeFileSide(w: Writing, side: FileSide): Promise<void> {
  const { kind, rowId, source, externalId, takesId } = side;
  const values = withPrecision(side.values);
  const fields = Object.keys(values).filter((field) => field in STAGED[kind] && field !== ID_FIELD[kind]);
  if (takesId) await expectFree(w.tx, side);
  else if (fields.length === 0) return;
  await expectKnown(w.tx, side);
  await storeFreshNames(w, values);
  const { table, store, fields: renamed } = KINDS[kind];
  const typed = fields.map((field) => `"${field}" ${STAGED[kind][field]![1]}`);
  const file = typed.length > 0 ? `, json_to_record($2::json) AS f(${typed.join(", ")})` : "";
  await store(w, {
    sql: `SELECT 1 AS line, b.id AS row_id, ${literal(source)} AS source, ${literal(externalId)} AS external_id,
        ${columnsOf(kind, source, new Set(fields)).join(", ")}
      FROM ${table.name} b${file} WHERE b.id = $1::int`,
    params: [rowId, ...(file === "" ? [] : [JSON.stringify(values)])],
    fields: new Set([
      ...(takesId ? ["source", "externalId"] : []),
      ...fields.map((field) => renamed[field] ?? field),
    ]),
  });
  if (kind === "episodes" && ["startedAt", "endedAt"].some((field) => field in values))
    await expectAlone(w.tx, rowId);
}

/** Every column of the row: as the file has it, else as it stands. */
function columnsOf(kind: KeyedKind, source: string, given: ReadonlySet<string>): string[] {
  const { table, fields: renamed } = KINDS[kind];
  return Object.entries(STAGED[kind])
    .filter(([field]) => field !== ID_FIELD[kind])
    .map(([field, [column]]) => {
      const has = given.has(field);
      const value = `f."${field}"`;
      if (field === "risk") return `${has ? value : "NULL::text"} AS risk`;
      if (field === "episodeIds") {
        const [links, of] =
          kind === "interviews"
            ? ["interview_episode", "interview_id"]
            : ["strategy_meeting_episode", "meeting_id"];
        return `ARRAY(${
          has
            ? `SELECT DISTINCT ke.id FROM unnest(${value}) x(external_id) JOIN (${known("episode", source)}) ke USING (external_id)`
            : `SELECT l.episode_id AS id FROM ${links} l WHERE l.${of} = b.id`
        } ORDER BY 1) AS episode_ids`;
      }
      const own = table.columns[renamed[field] ?? field]![0];
      if (!has) return `b.${own}`;
      if (field === "childId")
        return `(SELECT kc.id FROM (${known("child", source)}) kc WHERE kc.external_id = ${value}) AS child_id`;
      if (field in NAMED) return `(SELECT n.id FROM ${NAMED[field]} n WHERE n.name = ${value}) AS ${own}`;
      if (field === "gender") return `coalesce(${value}, 'unknown') AS gender`;
      return `${value} AS ${column}`;
    });
}

/**
 * A conflict that was kept long ago names a time alone: where that is the very start of a day, the file knew
 * no more than the day.
 */
function withPrecision(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...values };
  for (const [time, precision] of [
    ["startedAt", "startPrecision"],
    ["endedAt", "endPrecision"],
  ] as const) {
    const at = values[time];
    if (typeof at !== "string" || typeof values[precision] === "string") continue;
    const instant = new Date(at);
    whole[precision] = startOfDay(dayOf(instant)).getTime() === instant.getTime() ? "date" : "instant";
  }
  if (whole.endPrecision === null) delete whole.endPrecision;
  return whole;
}

/** As an import stores them: what is named beside a name tells of it only where it is new. */
async function storeFreshNames(w: Writing, values: Readonly<Record<string, unknown>>): Promise<void> {
  const fresh = async (field: string) => {
    const name = values[field];
    if (typeof name !== "string") return null;
    const found = await w.tx.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM ${NAMED[field]} WHERE name = $1`,
      name,
    );
    return found.length > 0 ? null : name;
  };
  const text = (field: string) => (typeof values[field] === "string" ? (values[field] as string) : undefined);
  const worker = await fresh("worker");
  const interviewer = await fresh("interviewer");
  const placement = await fresh("placement");
  await storeOrganisation(w, {
    agencies: (await fresh("agency")) === null ? [] : [text("agency")!],
    teams: (await fresh("team")) === null ? [] : [text("team")!],
    providers: (await fresh("provider")) === null ? [] : [text("provider")!],
    workers: [
      ...(worker === null ? [] : [{ name: worker, team: text("team") }]),
      ...(interviewer === null ? [] : [{ name: interviewer }]),
    ],
    placements:
      placement === null
        ? []
        : [
            {
              name: placement,
              type: text("placementType") as Exclude<PlacementType, "unknown"> | undefined,
              provider: text("provider"),
            },
          ],
  });
}

/** The row has no other id yet, and nobody else has this one. */
async function expectFree(tx: Tx, { kind, rowId, source, externalId }: FileSide): Promise<void> {
  const table = KINDS[kind].table.name;
  const taken = await tx.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM ${table} WHERE (id = $1::int AND external_id IS NOT NULL AND (source, external_id) <> ($2, $3))
       OR (id <> $1::int AND source = $2 AND external_id = $3) LIMIT 1`,
    rowId,
    source,
    externalId,
  );
  if (taken.length > 0) throw new DoesNotFit("the id is in use");
}

/** The child and the episodes that the file names are stored. */
async function expectKnown(tx: Tx, { source, values }: FileSide): Promise<void> {
  const named = [
    ["child", values.childId === undefined ? [] : [values.childId]],
    ["episode", (values.episodeIds as unknown[] | undefined) ?? []],
  ] as const;
  for (const [table, ids] of named) {
    if (ids.length === 0) continue;
    const unknown = await tx.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM unnest($1::text[]) x(external_id) LEFT JOIN (${known(table, source)}) k USING (external_id)
       WHERE k.id IS NULL LIMIT 1`,
      ids,
    );
    if (unknown.length > 0) throw new DoesNotFit(`a ${table} that the file names is not stored`);
  }
}

/** A child is in one place at a time: the schema knows only that of open episodes. */
async function expectAlone(tx: Tx, episodeId: number): Promise<void> {
  const spans = await tx.$queryRawUnsafe<(Span & { id: number })[]>(
    `SELECT o.id, ${ISO("o.started_at")} AS start, o.start_precision AS "startPrecision",
       ${ISO("o.ended_at")} AS end, o.end_precision AS "endPrecision"
     FROM episode e JOIN episode o ON o.child_id = e.child_id AND o.voided_at IS NULL
     WHERE e.id = $1::int AND e.voided_at IS NULL`,
    episodeId,
  );
  const own = spans.find(({ id }) => id === episodeId);
  if (own && spans.some((span) => span !== own && clashing(own, span, LONDON)))
    throw new DoesNotFit("the episode would overlap another of the child");
}
