import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { dayOf } from "../../data/calendar.ts";
import { ExportRefused } from "../../data/files/export/drafts.ts";
import { type Exported, runExport } from "../../data/files/export/run.ts";
import { yearAsked } from "../../data/files/export/ssda903.ts";
import type { CollectionYear } from "../../data/files/returns/collection-year.ts";
import { StoreError } from "../../data/store/errors.ts";
import { readMark } from "../../data/store/mark.ts";
import { openStore } from "../../data/store/open.ts";
import { ConfigError, readConfig } from "../config.ts";
import { LOCAL_OPERATOR } from "./command-line-house.ts";
import { exportPack } from "./export-pack.ts";

const USAGE = `npm run export -- --to FOLDER
  writes placements.csv, children.csv, episodes.csv, interviews.csv and strategy_meetings.csv
  --ssda903 --year 2018/19   instead, the table Missing of the SSDA903 return for that collection year
  --annex-a                  instead, the columns about missing of Ofsted's Annex A, list 8, as at now
  --pack monthly|annual      instead, the monitoring group's pack or the board report as a Word document,
                             for --period "October 2018" or 2018/19 (default: the last whole one)
  --force                    replaces files of the same names

The files hold children's records, and all but a pack their names: write them where only those may read
who need them.`;

/** Listed by reference; more are counted. */
const MOST_LISTED = 20;

process.exitCode = await main().catch((error: unknown) => {
  const expected = [ExportRefused, StoreError, ConfigError].some((known) => error instanceof known);
  // what is not expected may quote data
  const message = expected ? (error as Error).message : "The export failed, and nothing was exported.";
  console.error(expected ? message : `${message} (${(error as Error)?.constructor?.name ?? "unknown"})`);
  return 2;
});

async function main(): Promise<number> {
  const options = read();
  if (options === null || options.help) {
    console.error(USAGE);
    return options === null ? 2 : 0;
  }
  const { to, force, ssda903, "annex-a": annexA, pack, period } = options;
  if (pack !== undefined) {
    console.log(await exportPack({ to, force, pack, period }));
    return 0;
  }
  const year = ssda903 ? yearAsked(options.year) : null;
  const clock = () => new Date();
  const now = clock();
  const { policy, dataDir, databaseUrl, migrationUrl } = readConfig(process.env);
  const store = await openStore({ as: "client", dataDir, databaseUrl, migrationUrl, clock });
  try {
    const { kind } = await readMark(store.db);
    const exported = await runExport(
      store,
      { folder: to, force, exchange: !ssda903 && !annexA, year, annexA },
      {
        by: { personId: LOCAL_OPERATOR.aadObjectId, role: LOCAL_OPERATOR.role, account: account() },
        now,
        timeZone: policy.timeZone,
      },
    );
    console.log(summary(to, exported, year, dayOf(now, policy.timeZone), kind === "demonstration"));
    return 0;
  } finally {
    await store.close();
  }
}

function read() {
  try {
    const { values } = parseArgs({
      options: {
        to: { type: "string", default: "" },
        force: { type: "boolean", default: false },
        ssda903: { type: "boolean", default: false },
        year: { type: "string" },
        "annex-a": { type: "boolean", default: false },
        pack: { type: "string" },
        period: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.year !== undefined && !values.ssda903) return null;
    if (values.period !== undefined && values.pack === undefined) return null;
    if (values.pack !== undefined && (values.ssda903 || values["annex-a"])) return null;
    return values.help || values.to !== "" ? values : null;
  } catch {
    return null;
  }
}

function account(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

function summary(
  folder: string,
  { files, missing }: Exported,
  year: CollectionYear | null,
  today: string,
  demonstration: boolean,
): string {
  const lines = [
    `${demonstration ? "Demonstration data. " : ""}Exported to ${folder}:`,
    ...files.map(({ name, rows }) => `  ${name}: ${counted(rows, "row")}`),
  ];
  if (missing && year) {
    const { absent, unknownCare, overlapping, unborn } = missing;
    if (today <= year.last) lines.push(`The collection year ${year.label} ends on ${year.last}: so far.`);
    if (absent > 0) lines.push(`Left out: ${counted(absent, "absence")}, for which the return has no code.`);
    if (unknownCare > 0) {
      lines.push(
        `Left out: ${counted(unknownCare, "episode")} of which it is not recorded whether the child was looked after.`,
      );
    }
    lines.push(...listed(overlapping, "over an earlier one of the same child (rule 574)"));
    lines.push(...listed(unborn, "on or before the child's date of birth (rule 586)"));
  }
  return lines.join("\n");
}

function listed(references: readonly string[], why: string): string[] {
  if (references.length === 0) return [];
  const more = references.length > MOST_LISTED ? ` and ${references.length - MOST_LISTED} more` : "";
  return [
    `Left out: ${counted(references.length, "episode")} that began ${why}; put right in the case system: ${references.slice(0, MOST_LISTED).join(", ")}${more}.`,
  ];
}

function counted(n: number, word: string): string {
  return `${n.toLocaleString("en-GB")} ${word}${n === 1 ? "" : "s"}`;
}
