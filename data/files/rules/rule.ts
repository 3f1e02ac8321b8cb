import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "../returns/rows.ts";
import type { ReadReturn, ReturnTable } from "./read-return.ts";

/**
 * One of the Department for Education's validation rules for the SSDA903 return. The conditions follow the
 * public implementation of Data to Insight (github.com/data-to-insight/csc-validator-be-903,
 * `lac_validator/rules`), read beside its forerunner of Social Finance
 * (github.com/SocialFinanceDigitalLabs/quality-lac-data-beta-validator); each file says where it departs.
 *
 * Two things hold for all of them. Each rule judges every row by itself, whatever the others make of it.
 * And a date that is written but cannot be read is the matter of 1004 and 1005: it is not blank, and a
 * rule that needs it passes the row over.
 */
export interface Rule {
  /** as the Department numbers it: "574", "INT04" */
  number: string;
  /** what is wrong and what to do, in words for a data officer */
  message: string;
  /** `reject`: the row is not stored; `report`: it is stored, and the finding printed */
  level: "reject" | "report";
  /** the tables without which it cannot be checked */
  needs: readonly ReturnTable[];
  /** the column that the findings are about */
  column: string;
  check(read: ReadReturn): Hit[];
}

export type ReturnRow = MissingReturnRow | HeaderReturnRow | EpisodesReturnRow;

/** A row that a rule fails; `table` where it is not Missing, `detail` where a row needs words of its own. */
export interface Hit {
  row: ReturnRow;
  table?: ReturnTable;
  detail?: string;
}

/** The hits of a rule that judges each row of Missing by itself. */
export function eachMissing(fails: (period: ReadReturn["missing"][number], read: ReadReturn) => boolean) {
  return (read: ReadReturn): Hit[] =>
    read.missing.filter((period) => fails(period, read)).map(({ row }) => ({ row }));
}
