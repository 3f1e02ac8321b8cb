import { parseArgs } from "node:util";
import { isReturnKind } from "../../data/files/formats.ts";
import { AnotherImport, NotReal } from "../../data/files/import/errors.ts";
import { type ImportOptions, importExchange } from "../../data/files/import/import.ts";
import { importReturn } from "../../data/files/import/import-return.ts";
import { NoReturn } from "../../data/files/import/return-tables.ts";
import { FileRefused } from "../../data/files/refused.ts";
import { findFiles } from "../../data/files/which-files.ts";
import { StoreError } from "../../data/store/errors.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";
import { ConfigError, type Env, readConfig } from "../config.ts";
import { choiceOf, conflictLines, settleChoices } from "./import-conflicts.ts";
import { createProgress } from "./import-progress.ts";
import { RETURN_FLAGS, RETURN_USAGE, rejectedOf, returnAsked, returnSummary } from "./import-return.ts";
import { summaryOf } from "./import-summary.ts";

const USAGE = `npm run import -- FILE… or FOLDER
  placements, children, episodes, interviews and strategy meetings, known by their columns
  --dry-run                  checks and stores nothing
  --rejects FOLDER           where rows go that cannot be stored (default: a folder rejects beside the file)
  --made ISO                 when the files were made (default: extracted_at, else the file's date)
  --source NAME              the system that the files come from (default: council)
${RETURN_USAGE}
npm run import -- --conflicts
  lists where files and store disagree and a person must choose
  --settle ID=ours           settles one so that what the store says stays, --settle ID=file so that the
                             file's values are stored; several may be given`;

/** Every row was stored; some were rejected; nothing could be done. */
const EXIT = { stored: 0, rejected: 1, nothing: 2 } as const;

class Misused extends Error {}

/** Where an import is run: its settings, its clock and what it says things on. */
export interface Place {
  env: Env;
  clock: () => Date;
  /** what was asked for */
  out: { write(text: string): unknown };
  /** warnings, refusals and how far it is */
  err: { write(text: string): unknown; isTTY?: boolean };
}

/** `npm run import -- ARGS`. Gives the exit status; whatever happens is said in sentences. */
export async function importCommand(args: readonly string[], place: Place): Promise<number> {
  try {
    return await command(args, place);
  } catch (error) {
    const expected = [Misused, NoReturn, NotReal, AnotherImport, FileRefused, StoreError, ConfigError];
    if (expected.some((known) => error instanceof known)) say(place.err, (error as Error).message);
    // what is not expected may quote data
    else
      say(
        place.err,
        `The import failed (${(error as Error)?.constructor?.name ?? "unknown"}). What was not stored yet is as it was before; import again.`,
      );
    return EXIT.nothing;
  }
}

async function command(args: readonly string[], { env, clock, out, err }: Place): Promise<number> {
  const { values, positionals } = read(args);
  if (values.conflicts || values.settle.length > 0)
    return conflicts(values, positionals, { env, clock, out, err });
  if (values.help || positionals.length === 0) {
    say(err, USAGE);
    return values.help ? EXIT.stored : EXIT.nothing;
  }
  const made = values.made === undefined ? undefined : instant(values.made, clock());
  const { policy, dataDir, databaseUrl, migrationUrl } = readConfig(env);
  const asked = await returnAsked(values, policy.timeZone);
  const { files, refused, passedOver } = await findFiles(positionals, { timeZone: policy.timeZone });
  for (const { message } of refused) say(err, message);
  for (const path of passedOver) say(err, `${path} does not end in .csv and was passed over.`);
  for (const { name, warnings } of files) for (const warning of warnings) say(err, `${name}: ${warning}`);
  const wanted = files.filter(({ kind }) => isReturnKind(kind) === (asked !== null));
  for (const { name } of files.filter((file) => !wanted.includes(file)))
    say(
      err,
      asked
        ? `${name} is no table of the SSDA903 return. Import it without --ssda903.`
        : `${name} is a table of the SSDA903 return. Import it with --ssda903 --year 2018/19.`,
    );
  if (wanted.length === 0) return EXIT.nothing;

  const store: Store = await openStore({ as: "client", dataDir, databaseUrl, migrationUrl, clock });
  const progress = createProgress(err, () => performance.now());
  try {
    const dryRun = values["dry-run"];
    const options: ImportOptions = {
      source: values.source,
      policy,
      clock,
      made,
      dryRun,
      rejects: values.rejects,
      progress: (file, at) => "name" in file && progress.at(file, at),
    };
    let rejected = 0;
    if (asked) {
      const imported = await importReturn(store, wanted, { ...options, ...asked });
      progress.clear();
      say(out, returnSummary(imported, { dryRun }));
      rejected = rejectedOf(imported);
    } else {
      const imported = await importExchange(store, wanted, options);
      progress.clear();
      say(out, summaryOf(imported, { dryRun }));
      rejected = imported.reduce((sum, file) => sum + file.rejected, 0);
    }
    const whole = wanted.length === files.length && refused.length === 0;
    return whole && rejected === 0 ? EXIT.stored : EXIT.rejected;
  } finally {
    await store.close();
  }
}

/** Lists conflicts, or settles some: no file is imported. */
async function conflicts(
  { conflicts: listed, settle }: Pick<ReturnType<typeof read>["values"], "conflicts" | "settle">,
  files: readonly string[],
  { env, clock, out }: Place,
): Promise<number> {
  if (files.length > 0) throw new Misused("Conflicts are listed and settled without files. Name none.");
  const choices = settle.map((text) => {
    const choice = choiceOf(text);
    if (!choice) throw new Misused(`"${text}" is no choice. Write --settle 7=ours or --settle 7=file`);
    return choice;
  });
  const { dataDir, databaseUrl, migrationUrl } = readConfig(env);
  const store = await openStore({ as: "client", dataDir, databaseUrl, migrationUrl, clock });
  try {
    const { lines, settled } = await settleChoices(store, choices, clock());
    for (const line of lines) say(out, line);
    if (listed) say(out, await conflictLines(store));
    if (settled === choices.length) return EXIT.stored;
    return settled > 0 ? EXIT.rejected : EXIT.nothing;
  } finally {
    await store.close();
  }
}

function say(to: Place["out"], sentence: string): void {
  to.write(`${sentence}\n`);
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        rejects: { type: "string" },
        made: { type: "string" },
        source: { type: "string", default: "council" },
        conflicts: { type: "boolean", default: false },
        settle: { type: "string", multiple: true, default: [] },
        ...RETURN_FLAGS,
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new Misused(`${(error as Error).message}\n${USAGE}`);
  }
}

function instant(iso: string, now: Date): Date {
  const at = new Date(iso);
  if (!/^\d{4}-\d\d-\d\dT/.test(iso) || Number.isNaN(at.getTime()))
    throw new Misused(`"${iso}" is no instant. Write --made 2019-07-30T02:00:00Z`);
  if (at > now)
    throw new Misused(`--made ${iso} is in the future. Give the instant at which the files were made.`);
  return at;
}
