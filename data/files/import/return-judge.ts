import { returnDate } from "../returns/cells.ts";
import type { CollectionYear } from "../returns/collection-year.ts";
import { eighteenthBirthday } from "../returns/eighteenth-birthday.ts";
import type { MissingToStore } from "../returns/map-missing.ts";
import type { MissingReturnRow } from "../returns/rows.ts";
import { clash } from "../rules/periods.ts";
import type { StoredEpisode } from "./return-store.ts";

/** A row that the store, or the clock, speaks against. */
export interface ReturnFault {
  row: MissingReturnRow;
  column: keyof MissingReturnRow & string;
  code: string;
  message: string;
}

/** Where the return and an episode of another source, which is the same one, say different things. */
export interface Difference {
  row: MissingReturnRow;
  /** of the stored episode, "ME-20345" */
  reference: string;
  message: string;
}

export interface Judgement {
  toStore: MissingToStore[];
  /** rows whose episode another source has brought, or a card has made: nothing is stored of them */
  matched: { of: MissingToStore; stored: StoredEpisode }[];
  differences: Difference[];
  faults: ReturnFault[];
}

export interface OfChild {
  dateOfBirth: string;
  episodes: readonly MissingToStore[];
  stored: readonly StoredEpisode[];
}

export interface Circumstances {
  year: CollectionYear;
  /** the London day of the import */
  today: string;
  /** ids of stored episodes that the year's earlier return brought and this one has no more */
  gone: ReadonlySet<number>;
  /** of these, the ones that are voided before anything is stored */
  voided: ReadonlySet<number>;
}

/**
 * What one child's rows of the return become, beside the child's stored episodes (files.md, "Identity"). A row
 * on the London days of an episode from another source is that one. An episode that came by an earlier return
 * under the same key keeps what the store knows better: the hour of its start or return, where somebody has
 * given it, and a return after 31 March, which the year's own table leaves blank.
 */
export function judgeChild(child: OfChild, at: Circumstances): Judgement {
  const judgement: Judgement = { toStore: [], matched: [], differences: [], faults: [] };
  const known = new Map(
    child.stored.flatMap((one) => (one.fromReturn ? [[one.externalId, one] as const] : [])),
  );
  const free = new Set(child.stored.filter(({ fromReturn }) => !fromReturn));
  const left: MissingToStore[] = [];
  for (const one of child.episodes) {
    const fault = faultOfDays(one, child.dateOfBirth, at.today);
    if (fault) judgement.faults.push(fault);
    else left.push(one);
  }
  for (const sameDays of [endsAgree, endsMayAgree, madeByCard]) {
    for (const one of [...left]) {
      if (known.has(one.episode.episodeId)) continue;
      const stored = [...free].find((other) => other.startDay === one.startDay && sameDays(one, other));
      if (!stored) continue;
      free.delete(stored);
      left.splice(left.indexOf(one), 1);
      judgement.matched.push({ of: one, stored });
      for (const message of differencesOf(one, stored, at.year)) {
        judgement.differences.push({ row: one.row, reference: stored.reference, message });
      }
    }
  }
  const coming = new Set(left.map(({ episode }) => episode.episodeId));
  const standing = child.stored.filter(
    ({ id, fromReturn, externalId }) => !at.voided.has(id) && !(fromReturn && coming.has(externalId!)),
  );
  for (const one of left) {
    const better = keeping(one, known.get(one.episode.episodeId), at.year);
    const other = standing.find((stored) => clash(days(better), days(stored)));
    if (other) judgement.faults.push(overlap(one, other, at));
    else judgement.toStore.push(better);
  }
  return judgement;
}

function faultOfDays(
  { row, startDay, endDay }: MissingToStore,
  born: string,
  today: string,
): ReturnFault | null {
  if (startDay > today || (endDay !== null && endDay > today)) {
    const column = startDay > today ? "MIS_START" : "MIS_END";
    const message = "The date is in the future. Correct it, or import the row once it has happened.";
    return { row, column, code: "in_the_future", message };
  }
  if (startDay < born) {
    const message = `The period starts before the child was born (${returnDate(born)}). Correct MIS_START or the date of birth.`;
    return { row, column: "MIS_START", code: "before_birth", message };
  }
  if (startDay >= eighteenthBirthday(born)) {
    const message = `The period starts when the child (born ${returnDate(born)}) was 18 already. Correct MIS_START or the date of birth.`;
    return { row, column: "MIS_START", code: "after_18", message };
  }
  return null;
}

function endsAgree({ endDay }: MissingToStore, stored: StoredEpisode): boolean {
  return endDay === stored.endDay;
}

function endsMayAgree({ endDay }: MissingToStore, stored: StoredEpisode): boolean {
  return endDay === null || stored.endDay === null;
}

/** Of one that has no id in any file yet, a start on the same day is enough: no starts are nearer. */
function madeByCard(one: MissingToStore, stored: StoredEpisode): boolean {
  return stored.externalId === null && clash(days(one), days(stored));
}

const WORDS: Readonly<Record<string, string>> = { M: "missing", A: "away" };

function differencesOf(
  { row, episode, endDay }: MissingToStore,
  stored: StoredEpisode,
  year: CollectionYear,
) {
  const told: string[] = [];
  const theirs = WORDS[row.MISSING]!;
  if (theirs !== stored.category)
    told.push(`MISSING is ${row.MISSING} (${theirs}), and the store has it as ${stored.category}.`);
  // the year's table leaves a return after 31 March blank
  const agrees = endDay === stored.endDay || (endDay === null && (stored.endDay ?? "") > year.last);
  if (!agrees) {
    const [return_, store] = [endDay, stored.endDay].map((day) => (day ? returnDate(day) : "still open"));
    told.push(`MIS_END is ${return_}, and in the store it is ${store}.`);
  }
  for (const [field, about] of [
    ["placementType", "The placement type"],
    ["legalStatus", "The legal status"],
  ] as const) {
    const [a, b] = [episode[field] ?? null, stored[field]];
    if (a !== null && b !== null && a !== b)
      told.push(`${about} is ${a} by Episodes, and ${b} in the store.`);
  }
  if (stored.lookedAfter === false) told.push("In the store the child was not looked after at the start.");
  return told;
}

function keeping(
  one: MissingToStore,
  known: StoredEpisode | undefined,
  year: CollectionYear,
): MissingToStore {
  if (!known) return one;
  const start =
    known.startDay === one.startDay
      ? { startedAt: known.startedAt, startPrecision: known.startPrecision }
      : null;
  const later = one.endDay === null && known.endDay !== null && known.endDay > year.last;
  const end =
    known.endDay !== null && (later || known.endDay === one.endDay)
      ? { endedAt: known.endedAt, endPrecision: known.endPrecision }
      : null;
  return { ...one, endDay: end ? known.endDay : one.endDay, episode: { ...one.episode, ...start, ...end } };
}

function overlap({ row }: MissingToStore, other: StoredEpisode, { gone }: Circumstances): ReturnFault {
  const until = other.endDay === null ? "still open" : `to ${returnDate(other.endDay)}`;
  const which = `The period overlaps the child's episode ${other.reference} (${returnDate(other.startDay)}, ${until})`;
  const message = gone.has(other.id)
    ? `${which}, which an earlier return of the year brought and this one has no more. Import with --replace-year to void it, or correct the dates.`
    : `${which}, which is stored ${other.fromReturn ? "from another row or year of the return" : "from another source"}. Correct the dates of one of them.`;
  return { row, column: "MIS_START", code: "overlap_stored", message };
}

function days({ startDay, endDay }: { startDay: string; endDay: string | null }) {
  return { start: startDay, end: endDay };
}
