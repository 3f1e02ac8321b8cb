import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { World } from "./measure-world.ts";
import { type Item, isHeld, isOld, meetingHeld, tally, threshold, waiting } from "./reference-items.ts";
import type { ReferenceFigure } from "./reference-measures.ts";
import { endOf, hoursOf, interviewOf, isLong } from "./reference-states.ts";

export function measured(
  metric: Metric,
  items: Item[],
  world: World,
  spec: FiguresSpec,
  side: Side,
): ReferenceFigure {
  const count = (value: number | null): ReferenceFigure => ({ value, numerator: null, denominator: null });
  const share = (numerator: number, denominator: number): ReferenceFigure => ({
    value: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
  });
  const per = tally(items);
  const state = (item: Item) => interviewOf(item.episode, world, side.asOf, spec.policy);
  const those = (keep: (item: Item) => boolean) => items.filter(keep).length;
  const long = (item: Item) => isLong(item.episode, side.asOf, spec.policy.longEpisodeHours) === true;
  const ended = items.filter(
    ({ episode }) => endOf(episode, side.asOf) && !hoursOf(episode, side.asOf).dated,
  );
  switch (metric) {
    case "episodes":
    case "child_profile":
    case "currently_missing":
    case "top_missing":
      return count(items.length);
    case "individuals":
      return count(per.length);
    case "rate":
      return share(items.length, per.length);
    case "average_duration":
      return share(
        ended.reduce((sum, { episode }) => sum + hoursOf(episode, side.asOf).hours, 0),
        ended.length,
      );
    case "longest_episodes":
      return count(
        items.length ? Math.max(...items.map(({ episode }) => hoursOf(episode, side.asOf).hours)) : null,
      );
    case "long_episodes":
      return count(those(long));
    case "long_without_strategy_meeting":
      return count(those((item) => long(item) && !meetingHeld(item.episode, world, side.asOf)));
    case "strategy_meetings":
      return count(
        new Set(items.filter(({ meeting }) => isHeld(meeting!, side)).map(({ meeting }) => meeting!.id)).size,
      );
    case "top_share": {
      const top = per.slice(0, spec.limit ?? 10).reduce((sum, { n }) => sum + n, 0);
      return share(top, items.length);
    }
    case "one_off_share":
      return share(per.filter(({ n }) => n === 1).length, per.length);
    case "persistent_missing":
      return count(per.filter(({ n }) => n >= threshold(spec)).length);
    case "interview_compliance":
      return share(
        those((item) => state(item).windowClosed && state(item).inTime === true),
        those((item) => state(item).windowClosed),
      );
    case "interviews_offered":
      return share(
        those((item) => state(item).offered),
        items.length,
      );
    case "interviews_accepted":
      return share(
        those((item) => state(item).accepted),
        those((item) => state(item).offered),
      );
    case "interviews_declined":
      return share(
        those((item) => state(item).declined),
        those((item) => state(item).offered),
      );
    case "interviews_completed":
      return share(
        those((item) => state(item).completedAt !== null),
        items.length,
      );
    case "interviews_late":
      return count(those((item) => state(item).completedAt !== null && state(item).inTime === false));
    case "interviews_due":
    case "interviews_overdue":
    case "interviews_outstanding":
      return count(waiting(metric, items, world, spec, side).filter(({ at }) => !isOld(at, side)).length);
    case "summary":
      throw new Error("The summary is made of other measures.");
  }
}
