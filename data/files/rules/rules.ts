import { shown } from "../faults.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import { type ReturnTable, type ReturnTables, readReturn } from "./read-return.ts";
import type { ReturnRow, Rule } from "./rule.ts";
import { rule564 } from "./rule-564.ts";
import { rule565 } from "./rule-565.ts";
import { rule566 } from "./rule-566.ts";
import { rule567 } from "./rule-567.ts";
import { rule570 } from "./rule-570.ts";
import { rule571 } from "./rule-571.ts";
import { rule574 } from "./rule-574.ts";
import { rule575 } from "./rule-575.ts";
import { rule576 } from "./rule-576.ts";
import { rule577 } from "./rule-577.ts";
import { rule578 } from "./rule-578.ts";
import { rule580 } from "./rule-580.ts";
import { rule581 } from "./rule-581.ts";
import { rule586 } from "./rule-586.ts";
import { rule1004 } from "./rule-1004.ts";
import { rule1005 } from "./rule-1005.ts";
import { rule1006 } from "./rule-1006.ts";
import { rule1012 } from "./rule-1012.ts";
import { ruleINT04 } from "./rule-int04.ts";
import { ruleINT13 } from "./rule-int13.ts";

/** Every rule that touches the Missing table, in the order in which findings are told. */
export const RULES: readonly Rule[] = [
  rule1004,
  rule1005,
  rule1006,
  rule564,
  rule565,
  rule566,
  rule567,
  rule586,
  rule574,
  rule570,
  rule571,
  rule575,
  rule576,
  rule577,
  rule578,
  rule580,
  rule581,
  rule1012,
  ruleINT04,
  ruleINT13,
];

/** One row that one rule fails. */
export interface RuleFinding {
  rule: string;
  table: ReturnTable;
  /** the row's line in that table's file */
  line: number;
  /** CHILD as the file has it */
  child: string;
  column: string;
  /** what the file has in that column, on one line and cut where it is long */
  value: string;
  message: string;
  /** whether the row is not to be stored */
  rejects: boolean;
  /** the row itself, as it was given */
  row: ReturnRow;
}

export interface NotChecked {
  rule: string;
  reason: string;
}

const FILES: Record<ReturnTable, string> = {
  Missing: "no Missing file was given",
  Header: "no Header file was given",
  Episodes: "no Episodes file was given",
  MissingLastYear: "the Missing file of the year before was not given",
};

/**
 * Judges a return by every rule whose tables were given: the findings by rule and then by line, and the
 * rules that were not checked, each with its reason. Any text in any cell is fine; nothing is thrown.
 */
export function checkReturn(
  tables: ReturnTables,
  year: CollectionYear,
): { findings: RuleFinding[]; notChecked: NotChecked[] } {
  const read = readReturn(tables, year);
  const findings: RuleFinding[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of RULES) {
    const absent = rule.needs.filter((table) => tables[table] === undefined);
    if (absent.length > 0) {
      notChecked.push({ rule: rule.number, reason: absent.map((table) => FILES[table]).join(", ") });
      continue;
    }
    const found = rule.check(read).map(({ row, table = "Missing", detail }) => ({
      rule: rule.number,
      table,
      line: row.line,
      child: row.CHILD,
      column: rule.column,
      value: shown((row as unknown as Record<string, string>)[rule.column] ?? ""),
      message: detail ? `${rule.message} ${detail}` : rule.message,
      rejects: rule.level === "reject",
      row,
    }));
    for (const finding of found.sort((a, b) => a.line - b.line)) findings.push(finding);
  }
  return { findings, notChecked };
}
