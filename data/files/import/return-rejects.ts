import { listed } from "../faults.ts";
import type { RejectedRow } from "../read-types.ts";
import { code } from "../returns/cells.ts";
import type { MappedReturn } from "../returns/map-missing.ts";
import type { RefusedRow } from "../returns/refused-row.ts";
import type { MissingReturnRow } from "../returns/rows.ts";
import type { RuleFinding } from "../rules/rules.ts";
import type { Source } from "./import-file.ts";
import { Rejects } from "./rejects.ts";
import type { ChildrenOfReturn } from "./return-children.ts";
import type { ReturnFault } from "./return-judge.ts";
import type { GivenTables, ReadTable } from "./return-tables.ts";
import type { StagedRow } from "./staging.ts";

const ROWS_IN_A_BATCH = 2_000;

/** Rows of Header or Episodes that cannot be used. */
export interface TableRejects {
  table: "Header" | "Episodes";
  file: string;
  rejected: number;
  /** code → rejected rows */
  reasons: Record<string, number>;
  /** the rejects file */
  rejects: string;
}

/** Every row of Missing that is not stored, once, in the file's order; what else is wrong with it stands behind. */
export function rejectionsOf(
  table: ReadTable<MissingReturnRow>,
  found: {
    findings: readonly RuleFinding[];
    refused: readonly RefusedRow<MissingReturnRow>[];
    met: Pick<ChildrenOfReturn, "doubtful">;
    faults: readonly ReturnFault[];
  },
): RejectedRow[] {
  const rejected = new Map<number, RejectedRow>();
  const add = (one: { line: number; column: string; value: string; code: string; message: string }) => {
    const earlier = rejected.get(one.line);
    if (earlier) earlier.message += ` In the same row: ${one.message}`;
    else rejected.set(one.line, { ...one, file: table.file.name, raw: table.raw.get(one.line) ?? [] });
  };
  for (const { rejects, rule, line, column, row, message } of found.findings) {
    const value = (row as unknown as Record<string, string>)[column] ?? "";
    if (rejects) add({ line, column, value, code: rule, message: `Rule ${rule}: ${message}` });
  }
  for (const { row, ...told } of found.refused) add({ line: row.line, ...told });
  for (const { row, ...told } of found.faults) {
    add({ line: row.line, value: row[told.column] as string, ...told });
  }
  for (const row of table.rows) {
    const several = found.met.doubtful.get(code(row.CHILD));
    if (!several || rejected.has(row.line)) continue;
    const message = `The stored children ${listed(several, "and")} could all be this one: the return tells no small letters from capitals. Correct the children's ids in the case system first.`;
    add({ line: row.line, column: "CHILD", value: row.CHILD, code: "several_children", message });
  }
  return [...rejected.values(), ...table.rejected].sort((a, b) => a.line - b.line);
}

/** The rows of Missing as episodes that can be imported; `matched` rows are read and go nowhere. */
export function sourceOf(
  { file, raw }: ReadTable<MissingReturnRow>,
  rows: readonly StagedRow[],
  rejected: RejectedRow[],
  matched: number,
): Source {
  return {
    kind: "episodes",
    header: file.header,
    async *batches() {
      yield { read: rejected.length + matched, rows: [], rejected };
      for (let from = 0; from < rows.length; from += ROWS_IN_A_BATCH) {
        const part = rows.slice(from, from + ROWS_IN_A_BATCH);
        yield {
          read: part.length,
          rows: part.map(({ line, row }) => ({ line, row, raw: raw.get(line) ?? [] })),
          rejected: [],
        };
      }
    },
  } as Source;
}

/** Writes the rows of the other tables that cannot be used to rejects files of their own. */
export async function rejectOthers(
  given: GivenTables,
  refused: MappedReturn["refused"],
  at: Date,
  folder: string | undefined,
): Promise<TableRejects[]> {
  const told: TableRejects[] = [];
  for (const name of ["Header", "Episodes"] as const) {
    const table = given[name];
    if (!table) continue;
    const { file, raw } = table;
    const rows: RejectedRow[] = refused[name].map(({ row: { line }, ...fault }) => ({
      ...{ ...fault, line, file: file.name },
      raw: raw.get(line) ?? [],
    }));
    const all = [...rows, ...table.rejected].sort((a, b) => a.line - b.line);
    if (all.length === 0) continue;
    const rejects = new Rejects(file, at, folder);
    try {
      await rejects.add(all);
    } finally {
      await rejects.close();
    }
    const reasons: Record<string, number> = {};
    for (const { code } of all) reasons[code] = (reasons[code] ?? 0) + 1;
    told.push({ table: name, file: file.name, rejected: all.length, reasons, rejects: rejects.path });
  }
  return told;
}
