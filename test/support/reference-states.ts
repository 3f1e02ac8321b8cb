import { dayOf, daysBetween } from "../../data/calendar.ts";
import type { Policy } from "../../data/policy.ts";
import { RISKS } from "../../data/vocabulary.ts";
import type { World, WorldEpisode } from "./measure-world.ts";

/** Lengths, grades and interview states of one episode as at an instant, from arrays. */
const HOUR = 3_600_000;

export function endOf({ endedAt }: WorldEpisode, asOf: Date): Date | null {
  return endedAt !== null && endedAt <= asOf ? endedAt : null;
}

export function hoursOf(episode: WorldEpisode, asOf: Date): { hours: number; dated: boolean; days: number } {
  const end = endOf(episode, asOf);
  const until = end ?? asOf;
  const dated = episode.startPrecision === "date" || (end !== null && episode.endPrecision === "date");
  const days = daysBetween(dayOf(episode.startedAt), dayOf(until));
  return { hours: (until.getTime() - episode.startedAt.getTime()) / HOUR, dated, days };
}

/** Null where bare dates cannot tell: the true length is less than a day off either way. */
export function isLong(episode: WorldEpisode, asOf: Date, least: number): boolean | null {
  const { hours, dated, days } = hoursOf(episode, asOf);
  if (!dated) return hours >= least;
  return (days - 1) * 24 >= least ? true : (days + 1) * 24 <= least ? false : null;
}

const byEpisode = new WeakMap<readonly object[], Map<number, object[]>>();

/** Those of an array of the world that are about an episode; looked up, since a council has thousands. */
function about<Row extends object>(rows: readonly Row[], idsOf: (row: Row) => number[], id: number): Row[] {
  let index = byEpisode.get(rows);
  if (!index) {
    index = new Map();
    for (const row of rows) {
      for (const each of new Set(idsOf(row))) index.set(each, [...(index.get(each) ?? []), row]);
    }
    byEpisode.set(rows, index);
  }
  return (index.get(id) ?? []) as Row[];
}

/** The interviews that serve an episode. */
export function interviewsOf({ id }: WorldEpisode, { interviews }: World): World["interviews"] {
  return about(interviews, ({ episodeIds }) => episodeIds, id).filter(({ voidedAt }) => !voidedAt);
}

/** The place of the highest grade held by then, 1 for high. */
export function riskOf({ id }: WorldEpisode, { risks }: World, asOf: Date): number | null {
  const held = about(risks, ({ episodeId }) => [episodeId], id).filter(({ gradedAt }) => gradedAt <= asOf);
  const places = held.map(({ grade }) => (RISKS as readonly string[]).indexOf(grade) + 1);
  return places.length === 0 ? null : Math.min(...places);
}

export interface InterviewState {
  completedAt: Date | null;
  accepted: boolean;
  declined: boolean;
  offered: boolean;
  windowClosed: boolean;
  inTime: boolean | null;
}

export function interviewOf(episode: WorldEpisode, world: World, asOf: Date, policy: Policy): InterviewState {
  const returned = endOf(episode, asOf);
  const by = (at: Date | null): at is Date => at !== null && at <= asOf;
  const mine = interviewsOf(episode, world);
  const completions = mine
    .flatMap(({ completedAt }) =>
      by(completedAt) && returned && completedAt >= returned ? [completedAt] : [],
    )
    .sort((a, b) => a.getTime() - b.getTime());
  const completedAt = completions[0] ?? null;
  const outcomes = mine.filter(({ outcome, outcomeAt }) => outcome !== null && by(outcomeAt));
  const latest = Math.max(...outcomes.map(({ outcomeAt }) => outcomeAt!.getTime()));
  const accepted = completedAt !== null || outcomes.some(({ outcome }) => outcome === "accepted");
  const saidNo = outcomes.some(
    ({ outcome, outcomeAt }) => outcome === "declined" && outcomeAt!.getTime() === latest,
  );
  const declined = !accepted && saidNo;
  const window = policy.interviewWindowHours;
  return {
    completedAt,
    accepted,
    declined,
    offered: accepted || saidNo || mine.some(({ offeredAt }) => by(offeredAt)),
    windowClosed: returned !== null && returned.getTime() + window * HOUR <= asOf.getTime(),
    inTime: completedAt === null ? false : withinWindow(episode, returned!, completedAt, window),
  };
}

function withinWindow(
  { endPrecision }: WorldEpisode,
  returned: Date,
  completed: Date,
  window: number,
): boolean | null {
  if (endPrecision !== "date") return completed.getTime() <= returned.getTime() + window * HOUR;
  const days = daysBetween(dayOf(returned), dayOf(completed));
  return (days + 1) * 24 <= window ? true : (days - 1) * 24 >= window ? false : null;
}
