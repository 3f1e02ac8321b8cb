import type { Tx } from "../../store/store.ts";
import { code, returnDate } from "../returns/cells.ts";
import { type CollectionYear, collectionYear } from "../returns/collection-year.ts";
import { MISSING_COLUMNS } from "../returns/rows.ts";
import { clash } from "../rules/periods.ts";
import { ExportRefused, type WriteFile } from "./drafts.ts";
import { fileIds } from "./ids.ts";
import { literal, pages } from "./snapshot.ts";

/** What of a collection year is in the file, and what is not. */
export interface MissingReturn {
  file: string;
  rows: number;
  /** absent, as the police recorded it until 2017: the return has no code for it */
  absent: number;
  /** nobody recorded whether the child was looked after at the start */
  unknownCare: number;
  /** references of episodes that lie over another of the same child (rule 574): the later by start */
  overlapping: string[];
  /** references of episodes that begin on or before the date of birth (rule 586) */
  unborn: string[];
}

export const missingFile = ({ label }: CollectionYear): string =>
  `ssda903_missing_${label.replace("/", "-")}.csv`;

/** @throws ExportRefused for a text that names no collection year */
export function yearAsked(text: string | undefined): CollectionYear {
  const year = collectionYear(text ?? "");
  if (year) return year;
  throw new ExportRefused(
    text === undefined
      ? "Which collection year? Add --year 2018/19."
      : `"${text}" is no collection year. Write --year 2018/19.`,
  );
}

interface Period {
  reference: string;
  child: string;
  dob: string;
  category: string;
  lookedAfter: boolean | null;
  /** London days, `yyyy-mm-dd`; an end after the year is null, as one that is open */
  start: string;
  end: string | null;
}

/**
 * The table Missing of a collection year (DfE, "Children looked after by local authorities in England:
 * guide to the SSDA903 collection"): the episodes of children who were looked after at the start, that
 * overlap the year by London days. One that is open at the last year's end is carried forward with its own
 * start; an end after 31 March is blank. `missing` is M, `away` is A.
 *
 * Our own checks (data/files/rules) pass: an episode that lies over another of the same child, of which the
 * import would store only the earlier, and one that begins on or before the day of birth are left out and
 * listed, so that they can be put right in the case system.
 */
export async function writeMissingReturn(
  tx: Tx,
  write: WriteFile,
  year: CollectionYear,
  { timeZone }: { timeZone: string },
): Promise<MissingReturn> {
  const file = missingFile(year);
  const left: Omit<MissingReturn, "file" | "rows"> = {
    absent: 0,
    unknownCare: 0,
    overlapping: [],
    unborn: [],
  };
  const rows = await write(
    file,
    MISSING_COLUMNS,
    returned(pages<Period>(tx, periodsOf(year, timeZone)), left),
  );
  return { file, rows, ...left };
}

async function* returned(batches: AsyncIterable<Period[]>, left: Omit<MissingReturn, "file" | "rows">) {
  let last: Period | null = null;
  for await (const batch of batches) {
    const rows: string[][] = [];
    for (const period of batch) {
      if (period.lookedAfter === null) left.unknownCare += 1;
      else if (period.category === "absent") left.absent += 1;
      else if (period.start <= period.dob) left.unborn.push(period.reference);
      else if (last && code(last.child) === code(period.child) && clash(last, period))
        left.overlapping.push(period.reference);
      else {
        rows.push(missingRow(period));
        last = period;
      }
    }
    yield rows;
  }
}

function missingRow({ child, dob, category, start, end }: Period): string[] {
  return [
    child,
    returnDate(dob),
    category === "away" ? "A" : "M",
    returnDate(start),
    end === null ? "" : returnDate(end),
  ];
}

/**
 * By child (the return takes ids that differ in case alone for one) and day of start; of one day's, those
 * that end sooner come first, as rule 574 reads them.
 */
function periodsOf({ first, last }: CollectionYear, timeZone: string): string {
  const day = (at: string) => `timezone(${literal(timeZone)}, ${at})::date`;
  return `
    SELECT 'ME-' || e.number AS reference, k.file_id AS child, to_char(c.date_of_birth, 'YYYY-MM-DD') AS dob,
      e.category, e.looked_after AS "lookedAfter",
      to_char(d.start, 'YYYY-MM-DD') AS start, to_char(d.until, 'YYYY-MM-DD') AS "end"
    FROM episode e
    JOIN child c ON c.id = e.child_id
    JOIN (${fileIds("child")}) k ON k.id = c.id
    CROSS JOIN LATERAL (
      SELECT ${day("e.started_at")} AS start,
        CASE WHEN ${day("e.ended_at")} <= '${last}'::date THEN ${day("e.ended_at")} END AS until
    ) d
    WHERE e.voided_at IS NULL AND e.looked_after IS NOT FALSE
      AND d.start <= '${last}'::date AND (e.ended_at IS NULL OR ${day("e.ended_at")} >= '${first}'::date)
    ORDER BY upper(k.file_id) COLLATE "C", d.start, d.until NULLS LAST, e.started_at, e.ended_at NULLS LAST, e.id`;
}
