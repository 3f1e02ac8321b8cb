/**
 * Spreadsheets take a cell that begins with one of these for a formula and may run it: `=`, `+`, `-`,
 * `@`, tab, carriage return (OWASP, "CSV Injection").
 *
 * The rule: a cell that is any number of apostrophes (none included) and then such a character gets one
 * apostrophe more on the way out, and loses one on the way in. Every other cell, `'tis` too, stays as it
 * is. So each cell comes back as it was: `=1` ⇄ `'=1`, `'=1` ⇄ `''=1`.
 */
const TO_DEFEND = /^'*[=+\-@\t\r]/;
const DEFENDED = /^'+[=+\-@\t\r]/;

/** The cell as it is written to a file: never taken for a formula. */
export function defended(cell: string): string {
  return TO_DEFEND.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `defended`. One that nobody defended (`-3` from another system) stays. */
export function undefended(cell: string): string {
  return DEFENDED.test(cell) ? cell.slice(1) : cell;
}
