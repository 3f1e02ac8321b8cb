/** A row of the return that says something that cannot be used, and what to do about it. */
export interface RefusedRow<Row> {
  row: Row;
  column: string;
  /** the cell as the file has it */
  value: string;
  /** short name of the fault, for counting */
  code: "blank" | "not_a_date" | "unknown_code";
  message: string;
}

export function refusedRow<Row extends { line: number }>(
  row: Row,
  column: keyof Row & string,
  code: RefusedRow<Row>["code"],
  message: string,
): RefusedRow<Row> {
  return { row, column, value: String(row[column]), code, message };
}
