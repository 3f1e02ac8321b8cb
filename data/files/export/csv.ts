import { defended } from "../formula.ts";

/**
 * One line of a file that we write: RFC 4180 (commas, CRLF, quotes doubled inside quotes), every cell
 * defended against being taken for a formula. CRLF, because that is what spreadsheets write themselves.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string): string {
  const cell = defended(value);
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
