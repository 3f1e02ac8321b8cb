import { code, isBlank, returnDay } from "./cells.ts";
import type { MissingReturnRow } from "./rows.ts";

/**
 * By what a row of Missing is known from one file to the next, and the external id of its episode: CHILD,
 * the start day, and which row of that child and start it is, by MIS_END (a blank end last, then the file's
 * order), as "A123/2018-05-01/1". Rows without a child or without a start that can be read have none; one
 * whose end cannot be read stands behind all others, so that it moves no other row's number.
 */
export function missingKeys(rows: readonly MissingReturnRow[]): Map<MissingReturnRow, string> {
  const alike = new Map<string, MissingReturnRow[]>();
  for (const row of rows) {
    const start = returnDay(row.MIS_START);
    if (isBlank(row.CHILD) || start === null) continue;
    const key = `${code(row.CHILD)}/${start}`;
    const others = alike.get(key);
    if (others) others.push(row);
    else alike.set(key, [row]);
  }
  const keys = new Map<MissingReturnRow, string>();
  for (const [key, found] of alike) {
    if (found.length > 1) found.sort(byEnd);
    for (const [i, row] of found.entries()) keys.set(row, `${key}/${i + 1}`);
  }
  return keys;
}

function byEnd(a: MissingReturnRow, b: MissingReturnRow): number {
  const [first, second] = [order(a), order(b)];
  return first < second ? -1 : Number(first > second);
}

/** Compares as text: the end day, then "open", then "unread". */
function order({ MIS_END }: MissingReturnRow): string {
  return returnDay(MIS_END) ?? (isBlank(MIS_END) ? "open" : "unread");
}
