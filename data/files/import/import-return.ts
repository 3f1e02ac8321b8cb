import { dayOf } from "../../calendar.ts";
import { voidEpisodes } from "../../casework/void-rows.ts";
import type { Author } from "../../casework/write.ts";
import type { Store } from "../../store/store.ts";
import type { OpenedFile } from "../read-types.ts";
import { code } from "../returns/cells.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import { type MappedReturn, mapMissing, RETURN_SOURCE } from "../returns/map-missing.ts";
import { missingKeys } from "../returns/missing-keys.ts";
import type { MissingReturnRow } from "../returns/rows.ts";
import { checkReturn, type NotChecked, type RuleFinding } from "../rules/rules.ts";
import { type ImportedFile, type Importing, type ImportOptions, runImport } from "./import.ts";
import { type ChildrenOfReturn, meetChildren, storeReturned } from "./return-children.ts";
import { type Difference, type Judgement, judgeChild } from "./return-judge.ts";
import { rejectionsOf, rejectOthers, sourceOf, type TableRejects } from "./return-rejects.ts";
import { episodesOfYear, storedChildren, storedEpisodes, type YearsEpisode } from "./return-store.ts";
import { type GivenTables, readTables, unreadPeriods } from "./return-tables.ts";

export interface ReturnOptions extends ImportOptions {
  year: CollectionYear;
  /** the Missing table of the year before, where it is not among the files */
  lastYear?: OpenedFile | null;
  /** voids the episodes that the year's earlier return brought and this one has no more */
  replaceYear?: boolean;
}

/** What a return's import did, for its summary. */
export interface ReturnImport {
  year: CollectionYear;
  /** which file was read as which table */
  tables: { table: keyof GivenTables; file: string }[];
  missing: ImportedFile;
  /** the other tables' rows that cannot be used */
  others: TableRejects[];
  children: { stored: number; updated: number };
  /** rows whose episode is stored from another source; they are among the unchanged */
  matched: number;
  differences: { line: number; child: string; reference: string | null; message: string }[];
  /** by rule and line; `file` is the one that the line is in */
  findings: (RuleFinding & { file: string })[];
  notChecked: NotChecked[];
  storedAsOther: MappedReturn["storedAsOther"];
  /** of the year's earlier return; `kept`: neither asked to be voided, or staff have worked on it */
  gone: { reference: string; child: string; became: "listed" | "voided" | "worked_on" }[];
}

/**
 * Imports a collection year's return: the table Missing, and what Header and Episodes say besides. Its rows go
 * over whole, with the children that only the return knows, in one transaction.
 *
 * @throws NoReturn, NotReal, AnotherImport, FileRefused
 */
export async function importReturn(
  store: Store,
  files: readonly OpenedFile[],
  options: ReturnOptions,
): Promise<ReturnImport> {
  const { year } = options;
  const given = await readTables(files, options.lastYear ?? null, year);
  const rows = {
    Missing: given.Missing.rows,
    ...(given.Header ? { Header: given.Header.rows } : {}),
    ...(given.Episodes ? { Episodes: given.Episodes.rows } : {}),
    ...(given.MissingLastYear ? { MissingLastYear: given.MissingLastYear.rows } : {}),
  };
  const { findings, notChecked } = checkReturn(rows, year);
  const refusedByRules = new Set(findings.filter(({ rejects }) => rejects).map(({ row }) => row));
  const mapped = mapMissing(rows, refusedByRules as ReadonlySet<MissingReturnRow>, options.policy.timeZone);
  const run = { mode: "ssda903", year: year.label, whole: true } as const;
  const imported = await runImport(store, options, run, (importing) =>
    moveReturn(importing, given, { findings, mapped }, options),
  );
  const fileOf = (table: keyof GivenTables) => given[table]!.file.name;
  return {
    year,
    tables: (Object.keys(rows) as (keyof GivenTables)[]).map((table) => ({ table, file: fileOf(table) })),
    findings: findings.map((finding) => ({ ...finding, file: fileOf(finding.table) })),
    notChecked,
    storedAsOther: mapped.storedAsOther,
    ...imported,
  };
}

async function moveReturn(
  { db, now, runId, trial, writing, importOne }: Importing,
  given: GivenTables,
  { findings, mapped }: { findings: readonly RuleFinding[]; mapped: MappedReturn },
  options: ReturnOptions,
) {
  const { year, policy, replaceYear = false } = options;
  const author: Author = { by: null, recordedAt: now, importRun: runId };
  const stored = await storedChildren(
    db,
    mapped.children.map(({ child }) => child.childId),
    policy.timeZone,
  );
  const met = meetChildren(mapped.children, stored);
  const gone = goneFrom(given, await episodesOfYear(db, year, policy.timeZone));
  const voided = new Set(gone.filter(({ worked }) => replaceYear && !worked).map(({ id }) => id));
  const judgement = await judgeRows({ db, mapped, met }, options, {
    year,
    today: dayOf(now, policy.timeZone),
    gone: new Set(gone.map(({ id }) => id)),
    voided,
  });

  if (voided.size > 0) {
    await writing(author, async (w) => {
      await voidEpisodes(w, [...voided]);
      w.describe({ import: { run: runId, replaced: year.label } });
    });
  }
  const wanted = new Set(judgement.toStore.map(({ row }) => code(row.CHILD)));
  const fresh = met.toStore.filter(({ row }) => wanted.has(code(row.CHILD)));
  const children = await writing(author, (w) => storeReturned(w, fresh, { trial }));
  const missing = await importOne({
    file: given.Missing.file,
    source: sourceOf(
      given.Missing,
      judgement.toStore.map(({ row, episode }) => ({
        line: row.line,
        row: { ...episode, childId: met.children.get(episode.childId)!.externalId },
      })),
      rejectionsOf(given.Missing, {
        findings,
        refused: mapped.refused.Missing,
        met,
        faults: judgement.faults,
      }),
      judgement.matched.length,
    ),
    fields: fieldsOf(given),
    ofSource: RETURN_SOURCE,
  });
  return {
    missing,
    others: await rejectOthers(given, mapped.refused, now, options.rejects),
    children,
    matched: judgement.matched.length,
    differences: [...met.differences.map((one) => ({ ...one, reference: null })), ...judgement.differences]
      .map(({ row, reference, message }) => ({ line: row.line, child: row.CHILD, reference, message }))
      .sort((a, b) => a.line - b.line),
    gone: gone.map(({ id, reference, child, worked }) => ({
      ...{ reference, child },
      became: voided.has(id)
        ? ("voided" as const)
        : replaceYear && worked
          ? ("worked_on" as const)
          : ("listed" as const),
    })),
  };
}

async function judgeRows(
  { db, mapped, met }: Pick<Importing, "db"> & { mapped: MappedReturn; met: ChildrenOfReturn },
  { policy }: ReturnOptions,
  at: Parameters<typeof judgeChild>[1],
): Promise<Judgement> {
  const ids = [...met.children.values()].flatMap(({ id }) => (id === null ? [] : [id]));
  const stored = await storedEpisodes(db, ids, policy.timeZone);
  const episodes = new Map<string, MappedReturn["episodes"]>();
  for (const one of mapped.episodes) {
    const ofChild = episodes.get(one.episode.childId);
    if (ofChild) ofChild.push(one);
    else episodes.set(one.episode.childId, [one]);
  }
  const whole: Judgement = { toStore: [], matched: [], differences: [] as Difference[], faults: [] };
  for (const [childId, child] of met.children) {
    const judged = judgeChild(
      {
        dateOfBirth: child.dateOfBirth,
        episodes: episodes.get(childId) ?? [],
        stored: child.id === null ? [] : (stored.get(child.id) ?? []),
      },
      at,
    );
    whole.toStore.push(...judged.toStore);
    whole.matched.push(...judged.matched);
    whole.differences.push(...judged.differences);
    whole.faults.push(...judged.faults);
  }
  whole.toStore.sort((a, b) => a.row.line - b.row.line);
  return whole;
}

/** A child's unread row may be any of the child's periods: none of them is gone then. */
function goneFrom(given: GivenTables, ofYear: readonly YearsEpisode[]): YearsEpisode[] {
  const present = new Set(missingKeys(given.Missing.rows).values());
  const unread = unreadPeriods(given.Missing);
  return ofYear.filter(({ externalId }) => {
    const child = externalId.slice(0, externalId.lastIndexOf("/", externalId.lastIndexOf("/") - 1));
    return !present.has(externalId) && !unread.has(child);
  });
}

/** Without Episodes, what is stored of the placements stays. */
function fieldsOf({ Episodes }: GivenTables): ReadonlySet<string> {
  const own = ["episodeId", "childId", "category", "startedAt", "startPrecision", "endedAt", "endPrecision"];
  return new Set([...own, "lookedAfter", ...(Episodes ? ["placementType", "provider", "legalStatus"] : [])]);
}
