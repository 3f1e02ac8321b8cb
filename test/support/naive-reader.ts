import { DateTime } from "luxon";

/**
 * A second reader of the council's files, written from their definition and apart from data/files, for small
 * files: all in memory, a character and a cell at a time. It says which lines hold rows that can be stored.
 */
export interface NaiveRead {
  valid: number[];
  invalid: number[];
}

type Check = (cell: string) => boolean;

const words =
  (...known: string[]): Check =>
  (cell) =>
    known.includes(cell);
const text: Check = (cell) => cell.length <= 500;
const yesNo: Check = (cell) => words("y", "n", "yes", "no", "1", "0", "true", "false")(cell.toLowerCase());
const list =
  (check: Check): Check =>
  (cell) =>
    cell
      .split(";")
      .map((part) => part.trim())
      .every((part) => part === "" || check(part));
const types = words(
  "council_care_home",
  "independent_provider",
  "foster_care",
  "family_home",
  "supported_accommodation",
  "other",
);
const genders = words("female", "male", "other", "unknown", "1", "2", "M", "F", "U");
const statuses = words(
  ...["section_20", "full_care_order", "interim_care_order", "placement_order", "remand"],
  ...["child_protection_plan", "child_in_need", "other", "none"],
);
const date: Check = (cell) => dayOf(cell) !== null;
const instant: Check = (cell) => instantOf(cell) !== null;
const moment: Check = (cell) => date(cell) || instant(cell);

const served: Check = (cell) => cell.split(";").some((id) => id.trim() !== "") && list(text)(cell);

/** `*` behind a name: required. The most particular first. */
const TABLES: Record<string, Record<string, Check>> = {
  interviews: {
    "interview_id*": text,
    "episode_id*": served,
    offered_at: instant,
    outcome: words("accepted", "declined", "not_contactable", "missing_again"),
    outcome_at: instant,
    completed_at: instant,
    agency: text,
    interviewer: text,
  },
  meetings: {
    "meeting_id*": text,
    "episode_id*": served,
    planned_for: instant,
    held_at: instant,
    chair: text,
  },
  episodes: {
    "episode_id*": text,
    "child_id*": text,
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
    "child_id*": text,
    name: text,
    "date_of_birth*": date,
    gender: genders,
    legal_status: statuses,
    looked_after: yesNo,
    out_of_area: yesNo,
    flags: list(words("cse", "cce", "uasc", "send")),
    placement: text,
    team: text,
    worker: text,
    responsible_authority: text,
  },
  placements: { "placement*": text, "placement_type*": types, provider: text },
};

/** null: there is no such exchange file. */
export function readNaively(bytes: Uint8Array): NaiveRead | null {
  const { content, damaged } = decoded(bytes);
  const lines = rowsOf(content);
  const header = lines.shift()?.cells?.map((cell) => cell.trim());
  if (!header) return null;
  const table = Object.values(TABLES).find((columns) =>
    Object.keys(columns).every((name) => !name.endsWith("*") || header.includes(name.slice(0, -1))),
  );
  if (!table) return null;
  const read: NaiveRead = { valid: [], invalid: [] };
  for (const { line, cells } of lines)
    (rowIsValid(header, table, cells, damaged) ? read.valid : read.invalid).push(line);
  return read;
}

function rowIsValid(
  header: string[],
  table: Record<string, Check>,
  cells: string[] | null,
  damaged: boolean,
): boolean {
  if (cells === null || cells.length !== header.length) return false;
  for (const [column, check] of Object.entries(table)) {
    const name = column.replace("*", "");
    if (!header.includes(name)) continue;
    const cell = cells[header.indexOf(name)]!;
    if (cell.includes("\0") || (damaged && cell.includes("\ufffd"))) return false;
    if (cell.trim() === "" ? column.endsWith("*") : !check(cell.trim())) return false;
  }
  const from = cells[header.indexOf("missing_from")]?.trim();
  const until = cells[header.indexOf("returned_at")]?.trim();
  return !from || !until || !isBefore(until, from);
}

/** By instants where both have a time; by the clock where the later has; else by London days. */
function isBefore(until: string, from: string): boolean {
  const [untilAt, fromAt] = [instantOf(until), instantOf(from)];
  const startDay = dayOf(from) ?? londonOf(fromAt!).slice(0, 10);
  if (untilAt === null) return dayOf(until)! < startDay;
  return fromAt === null ? londonOf(untilAt).slice(0, 10) < startDay : untilAt < fromAt;
}

/** `damaged`: the mark says UTF-8, and some bytes are none. */
function decoded(bytes: Uint8Array): { content: string; damaged: boolean } {
  try {
    return { content: new TextDecoder("utf-8", { fatal: true }).decode(bytes), damaged: false };
  } catch {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      return { content: new TextDecoder("utf-8").decode(bytes), damaged: true };
    }
    const high = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
    const letters = [...bytes].map((byte) =>
      byte >= 0x80 && byte <= 0x9f ? high[byte - 0x80]! : String.fromCharCode(byte),
    );
    return { content: letters.join(""), damaged: false };
  }
}

interface NaiveRow {
  line: number;
  /** null: no row of a CSV file; the next line is tried */
  cells: string[] | null;
}

function rowsOf(content: string): NaiveRow[] {
  const rows: NaiveRow[] = [];
  let at = 0;
  while (at < content.length) {
    const line = content.slice(0, at).split("\n").length;
    const row = rowAt(content, at);
    const lineEnd = content.indexOf("\n", at) < 0 ? content.length : content.indexOf("\n", at);
    const isBlank = ["", "\r"].includes(content.slice(at, lineEnd));
    if (!isBlank) rows.push({ line, cells: row?.cells ?? null });
    at = (row && !isBlank ? row.end : lineEnd) + 1;
  }
  return rows;
}

function rowAt(content: string, start: number): { cells: string[]; end: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = "";
    if (content[at] === '"') {
      for (at++; content[at] !== '"' || content[at + 1] === '"'; at++) {
        if (at >= content.length) return null;
        if (content[at] === '"') at++;
        cell += content[at];
      }
      at++;
    } else {
      while (at < content.length && !/[,\n]/.test(content[at]!) && !content.startsWith("\r\n", at)) {
        if (content[at] === '"') return null;
        if (content[at] === "\r" && at === content.length - 1) break;
        cell += content[at++];
      }
    }
    cells.push(cell);
    if (content[at] === ",") {
      at++;
      continue;
    }
    if (content[at] === "\r" && at === content.length - 1) at++;
    if (content.startsWith("\r\n", at)) at++;
    return at >= content.length || content[at] === "\n" ? { cells, end: at } : null;
  }
}

function dayOf(cell: string): string | null {
  const british = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell);
  const day = british ? `${british[3]}-${british[2]}-${british[1]}` : cell;
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < "1900" || day >= "2200") return null;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

/** Milliseconds; of London's clock, the first of the two offsets that shows this time there. */
function instantOf(cell: string): number | null {
  const zoned = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)$/.exec(cell);
  if (zoned && dayOf(zoned[1]!)) {
    const [, hours = "99", minutes = "0"] = /^[+-](\d\d):?(\d\d)?$/.exec(zoned[3]!) ?? ["", "0"];
    if (Number(hours) > 14 || Number(minutes) > 59 || zoned[2]!.startsWith("T24")) return null;
    const at = DateTime.fromISO(cell).toMillis();
    return Number.isNaN(at) ? null : at;
  }
  const wall =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(:\d\d)?$/.exec(cell) ?? /^(\d\d\/\d\d\/\d{4}) (\d\d:\d\d)$/.exec(cell);
  const day = wall && dayOf(wall[1]!);
  if (!day) return null;
  const shown = `${day} ${wall[2]}${wall[3] ?? ":00"}`;
  const asUtc = Date.parse(`${shown.replace(" ", "T")}Z`);
  const found = [1, 0].map((hours) => asUtc - hours * 3_600_000).find((at) => londonOf(at) === shown);
  return found ?? null;
}

const LONDON = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  dateStyle: "short",
  timeStyle: "medium",
  hourCycle: "h23",
});

function londonOf(at: number): string {
  return Number.isNaN(at) ? "" : LONDON.format(at).replace(", ", " ");
}
