import { isLegalStatus, isPlace, isProvider } from "../codes.ts";
import { code, isBlank, returnDay } from "./cells.ts";
import { type RefusedRow, refusedRow } from "./refused-row.ts";
import type { EpisodesReturnRow } from "./rows.ts";

/** A row of Episodes with its days: where a child lived, from DECOM to DEC (null: it goes on). */
export interface Placement {
  row: EpisodesReturnRow;
  from: string;
  to: string | null;
}

/** Whether a time holds a day: its first and its last day are its own. */
export function holds(time: { from: string; to: string | null }, day: string): boolean {
  return time.from <= day && (time.to === null || day <= time.to);
}

/**
 * The placements by `code(CHILD)`, and the rows that tell none: no child, a date that cannot be read, or a
 * code that is in no list of the Department's.
 */
export function placementsOfEpisodes(rows: readonly EpisodesReturnRow[]): {
  placements: Map<string, Placement[]>;
  refused: RefusedRow<EpisodesReturnRow>[];
} {
  const placements = new Map<string, Placement[]>();
  const refused: RefusedRow<EpisodesReturnRow>[] = [];
  for (const row of rows) {
    const fault = faultOf(row);
    if (fault) {
      refused.push(fault);
      continue;
    }
    const placement = { row, from: returnDay(row.DECOM)!, to: returnDay(row.DEC) };
    const ofChild = placements.get(code(row.CHILD));
    if (ofChild) ofChild.push(placement);
    else placements.set(code(row.CHILD), [placement]);
  }
  return { placements, refused };
}

/**
 * The placement from which a child who went missing on a day went: the one that held the beginning of that
 * day, or else one that began on it (a period without times starts at 00:00). So on the day of a move it is
 * the placement that was left. Of several, the one that began last, then the first in the file.
 */
export function placementAt(placements: readonly Placement[], day: string): Placement | null {
  let best: Placement | null = null;
  for (const placement of placements) {
    if (!holds(placement, day)) continue;
    if (best === null || rank(placement, day) > rank(best, day)) best = placement;
  }
  return best;
}

/** Compares as text: those that held the day's beginning before those that did not, then by their start. */
function rank({ from }: Placement, day: string): string {
  return `${from < day ? 1 : 0} ${from}`;
}

function faultOf(row: EpisodesReturnRow): RefusedRow<EpisodesReturnRow> | null {
  if (isBlank(row.CHILD)) return refusedRow(row, "CHILD", "blank", "The child's id is blank. Give it.");
  if (returnDay(row.DECOM) === null) {
    const message = "The day on which the episode began is not a date. Write it as dd/mm/yyyy.";
    return refusedRow(row, "DECOM", "not_a_date", message);
  }
  if (!isBlank(row.DEC) && returnDay(row.DEC) === null) {
    const message =
      "The day on which the episode ceased is not a date. Write it as dd/mm/yyyy, or leave it blank while it goes on.";
    return refusedRow(row, "DEC", "not_a_date", message);
  }
  for (const [column, known] of KNOWN) {
    if (isBlank(row[column]) || known(code(row[column]))) continue;
    const message = `This is a code of no year's list for ${column}. Correct it, or leave it blank where it is not known.`;
    return refusedRow(row, column, "unknown_code", message);
  }
  return null;
}

const KNOWN = [
  ["PLACE", isPlace],
  ["PLACE_PROVIDER", isProvider],
  ["LS", isLegalStatus],
] as const;
