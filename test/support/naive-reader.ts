import { decoded, linesOf, type NaiveCell } from "./naive-lines.ts";
import { dayOf, instantOf, momentOf, type NaiveMoment } from "./naive-times.ts";

/**
 * A second reader of the council's files, written from their definition and apart from data/files, for small
 * files: all in memory, a character and a cell at a time. It says which lines hold rows that can be stored,
 * as far as a row by itself tells, and what they say.
 */
export interface NaiveRead {
  kind: NaiveKind;
  /** the columns that are read */
  columns: string[];
  valid: number[];
  invalid: number[];
  rows: NaiveRow[];
}

/** A row's values by column: instants in ms, lists sorted; blank is null, of a list nothing. */
export interface NaiveRow {
  line: number;
  values: Record<string, NaiveValue>;
}

export type NaiveKind = "interviews" | "meetings" | "episodes" | "children" | "placements";
export type NaiveValue = string | number | boolean | string[] | NaiveMoment | null;

/** undefined: the cell says nothing that can be stored. `own` still has the spaces that belong to it. */
type Read = (cell: string, own: string) => NaiveValue | undefined;

const words =
  (...known: string[]): Read =>
  (cell) =>
    known.includes(cell) ? cell : undefined;
const short = (text: string) => (text.length <= 500 ? text : undefined);
const text: Read = (_, own) => short(plain(own));
const id: Read = (cell) => short(plain(cell).trim());
const yesNo: Read = (cell) => {
  const word = cell.toLowerCase();
  if (["y", "yes", "1", "true"].includes(word)) return true;
  return ["n", "no", "0", "false"].includes(word) ? false : undefined;
};
const list =
  (check: (part: string) => boolean): Read =>
  (cell) => {
    const parts = cell.split(";").map((part) => part.trim());
    const found = [...new Set(parts.filter((part) => part !== ""))].sort();
    return found.every(check) ? found : undefined;
  };
const ids: Read = (cell, own) => list((part) => part.length <= 500)(plain(cell), own);
const types = words(
  "council_care_home",
  "independent_provider",
  "foster_care",
  "family_home",
  "supported_accommodation",
  "other",
);
const sexes: Record<string, string> = { 1: "male", 2: "female", M: "male", F: "female", U: "unknown" };
const gender: Read = (cell, own) => sexes[cell] ?? words("female", "male", "other", "unknown")(cell, own);
const statuses = words(
  ...["section_20", "full_care_order", "interim_care_order", "placement_order", "remand"],
  ...["child_protection_plan", "child_in_need", "other", "none"],
);
const date: Read = (cell) => dayOf(cell) ?? undefined;
const instant: Read = (cell) => instantOf(cell) ?? undefined;
const moment: Read = (cell) => momentOf(cell) ?? undefined;

/** `*` behind a name: required. The most particular first. */
const TABLES: Record<NaiveKind, Record<string, Read>> = {
  interviews: {
    "interview_id*": id,
    "episode_id*": ids,
    offered_at: instant,
    outcome: words("accepted", "declined", "not_contactable", "missing_again"),
    outcome_at: instant,
    completed_at: instant,
    agency: text,
    interviewer: text,
  },
  meetings: { "meeting_id*": id, "episode_id*": ids, planned_for: instant, held_at: instant, chair: text },
  episodes: {
    "episode_id*": id,
    "child_id*": id,
    category: words("missing", "away", "absent"),
    "missing_from*": moment,
    returned_at: moment,
    agency: text,
    risk: words("high", "medium", "low", "no_apparent_risk"),
    placement: text,
    placement_type: types,
    provider: text,
    looked_after: yesNo,
    out_of_area: yesNo,
    responsible_authority: text,
    legal_status: statuses,
    team: text,
    worker: text,
  },
  children: {
    "child_id*": id,
    name: text,
    "date_of_birth*": date,
    gender,
    legal_status: statuses,
    looked_after: yesNo,
    out_of_area: yesNo,
    flags: list((flag) => ["cse", "cce", "uasc", "send"].includes(flag)),
    placement: text,
    team: text,
    worker: text,
    responsible_authority: text,
  },
  placements: { "placement*": text, "placement_type*": types, provider: text },
};
const bare = (column: string) => column.replace("*", "");
const namesOf = (kind: NaiveKind) => Object.keys(TABLES[kind]).map(bare);
const needed = (kind: NaiveKind) =>
  Object.keys(TABLES[kind])
    .filter((name) => name.endsWith("*"))
    .map(bare);

/** null: there is no such exchange file. */
export function readNaively(bytes: Uint8Array): NaiveRead | null {
  // a zip file, whatever it is called
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! < 6 && bytes[3]! < 7) return null;
  const { content, damaged } = decoded(bytes);
  const lines = linesOf(content);
  const first = lines.shift()?.cells;
  if (!first || (lines.length === 0 && isOneLongLine(first))) return null;
  const header = first.map(({ text }) => text.trim());
  const kind = kindOf(header);
  if (!kind) return null;
  const columns = namesOf(kind).filter((name) => header.includes(name));
  if (columns.some((name) => header.indexOf(name) !== header.lastIndexOf(name))) return null;
  const read: NaiveRead = { kind, columns, valid: [], invalid: [], rows: [] };
  for (const { line, cells } of lines) {
    const values = cells && valuesOf(header, TABLES[kind], cells, damaged);
    if (values) read.rows.push({ line, values });
    (values ? read.valid : read.invalid).push(line);
  }
  return read;
}

/** Its lines end with CR alone. */
function isOneLongLine(cells: readonly NaiveCell[]): boolean {
  return /\r[^\r\n]/.test(cells.map(({ text, quoted }) => (quoted ? "" : text)).join(","));
}

/** A header that has a needed column of a fuller kind, but not all that it needs, is no poorer kind's. */
function kindOf(header: readonly string[]): NaiveKind | undefined {
  const kinds = Object.keys(TABLES) as NaiveKind[];
  const known = (kind: NaiveKind) => namesOf(kind).filter((name) => header.includes(name)).length;
  const fullest = kinds.reduce((best, kind) => (known(kind) > known(best) ? kind : best));
  const isWhole = (kind: NaiveKind) => needed(kind).every((name) => header.includes(name));
  return kinds.find((kind) => {
    if (!isWhole(kind)) return false;
    const foreign = needed(fullest).some((name) => header.includes(name) && !namesOf(kind).includes(name));
    return isWhole(fullest) || !foreign || known(kind) >= known(fullest);
  });
}

function valuesOf(
  header: readonly string[],
  table: Record<string, Read>,
  cells: readonly NaiveCell[],
  damaged: boolean,
): NaiveRow["values"] | null {
  if (cells.length !== header.length) return null;
  if (cells.every(({ text }, at) => text.trim() === header[at])) return null;
  const values: NaiveRow["values"] = {};
  for (const [column, read] of Object.entries(table)) {
    const name = bare(column);
    if (!header.includes(name)) continue;
    const { text: raw, quoted } = cells[header.indexOf(name)]!;
    if (raw.includes("\0") || (damaged && raw.includes("\ufffd"))) return null;
    const value = raw.trim() === "" ? null : read(raw.trim(), quoted ? raw : raw.trim());
    if (value === undefined) return null;
    const isBlank = value === null || (typeof value !== "object" && String(value).trim() === "");
    const isNothing = isBlank || (Array.isArray(value) && value.length === 0);
    if (isNothing && column.endsWith("*")) return null;
    values[name] = isBlank ? null : value;
  }
  return returnFits(values) ? values : null;
}

/** No return before its start. Of a return that is a day, the day: on that of the start it is the start. */
function returnFits(values: NaiveRow["values"]): boolean {
  const [from, until] = [values.missing_from, values.returned_at] as (NaiveMoment | null | undefined)[];
  if (!from || !until || until.at >= from.at) return true;
  if (until.precision === "instant" || until.day !== from.day) return false;
  values.returned_at = { ...until, at: from.at };
  return true;
}

/** A cell as it was before somebody kept a spreadsheet from taking it for a formula. */
function plain(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
