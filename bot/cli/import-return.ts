import { shown } from "../../data/files/faults.ts";
import type { ReturnImport, ReturnOptions } from "../../data/files/import/import-return.ts";
import { NoReturn } from "../../data/files/import/return-tables.ts";
import { openFile } from "../../data/files/open-file.ts";
import { collectionYear } from "../../data/files/returns/collection-year.ts";
import { counted, summaryOf } from "./import-summary.ts";

export const RETURN_USAGE = `npm run import -- --ssda903 --year 2018/19 FILE… or FOLDER
  the statutory return of a collection year: Missing, and Header and Episodes where they are given
  --last-year FILE           the Missing table of the year before (default: of two Missing tables, the one
                             in which no period starts in the year or after it)
  --replace-year             voids what an earlier return of the year brought and this one has no more`;

export const RETURN_FLAGS = {
  ssda903: { type: "boolean", default: false },
  year: { type: "string" },
  "last-year": { type: "string" },
  "replace-year": { type: "boolean", default: false },
} as const;

export interface ReturnValues {
  ssda903: boolean;
  year?: string;
  "last-year"?: string;
  "replace-year": boolean;
}

/**
 * What of a return was asked for; null: the files are the exchange's.
 * @throws NoReturn, FileRefused
 */
export async function returnAsked(
  values: ReturnValues,
  timeZone: string,
): Promise<Required<Pick<ReturnOptions, "year" | "lastYear" | "replaceYear">> | null> {
  const { ssda903, year: label, "last-year": lastYear, "replace-year": replaceYear } = values;
  if (!ssda903) {
    if (label === undefined && lastYear === undefined && !replaceYear) return null;
    throw new NoReturn("--year, --last-year and --replace-year are the statutory return's. Add --ssda903.");
  }
  if (label === undefined) throw new NoReturn("Which collection year? Add --year 2018/19.");
  const year = collectionYear(label);
  if (!year) throw new NoReturn(`"${shown(label)}" is no collection year. Write --year 2018/19.`);
  return {
    year,
    replaceYear,
    lastYear: lastYear === undefined ? null : await openFile(lastYear, { timeZone }),
  };
}

/** How many rows of the return were rejected, in all its tables. */
export function rejectedOf({ missing, others }: ReturnImport): number {
  return others.reduce((sum, { rejected }) => sum + rejected, missing.rejected);
}

const READ_AS = {
  Missing: "Missing",
  Header: "Header",
  Episodes: "Episodes",
  MissingLastYear: "Missing of the year before",
} as const;

/** What became of a return, and what the Department's rules say of it. */
export function returnSummary(imported: ReturnImport, { dryRun }: { dryRun: boolean }): string {
  const { year, tables, missing, others, children, matched, differences, storedAsOther } = imported;
  return [
    `The statutory return of ${year.label}: ${tables.map(({ table, file }) => `${READ_AS[table]} from ${file}`).join(", ")}`,
    summaryOf([missing], { dryRun: false }),
    ...(matched > 0 ? [`  of the unchanged, stored from another source: ${number(matched)}`] : []),
    ...others.flatMap(({ table, file, rejected, rejects }) => [
      `${file}: ${counted(rejected, "row")} of ${table} that cannot be used`,
      `  what to do about each: ${rejects}`,
    ]),
    `Children: ${number(children.stored)} stored, ${number(children.updated)} updated`,
    ...storedAsOther.map(
      ({ column, code, episodes }) => `Stored as other: ${column} ${code}, ${counted(episodes, "episode")}`,
    ),
    ...section(
      "Differences from what is stored, which stays as it is:",
      differences.map(({ line, child, reference, message }) => {
        const which = reference ? `, ${reference}` : "";
        return `${missing.name}, line ${line}, ${shown(child)}${which}: ${message}`;
      }),
    ),
    ...goneLines(imported),
    ...section(
      "By the Department's rules:",
      imported.findings.map(({ rule, file, line, child, message, rejects }) => {
        return `${rule}, ${file}, line ${line}, ${shown(child)}: ${message}${rejects ? " Not stored." : ""}`;
      }),
    ),
    ...notChecked(imported),
    ...(dryRun ? ["A dry run: nothing was stored."] : []),
  ].join("\n");
}

function goneLines({ year, gone }: ReturnImport): string[] {
  const of = (became: ReturnImport["gone"][number]["became"]) =>
    gone
      .filter((one) => one.became === became)
      .map(({ reference, child }) => `${reference} (${shown(child)})`);
  return [
    ...section(
      `In an earlier return of ${year.label} and no more in this one; stored until you add --replace-year:`,
      of("listed"),
    ),
    ...section(`In an earlier return of ${year.label} and no more in this one; voided:`, of("voided")),
    ...section(
      "No more in this return, and not voided, because staff have worked on them; look at each:",
      of("worked_on"),
    ),
  ];
}

/** One line a reason, not a rule. */
function notChecked({ notChecked: rules }: ReturnImport): string[] {
  const reasons = new Map<string, string[]>();
  for (const { rule, reason } of rules) reasons.set(reason, [...(reasons.get(reason) ?? []), rule]);
  return [...reasons].map(([reason, numbers]) => `Not checked, because ${reason}: ${numbers.join(", ")}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function number(n: number): string {
  return n.toLocaleString("en-GB");
}
