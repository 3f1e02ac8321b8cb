import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import {
  importReturn,
  type ReturnImport,
  type ReturnOptions,
} from "../../../../data/files/import/import-return.ts";
import { collectionYear } from "../../../../data/files/returns/collection-year.ts";
import { findFiles } from "../../../../data/files/which-files.ts";
import { DEFAULT_POLICY } from "../../../../data/policy.ts";
import type { Store } from "../../../../data/store/store.ts";
import { NOW } from "../../../support/builders.ts";
import { type Files, folderOf } from "./importing.ts";

export const MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END";
export const HEADER = "CHILD,SEX,DOB";
export const PLACED = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC";

/** A Missing table of these rows. */
export function missingOf(...rows: string[]): Files {
  return { missing: [MISSING, ...rows] };
}

export interface Returned extends ReturnImport {
  /** the last columns of the rejects files: file, line, column, why */
  told: string[][];
}

/** Imports a return, of 2018/19 unless told otherwise, at NOW. */
export async function returning(
  store: Store,
  files: Files | string,
  { label = "2018/19", ...options }: Partial<ReturnOptions> & { label?: string } = {},
): Promise<Returned> {
  const folder = typeof files === "string" ? files : folderOf(files);
  const found = await findFiles([folder], { timeZone: DEFAULT_POLICY.timeZone });
  if (found.refused.length > 0) throw found.refused[0];
  const imported = await importReturn(store, found.files, {
    source: "council",
    policy: DEFAULT_POLICY,
    clock: () => NOW,
    year: collectionYear(label)!,
    ...options,
  });
  return { ...imported, told: toldIn(options.rejects ?? join(folder, "rejects")) };
}

function toldIn(folder: string): string[][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => (parse(readFileSync(join(folder, name))) as string[][]).slice(1))
    .map((cells) => {
      const [file, line, column, , why] = cells.slice(-5) as [string, string, string, string, string];
      return [file, line, column, why];
    });
}

/** stored, updated, unchanged, rejected, conflicts of the table Missing. */
export function tallyOf({ missing }: ReturnImport): number[] {
  const { stored, updated, unchanged, rejected, conflicts } = missing;
  return [stored, updated, unchanged, rejected, conflicts];
}

/** The collection year 2018/19, in which most periods lie. */
export const YEAR = { from: "2018-04-01", to: "2019-04-01" };
export const NIGHT = "C1,31/03/2006,M,10/06/2018,11/06/2018";
export const DAY_AWAY = "C1,31/03/2006,A,02/09/2018,02/09/2018";

export async function children(store: Store): Promise<string[]> {
  const rows = await store.db.child.findMany({ orderBy: { id: "asc" } });
  return rows.map(
    ({ source, externalId, dateOfBirth, gender }) =>
      `${source} ${externalId} ${dateOfBirth.toISOString().slice(0, 10)} ${gender}`,
  );
}

export async function episodes(store: Store): Promise<string[]> {
  const ids = new Map((await store.db.child.findMany()).map(({ id, externalId }) => [id, externalId]));
  const at = (instant: Date | null) => instant?.toISOString().slice(0, 16) ?? "open";
  return (await store.db.episode.findMany({ orderBy: { id: "asc" } })).map((e) =>
    [
      `ME-${e.number} ${ids.get(e.childId)} ${e.source} ${e.externalId} ${e.category}`,
      `${at(e.startedAt)} ${e.startPrecision} ${at(e.endedAt)} ${e.endPrecision}`,
    ].join(" "),
  );
}

/** Everything that an import may write, but for its own account of it. */
export async function everything({ db }: Store) {
  const [{ revision }, child, episode, change] = [
    await db.storeRevision.findUniqueOrThrow({ where: { id: 1 } }),
    await db.child.findMany({ orderBy: { id: "asc" } }),
    await db.episode.findMany({ orderBy: { id: "asc" } }),
    await db.change.findMany({ orderBy: { id: "asc" } }),
  ];
  return { revision, child, episode, change };
}
