import type { Db } from "../../store/store.ts";
import type { FileImport } from "./file-import.ts";
import { type KeyedKind, KINDS, NAMED } from "./kinds.ts";
import { ID_FIELD, ISO, STAGED } from "./staging.ts";

/** A stored row as its file would write it, and what of it was assumed (as fields of the file). */
export interface Rendered {
  row: Record<string, unknown>;
  assumed: ReadonlySet<string>;
}

/** Stored rows in the words of their file's rows, by id: what a conflict shows, and what it is found by. */
export async function rendered(
  db: Db,
  kind: KeyedKind,
  ids: readonly number[],
): Promise<Map<number, Rendered>> {
  const { table, fields } = KINDS[kind];
  const values = Object.entries(STAGED[kind])
    .filter(([field]) => field !== ID_FIELD[kind])
    .map(([field, [column, type]]) => `'${field}', ${valueSql(kind, field, column, type)}`);
  const found = await db.$queryRawUnsafe<{ id: number; row: Record<string, unknown>; assumed: string[] }[]>(
    `SELECT b.id, jsonb_build_object(${values.join(", ")}) AS row,
       ${kind === "episodes" ? "b.assumed" : "'{}'::text[]"} AS assumed
     FROM ${table.name} b WHERE b.id = ANY($1::int[])`,
    ids,
  );
  const inFile = new Map(Object.keys(STAGED[kind]).map((field) => [fields[field] ?? field, field]));
  return new Map(
    found.map(({ id, row, assumed }) => [
      id,
      { row, assumed: new Set(assumed.map((field) => inFile.get(field) ?? field)) },
    ]),
  );
}

function valueSql(kind: KeyedKind, field: string, column: string, type: string): string {
  const { table, fields } = KINDS[kind];
  if (field in NAMED) {
    return `(SELECT n.name FROM ${NAMED[field]} n WHERE n.id = b.${table.columns[fields[field]!]![0]})`;
  }
  if (field === "childId") return "(SELECT c.external_id FROM child c WHERE c.id = b.child_id)";
  if (field === "risk") {
    return `(SELECT r.grade FROM episode_risk r WHERE r.episode_id = b.id AND r.graded_at = b.started_at
      ORDER BY r.id DESC LIMIT 1)`;
  }
  if (field === "episodeIds") {
    const [links, of] =
      kind === "interviews"
        ? ["interview_episode", "interview_id"]
        : ["strategy_meeting_episode", "meeting_id"];
    return `ARRAY(SELECT e.external_id FROM ${links} l JOIN episode e ON e.id = l.episode_id
      WHERE l.${of} = b.id ORDER BY 1)`;
  }
  return type === "timestamptz" ? ISO(`b.${column}`) : `b.${column}`;
}

/** What goes together: a time and how precisely it is known. */
const TOGETHER: Readonly<Record<string, string>> = {
  startPrecision: "startedAt",
  endPrecision: "endedAt",
};

/** The field that says how precisely a time is known, where there is one. */
export function precisionOf(time: string): string[] {
  return Object.keys(TOGETHER).filter((precision) => TOGETHER[precision] === time);
}

/** The fields of a file that both sides fill differently; of a time and its precision, the time. */
export function differing(
  { fields }: Pick<FileImport, "fields">,
  ours: Record<string, unknown>,
  file: Record<string, unknown>,
): string[] {
  const found = new Set<string>();
  for (const field of fields) {
    if (!(field in ours) || same(ours[field], file[field])) continue;
    // no grade in the file leaves the store's as it is
    if (field === "risk" && (file.risk ?? null) === null) continue;
    const time = TOGETHER[field];
    // of what has not happened, no precision is known
    if (time && (ours[time] ?? null) === null) continue;
    found.add(time ?? field);
  }
  return [...found];
}

/** A row with some of its fields as another has them; a time comes with its precision. */
export function withFields(
  row: Record<string, unknown>,
  fields: readonly string[],
  from: Record<string, unknown>,
): Record<string, unknown> {
  const result = { ...row };
  for (const field of fields) {
    result[field] = from[field];
    for (const [precision, time] of Object.entries(TOGETHER)) {
      if (time === field && precision in result) result[precision] = from[precision];
    }
  }
  return result;
}

function same(a: unknown, b: unknown): boolean {
  const [one, other] = [a ?? null, b ?? null];
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && [...one].sort().every((item, i) => item === [...other].sort()[i]);
}
