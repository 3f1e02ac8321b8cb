import type { NaiveCouncil } from "./naive-council.ts";
import type { NaiveRow } from "./naive-reader.ts";
import type { NaiveMoment } from "./naive-times.ts";

/** A time away; `end` null: not back yet. */
export interface NaiveEpisode {
  child: string;
  start: NaiveMoment;
  end: NaiveMoment | null;
}

export interface WeighedEpisodes {
  /** lines */
  overlapping: number[];
  conflicts: number[];
  /** episodes that the store did not have */
  stored: number;
  episodes: NaiveCouncil["episodes"];
  byCard: NaiveCouncil["byCard"];
}

interface Coming extends NaiveEpisode {
  line: number;
  id: string;
  /** the reference of the episode made by card that it is, or may be */
  card: string | null;
  asked: boolean;
  category: string;
  /** the file says something else than the card has said */
  kept: boolean;
}

const SAME_WITHIN = 12 * 3_600_000;

/**
 * Weighs the rows of an episodes file against each other and against what is stored, pair by pair: which
 * episode made by card is the same one, and which rows overlap another of their child.
 */
export function weighNaively(
  rows: readonly NaiveRow[],
  hasReturns: boolean,
  { episodes, byCard }: Pick<NaiveCouncil, "episodes" | "byCard">,
): WeighedEpisodes {
  const coming = rows.map((row) => comingOf(row, hasReturns, episodes)).sort(byStart);
  const free = new Map(byCard);
  for (const row of coming) {
    if (episodes.has(row.id)) continue;
    const near = [...free].filter(([, card]) => card.child === row.child && overlap(row, card));
    const apart = ([, card]: (typeof near)[number]) =>
      sameDay(row, card) ? 0 : Math.abs(row.start.at - card.start.at);
    const same = near.filter((card) => apart(card) <= SAME_WITHIN).sort((a, b) => apart(a) - apart(b))[0];
    if (near.length === 0) continue;
    row.card = (same ?? near[0]!)[0];
    row.asked = !same;
    if (!same) continue;
    free.delete(row.card);
    // until a person has chosen, it stays as whoever made it has said
    const [, { start, end }] = same;
    if (row.category !== "missing" || differ(row.start, start)) row.kept = true;
    if (hasReturns && end !== null && differ(row.end, end)) row.kept = true;
    row.start = start;
    row.end = end ?? row.end;
  }
  const weighed = coming.filter(({ asked }) => !asked).sort(byStart);
  const overlapping = new Set<Coming>();
  for (const [at, row] of weighed.entries()) {
    const earlier = weighed.slice(0, at).some((other) => other.child === row.child && overlap(other, row));
    if (earlier) overlapping.add(row);
  }
  // a row that is refused leaves its episode as it stood, which may stand in the way of another
  for (let before = -1; before !== overlapping.size; ) {
    before = overlapping.size;
    const going = weighed.filter((row) => !overlapping.has(row));
    const moved = new Set(going.flatMap(({ id, card }) => [id, card ?? ""]));
    const standing = [...episodes, ...byCard].filter(([key]) => !moved.has(key)).map(([, one]) => one);
    for (const row of going)
      if (standing.some((other) => other.child === row.child && overlap(other, row))) overlapping.add(row);
  }
  const after: WeighedEpisodes = {
    overlapping: [...overlapping].map(({ line }) => line),
    conflicts: coming
      .filter((row) => row.asked || (row.kept && !overlapping.has(row)))
      .map(({ line }) => line),
    stored: 0,
    episodes: new Map(episodes),
    byCard: new Map(byCard),
  };
  for (const row of weighed.filter((one) => !overlapping.has(one))) {
    if (!episodes.has(row.id) && row.card === null) after.stored += 1;
    if (row.card !== null) after.byCard.delete(row.card);
    after.episodes.set(row.id, { child: row.child, start: row.start, end: row.end });
  }
  return after;
}

function comingOf({ line, values }: NaiveRow, hasReturns: boolean, stored: NaiveCouncil["episodes"]): Coming {
  const id = values.episode_id as string;
  const end = hasReturns ? (values.returned_at as NaiveMoment | null) : (stored.get(id)?.end ?? null);
  return {
    ...{ line, id, end, child: values.child_id as string, start: values.missing_from as NaiveMoment },
    ...{ card: null, asked: false, category: (values.category as string | null) ?? "missing", kept: false },
  };
}

/** A child is in one place at a time; times may touch. Where one knows days only, days are compared. */
function overlap(a: NaiveEpisode, b: NaiveEpisode): boolean {
  const inDays = [a.start, a.end, b.start, b.end].some((moment) => moment?.precision === "date");
  const of = (moment: NaiveMoment) => (inDays ? Date.parse(moment.day) : moment.at);
  const span = (one: NaiveEpisode) => [of(one.start), one.end ? of(one.end) : Infinity] as const;
  const [[start, end], [otherStart, otherEnd]] = [span(a), span(b)];
  if (start === otherStart) return start !== end && otherStart !== otherEnd;
  return start < otherStart ? otherStart < end : start < otherEnd;
}

function differ(a: NaiveMoment | null, b: NaiveMoment | null): boolean {
  return a?.at !== b?.at || a?.precision !== b?.precision;
}

function sameDay(a: NaiveEpisode, b: NaiveEpisode): boolean {
  return [a, b].some(({ start }) => start.precision === "date") && a.start.day === b.start.day;
}

function byStart(a: Coming, b: Coming): number {
  const end = ({ end }: Coming) => end?.at ?? Infinity;
  if (a.start.at !== b.start.at) return a.start.at - b.start.at;
  return end(a) === end(b) ? a.line - b.line : end(a) < end(b) ? -1 : 1;
}
