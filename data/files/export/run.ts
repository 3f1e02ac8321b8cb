import { auditRow } from "../../audit.ts";
import type { Store } from "../../store/store.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import { ANNEX_A_FILE, writeAnnexA } from "./annex-a.ts";
import { writeTogether } from "./drafts.ts";
import { EXCHANGE_FILES, writeExchange } from "./exchange.ts";
import { inSnapshot } from "./snapshot.ts";
import { type MissingReturn, missingFile, writeMissingReturn } from "./ssda903.ts";

export interface ExportRequest {
  folder: string;
  /** files of the same names are replaced */
  force: boolean;
  exchange: boolean;
  /** SSDA903 Missing of this collection year */
  year: CollectionYear | null;
  annexA: boolean;
}

/** Whose export it is, for the audit. */
export interface Exporter {
  personId: string;
  role: string;
  /** the account on the machine that the command was typed on */
  account: string | null;
}

export interface Exported {
  files: { name: string; rows: number }[];
  missing: MissingReturn | null;
}

/**
 * Exports the store as it is at one moment, with one row in the audit. All files are written, or none.
 * @throws ExportRefused where the folder cannot be written to or holds such files
 */
export function runExport(
  store: Store,
  request: ExportRequest,
  { by, now, timeZone }: { by: Exporter; now: Date; timeZone: string },
): Promise<Exported> {
  const { folder, force, exchange, year, annexA } = request;
  const names = [
    ...(exchange ? EXCHANGE_FILES : []),
    ...(year ? [missingFile(year)] : []),
    ...(annexA ? [ANNEX_A_FILE] : []),
  ];
  return writeTogether(folder, names, { force }, (write) =>
    inSnapshot(store, async (tx) => {
      const counts = exchange ? await writeExchange(tx, write, { timeZone }) : new Map<string, number>();
      const missing = year ? await writeMissingReturn(tx, write, year, { timeZone }) : null;
      if (missing) counts.set(missing.file, missing.rows);
      if (annexA) counts.set(ANNEX_A_FILE, await writeAnnexA(tx, write, { asOf: now, timeZone }));
      await auditRow(tx, {
        at: now,
        kind: "disclosure",
        personId: by.personId,
        role: by.role,
        audience: null,
        conversationId: null,
        activityId: null,
        childIds: [],
        detail: { what: "export", files: Object.fromEntries(counts), account: by.account },
      });
      return { files: [...counts].map(([name, rows]) => ({ name, rows })), missing };
    }),
  );
}
