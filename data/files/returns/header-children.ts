import { genderOf, isSex } from "../codes.ts";
import type { RecordedGender } from "../kinds.ts";
import { code, isBlank, returnDay } from "./cells.ts";
import { type RefusedRow, refusedRow } from "./refused-row.ts";
import type { HeaderReturnRow } from "./rows.ts";

/** What Header says of a child; `dateOfBirth` is `yyyy-mm-dd`, null where the cell is blank. */
export interface HeaderChild {
  dateOfBirth: string | null;
  gender: RecordedGender | null;
}

/** Header's children by `code(CHILD)`; where it has one twice, the first row counts. */
export function headerChildren(rows: readonly HeaderReturnRow[]): {
  children: Map<string, HeaderChild>;
  refused: RefusedRow<HeaderReturnRow>[];
} {
  const children = new Map<string, HeaderChild>();
  const refused: RefusedRow<HeaderReturnRow>[] = [];
  for (const row of rows) {
    const fault = faultOf(row);
    if (fault) refused.push(fault);
    else if (!children.has(code(row.CHILD))) {
      children.set(code(row.CHILD), { dateOfBirth: returnDay(row.DOB), gender: genderOf(code(row.SEX)) });
    }
  }
  return { children, refused };
}

function faultOf(row: HeaderReturnRow): RefusedRow<HeaderReturnRow> | null {
  if (isBlank(row.CHILD)) return refusedRow(row, "CHILD", "blank", "The child's id is blank. Give it.");
  if (!isBlank(row.DOB) && returnDay(row.DOB) === null) {
    const message = "The date of birth is not a date. Write it as dd/mm/yyyy, for example 05/04/2008.";
    return refusedRow(row, "DOB", "not_a_date", message);
  }
  if (!isBlank(row.SEX) && !isSex(code(row.SEX))) {
    const message =
      "The sex is none of the return's codes. Write 1 or M for male, 2 or F for female, U for unknown.";
    return refusedRow(row, "SEX", "unknown_code", message);
  }
  return null;
}
