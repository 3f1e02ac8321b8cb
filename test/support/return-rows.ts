import { collectionYear } from "../../data/files/returns/collection-year.ts";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "../../data/files/returns/rows.ts";
import type { ReturnTables } from "../../data/files/rules/read-return.ts";
import { checkReturn } from "../../data/files/rules/rules.ts";

/** 1 April 2018 to 31 March 2019: the collection year of the rules' tests. */
export const YEAR = collectionYear("2018/19")!;

/** A row of Missing without fault, of a child of 13: missing for one night in June. */
export function missing(over: Partial<MissingReturnRow> = {}): MissingReturnRow {
  const row = {
    CHILD: "A1",
    DOB: "01/06/2005",
    MISSING: "M",
    MIS_START: "10/06/2018",
    MIS_END: "11/06/2018",
  };
  return { line: 0, ...row, ...over };
}

/** A row of Episodes without fault: in foster care since the spring of 2017. */
export function placed(over: Partial<EpisodesReturnRow> = {}): EpisodesReturnRow {
  const codes = { RNE: "S", LS: "C2", CIN: "N1", PLACE: "U4", PLACE_PROVIDER: "PR1", REC: "" };
  return { line: 0, CHILD: "A1", DECOM: "01/05/2017", DEC: "", ...codes, ...over };
}

export function header(over: Partial<HeaderReturnRow> = {}): HeaderReturnRow {
  return { line: 0, CHILD: "A1", SEX: "2", DOB: "01/06/2005", ...over };
}

/** Rows as a file has them: the first stands in line 2, below the header. */
export function numbered<Row extends { line: number }>(rows: readonly Row[]): Row[] {
  return rows.map((row, i) => ({ ...row, line: i + 2 }));
}

/** The positions, from 0, of the rows of a table that a rule flags. */
export function flagged(
  rule: string,
  tables: ReturnTables,
  { table = "Missing", year = YEAR }: { table?: keyof ReturnTables; year?: typeof YEAR } = {},
): number[] {
  const filed = Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, numbered(rows as MissingReturnRow[])]),
  ) as unknown as ReturnTables;
  return checkReturn(filed, year)
    .findings.filter((finding) => finding.rule === rule && finding.table === table)
    .map((finding) => finding.line - 2);
}
