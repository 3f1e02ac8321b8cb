import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { World } from "./measure-world.ts";
import { type Item, isHeld, isOld, meetingHeld, tally, threshold, waiting } from "./reference-items.ts";
import { endOf, hoursOf, interviewOf, isLong } from "./reference-states.ts";

export function besideOf(
  metric: Metric,
  items: Item[],
  world: World,
  spec: FiguresSpec,
  side: Side,
): Record<string, number | null> {
  const per = tally(items);
  const fraction = (n: number) => (items.length === 0 ? null : n / items.length);
  switch (metric) {
    case "average_duration": {
      const lengths = items
        .filter(({ episode }) => endOf(episode, side.asOf) && !hoursOf(episode, side.asOf).dated)
        .map(({ episode }) => hoursOf(episode, side.asOf).hours)
        .sort((a, b) => a - b);
      const middle = (lengths.length - 1) / 2;
      const median =
        lengths.length === 0 ? null : (lengths[Math.floor(middle)]! + lengths[Math.ceil(middle)]!) / 2;
      return { median_hours: median };
    }
    case "strategy_meetings":
      return {
        planned: new Set(
          items.filter(({ meeting }) => !isHeld(meeting!, side)).map(({ meeting }) => meeting!.id),
        ).size,
      };
    case "one_off_share":
      return {
        episodes_share: fraction(per.filter(({ n }) => n === 1).length),
        episodes_share_of: items.length,
      };
    case "interview_compliance":
      return {
        not_yet_due: items.filter(
          ({ episode }) => !interviewOf(episode, world, side.asOf, spec.policy).windowClosed,
        ).length,
      };
    case "interviews_due":
    case "interviews_overdue":
    case "interviews_outstanding":
      return { older: waiting(metric, items, world, spec, side).filter(({ at }) => isOld(at, side)).length };
    default:
      return {};
  }
}

export function indeterminate(
  metric: Metric,
  items: Item[],
  world: World,
  spec: FiguresSpec,
  side: Side,
): number {
  const those = (keep: (item: Item) => boolean) => items.filter(keep).length;
  const unclear = ({ episode }: Item) => isLong(episode, side.asOf, spec.policy.longEpisodeHours) === null;
  const state = ({ episode }: Item) => interviewOf(episode, world, side.asOf, spec.policy);
  switch (metric) {
    case "average_duration":
      return those(({ episode }) => endOf(episode, side.asOf) !== null && hoursOf(episode, side.asOf).dated);
    case "long_episodes":
      return those(unclear);
    case "long_without_strategy_meeting":
      return those((item) => unclear(item) && !meetingHeld(item.episode, world, side.asOf));
    case "interview_compliance":
      return those((item) => state(item).windowClosed && state(item).inTime === null);
    case "interviews_late":
      return those((item) => state(item).completedAt !== null && state(item).inTime === null);
    default:
      return 0;
  }
}

export function listOf(metric: Metric, items: Item[], world: World, spec: FiguresSpec, side: Side) {
  const none = { episodes: [] as number[], children: [] as [number, number][] };
  const limit = spec.limit ?? CATALOGUE[metric].limit ?? Infinity;
  // turned round, ties stay in their order
  const way = spec.ascending ? -1 : 1;
  const byHours = (list: Item[]) =>
    [...list].sort(
      (a, b) =>
        way * (hoursOf(b.episode, side.asOf).hours - hoursOf(a.episode, side.asOf).hours) ||
        a.episode.startedAt.getTime() - b.episode.startedAt.getTime() ||
        a.episode.id - b.episode.id,
    );
  const byAt = (list: Item[]) =>
    [...list].sort((a, b) => way * (a.at.getTime() - b.at.getTime()) || a.episode.id - b.episode.id);
  const shown = (list: Item[]) => ({
    ...none,
    episodes: list.map(({ episode }) => episode.id).slice(0, limit),
  });
  if (!spec.rows) return none;
  switch (metric) {
    case "longest_episodes":
      return shown(byHours(items));
    case "long_without_strategy_meeting":
      return shown(
        byHours(items).filter(
          ({ episode }) =>
            isLong(episode, side.asOf, spec.policy.longEpisodeHours) === true &&
            !meetingHeld(episode, world, side.asOf),
        ),
      );
    case "currently_missing":
    case "child_profile":
      return shown(byAt(items));
    case "interviews_due":
    case "interviews_overdue":
    case "interviews_outstanding":
      return shown(byAt(waiting(metric, items, world, spec, side)).filter(({ at }) => !isOld(at, side)));
    case "top_missing":
    case "persistent_missing": {
      const least = metric === "persistent_missing" ? threshold(spec) : 1;
      const ranked = tally(items)
        .filter(({ n }) => n >= least)
        .sort((a, b) => way * (b.n - a.n));
      return {
        ...none,
        children: ranked.slice(0, limit).map(({ childId, n }): [number, number] => [childId, n]),
      };
    }
    default:
      return none;
  }
}
