import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { World, WorldEpisode, WorldMeeting } from "./measure-world.ts";
import type { Reference } from "./reference-measures.ts";
import { interviewOf } from "./reference-states.ts";

/** One counted thing: an episode, or a meeting with one of its episodes. */
export interface Item {
  episode: WorldEpisode;
  meeting: WorldMeeting | null;
  /** what places it in time */
  at: Date;
}

export const WAITING: readonly Metric[] = ["interviews_due", "interviews_overdue", "interviews_outstanding"];

export function waiting(metric: Metric, items: Item[], world: World, spec: FiguresSpec, side: Side): Item[] {
  return items.filter(({ episode }) => {
    const { completedAt, declined, windowClosed } = interviewOf(episode, world, side.asOf, spec.policy);
    const fits = metric === "interviews_outstanding" || windowClosed === (metric === "interviews_overdue");
    return completedAt === null && !declined && fits;
  });
}

export const isOld = (at: Date, { oldBefore }: Side) => oldBefore != null && at < oldBefore;
export const isHeld = ({ heldAt }: WorldMeeting, { asOf }: Side) => heldAt !== null && heldAt <= asOf;
export const threshold = ({ filters, policy }: FiguresSpec) =>
  filters.minEpisodes ?? policy.persistent.episodes;

export function meetingHeld({ id }: WorldEpisode, { meetings }: World, asOf: Date): boolean {
  return meetings.some(
    ({ episodeIds, heldAt, voidedAt }) =>
      !voidedAt && episodeIds.includes(id) && heldAt !== null && heldAt <= asOf,
  );
}

/** Children by episodes: most first, then the latest start, then id. */
export function tally(items: Item[]): { childId: number; n: number; latest: number }[] {
  const ids = [...new Set(items.map(({ episode }) => episode.childId))];
  const own = (id: number) => items.filter(({ episode }) => episode.childId === id);
  return ids
    .map((childId) => ({
      childId,
      n: own(childId).length,
      latest: Math.max(...own(childId).map(({ episode }) => episode.startedAt.getTime())),
    }))
    .sort((a, b) => b.n - a.n || b.latest - a.latest || a.childId - b.childId);
}

export function heaviest(items: Item[]): Reference["outlier"] {
  const [most, second, ...rest] = tally(items);
  if (!most || !second || rest.length < 3) return null;
  return most.n > second.n && most.n * 10 >= items.length
    ? { childId: most.childId, episodes: most.n }
    : null;
}
