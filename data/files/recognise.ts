import { counted, listed, shown } from "./faults.ts";
import { EXTRACTED_AT, FORMATS, isReturnKind, UNUSED_RETURN_COLUMNS } from "./formats.ts";
import type { FileKind } from "./kinds.ts";
import type { FileFault } from "./refused.ts";

export type Recognised =
  | { kind: FileKind; warnings: string[] }
  | { code: FileFault /** the rest of the sentence "FILE …" */; message: string };

/**
 * What a row is follows from its most particular id: an interview names its episodes, an episode its child,
 * a child its placement.
 */
const MOST_PARTICULAR_FIRST: readonly FileKind[] = [
  "interviews",
  "strategy_meetings",
  "episodes",
  "children",
  "placements",
  "ssda903_missing",
  "ssda903_episodes",
  "ssda903_header",
];

/** The return's tables that are not needed, each by a column that no other has. */
const UNUSED_TABLES: ReadonlyMap<string, string> = new Map([
  ["DUC", "UASC"],
  ["REVIEW", "Reviews"],
  ["SDQ_SCORE", "OC2"],
  ["IN_TOUCH", "OC3"],
  ["DATE_INT", "AD1"],
  ["DATE_PLACED", "PlacedAdoption"],
  ["PREV_PERM", "PrevPerm"],
  ["SW_ID", "SW_Episodes"],
]);

/** Which file has this header: told by the set of its columns, in any order. */
export function recognise(header: readonly string[]): Recognised {
  const names = new Set(header);
  const best = MOST_PARTICULAR_FIRST.map((kind) => ({ kind, known: knownOf(kind, names) })).sort(
    (a, b) => b.known - a.known,
  )[0]!;
  if (best.known === 0) {
    return { code: "no_known_columns", message: wrongCase(header) ?? unknownHeader(header) };
  }
  const kind = MOST_PARTICULAR_FIRST.find(
    (candidate) => missingOf(candidate, names).length === 0 && !isPartOf(candidate, best, names),
  );
  const unused = header.map((name) => UNUSED_TABLES.get(name)).find((table) => table !== undefined);
  // UASC has all of Header's columns besides; what else has all that a table needs is that table
  if (unused && (kind ? kind === "ssda903_header" && unused === "UASC" : isReturnKind(best.kind))) {
    const message = `is the SSDA903 table ${unused}, which Homeward does not use. Leave it out.`;
    return { code: "no_known_columns", message };
  }
  if (kind === undefined) return { code: "column_missing", message: missingColumns(best.kind, header) };
  const twice = header.find((name, at) => isKnown(kind, name) && header.indexOf(name) !== at);
  if (twice !== undefined) {
    return { code: "column_twice", message: `has the column ${twice} twice. Take one of the two out.` };
  }
  return { kind, warnings: warningsOf(kind, header) };
}

/**
 * A fuller kind of which a needed column is there and another is not is likelier than a kind whose few
 * columns happen to be there: episodes without their episode_id are no list of placements.
 */
function isPartOf(kind: FileKind, best: { kind: FileKind; known: number }, names: ReadonlySet<string>) {
  const begun = FORMATS[best.kind].columns.some(
    ({ name, required }) => required && names.has(name) && !isKnown(kind, name),
  );
  return begun && missingOf(best.kind, names).length > 0 && knownOf(kind, names) < best.known;
}

function knownOf(kind: FileKind, names: ReadonlySet<string>): number {
  return FORMATS[kind].columns.filter(({ name }) => names.has(name)).length;
}

function missingOf(kind: FileKind, names: ReadonlySet<string>): string[] {
  return FORMATS[kind].columns
    .filter(({ name, required }) => required && !names.has(name))
    .map(({ name }) => name);
}

function isKnown(kind: FileKind, name: string): boolean {
  if (FORMATS[kind].columns.some((column) => column.name === name)) return true;
  return isReturnKind(kind) ? UNUSED_RETURN_COLUMNS.has(name) : name === EXTRACTED_AT.name;
}

function missingColumns(kind: FileKind, header: readonly string[]): string {
  const missing = missingOf(kind, new Set(header));
  const near = nearly(missing, header);
  const named = `has no column ${missing.join(", ")}, without which a row is not ${FORMATS[kind].row}.`;
  return [named, ...(near.length > 0 ? near : ["Add it, or correct its name in the first line."])].join(" ");
}

/** The columns are a table's but for capitals: null where not even those that it needs are. */
function wrongCase(header: readonly string[]): string | null {
  const lower = new Set(header.map((name) => name.toLowerCase()));
  const meant = MOST_PARTICULAR_FIRST.find((kind) =>
    missingOf(kind, new Set()).every((name) => lower.has(name.toLowerCase())),
  );
  if (meant === undefined) return null;
  const near = nearly(missingOf(meant, new Set()), header);
  return `has no column that Homeward knows: capitals matter. ${near.join(" ")}`;
}

function nearly(names: readonly string[], header: readonly string[]): string[] {
  return names.flatMap((name) => {
    const other = header.find((column) => column.toLowerCase() === name.toLowerCase());
    return other === undefined ? [] : [`“${shown(other)}” must be written ${name}.`];
  });
}

function unknownHeader(header: readonly string[]): string {
  const [first = ""] = header;
  const other = [";", "\t", "|"].find((mark) => header.length === 1 && first.split(mark).length > 2);
  if (other !== undefined) {
    const mark = { ";": "semicolons", "\t": "tabs", "|": "bars" }[other];
    return `has its cells parted by ${mark}. Save it as CSV with commas.`;
  }
  return `has no column that Homeward knows in its first line (“${shown(header.join(","))}”). The first line must hold the names of the columns, such as child_id and date_of_birth.`;
}

function warningsOf(kind: FileKind, header: readonly string[]): string[] {
  const unknown = header.filter((name) => !isKnown(kind, name));
  const named = [...new Set(unknown.filter((name) => name !== ""))];
  const nameless = unknown.filter((name) => name === "").length;
  const warnings: string[] = [];
  if (named.length > 0) {
    const list = listed(named.map(shown), "and");
    const does = named.length === 1 ? "is no column" : "are no columns";
    warnings.push(`${list} ${does} that Homeward knows, and what stands there was ignored.`);
  }
  if (nameless > 0)
    warnings.push(
      `${counted(nameless, "column")} without a name ${nameless === 1 ? "was" : "were"} ignored.`,
    );
  return warnings;
}
