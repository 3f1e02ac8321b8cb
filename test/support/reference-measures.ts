import {
  clockOf,
  dayOf,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
  weekdayOf,
} from "../../data/calendar.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { Grouping, Metric } from "../../data/vocabulary.ts";
import type { World, WorldEpisode, WorldMeeting } from "./measure-world.ts";
import { passes } from "./reference-filters.ts";
import { endOf, hoursOf, interviewOf, isLong, riskOf } from "./reference-states.ts";

/** One counted thing: an episode, or a meeting with one of its episodes. */
export interface Item {
  episode: WorldEpisode;
  meeting: WorldMeeting | null;
  /** what places it in time */
  at: Date;
}

export interface ReferenceFigure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export interface Reference {
  totals: ReferenceFigure[];
  buckets: Map<string, ReferenceFigure>[];
  beside: Record<string, number | null>;
  indeterminate: number[];
  assumed: number[];
  episodeIds: number[];
  children: [id: number, episodes: number][];
  outlier: { childId: number; episodes: number } | null;
  without: (number | null)[];
}

/** The measures over arrays, written from the definitions and without the statement. */
export function reference(world: World, spec: FiguresSpec): Reference {
  const metric = spec.metrics[0]!;
  const sides = spec.sides.map((side) => counted(world, spec, side));
  const of = (items: Item[], side: Side) => measured(metric, items, world, spec, side);
  const heavy = spec.outlier ? heaviest(sides[0]!.items) : null;
  const first = spec.sides[0]!;
  const rows = listOf(metric, sides[0]!.items, world, spec, first);
  return {
    totals: sides.map(({ items }, k) => of(items, spec.sides[k]!)),
    buckets: sides.map(({ items }, k) => {
      const groups = new Map<string, Item[]>();
      for (const item of items) {
        for (const key of bucketsOf(
          item,
          spec.groupBy,
          world,
          spec.sides[k]!,
          CATALOGUE[metric].interviews ?? false,
        )) {
          groups.set(key, [...(groups.get(key) ?? []), item]);
        }
      }
      return new Map([...groups].map(([key, group]) => [key, of(group, spec.sides[k]!)]));
    }),
    beside: besideOf(metric, sides[0]!.items, world, spec, first),
    indeterminate: sides.map(
      ({ items, undecided }, k) => undecided + indeterminate(metric, items, world, spec, spec.sides[k]!),
    ),
    assumed: sides.map(({ items }) => items.filter(({ episode }) => usesAssumed(episode, spec)).length),
    episodeIds: rows.episodes,
    children: rows.children,
    outlier: heavy,
    without: heavy
      ? sides.map(
          ({ items }, k) =>
            of(
              items.filter(({ episode }) => episode.childId !== heavy.childId),
              spec.sides[k]!,
            ).value,
        )
      : [],
  };
}

function counted(world: World, spec: FiguresSpec, side: Side): { items: Item[]; undecided: number } {
  const { event, interviews } = CATALOGUE[spec.metrics[0]!];
  const placedHere = placed(world, side, spec.openToo ? "open_or_start" : event);
  // interviews still to be done are about the episodes that none has served
  const all = WAITING.includes(spec.metrics[0]!)
    ? placedHere.filter(({ episode }) => !interviewOf(episode, world, side.asOf, spec.policy).completedAt)
    : placedHere;
  const verdicts = all.map((item) => passes(item.episode, world, spec, side, interviews ?? false));
  let items = all.filter((_, i) => verdicts[i] === true);
  const { minEpisodes } = spec.filters;
  if (minEpisodes !== undefined && spec.metrics[0] !== "persistent_missing") {
    const window = side.counted ? { ...side, ...side.counted } : side;
    const started =
      event === "start"
        ? items
        : placed(world, window, "start").filter(
            ({ episode }) => passes(episode, world, spec, side, interviews ?? false) === true,
          );
    const enough = (childId: number) =>
      started.filter(({ episode }) => episode.childId === childId).length >= minEpisodes;
    items = items.filter(({ episode }) => enough(episode.childId));
  }
  return { items, undecided: verdicts.filter((verdict) => verdict === null).length };
}

/** What an event puts into a side, before the filters. */
function placed(world: World, side: Side, event: string): Item[] {
  const from = side.from?.getTime() ?? -Infinity;
  const to = side.to?.getTime() ?? Infinity;
  const within = (at: Date | null, end = to) => at !== null && at.getTime() >= from && at.getTime() < end;
  const happened = (at: Date | null): at is Date => at !== null && at <= side.asOf;
  const live = world.episodes.filter((episode) => !episode.voidedAt && happened(episode.startedAt));
  const isOpen = (episode: WorldEpisode) => endOf(episode, side.asOf) === null;
  const alone = (episode: WorldEpisode, at: Date): Item => ({ episode, meeting: null, at });
  if (event === "start") return live.filter((e) => within(e.startedAt)).map((e) => alone(e, e.startedAt));
  if (event === "open") return live.filter(isOpen).map((e) => alone(e, e.startedAt));
  if (event === "open_or_start") {
    return live.filter((e) => isOpen(e) || e.startedAt.getTime() >= from).map((e) => alone(e, e.startedAt));
  }
  if (event === "return") {
    return live.filter((e) => happened(e.endedAt) && within(e.endedAt)).map((e) => alone(e, e.endedAt!));
  }
  const plannedTo = (side.plannedTo ?? side.to)?.getTime() ?? Infinity;
  return world.meetings.flatMap((meeting) => {
    if (meeting.voidedAt) return [];
    const held = happened(meeting.heldAt);
    if (held ? !within(meeting.heldAt) : !within(meeting.plannedFor, plannedTo)) return [];
    const episodes = live.filter(({ id }) => meeting.episodeIds.includes(id));
    return episodes.map((episode) => ({
      episode,
      meeting,
      at: held ? meeting.heldAt! : meeting.plannedFor!,
    }));
  });
}

function measured(
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

const WAITING: readonly Metric[] = ["interviews_due", "interviews_overdue", "interviews_outstanding"];

function waiting(metric: Metric, items: Item[], world: World, spec: FiguresSpec, side: Side): Item[] {
  return items.filter(({ episode }) => {
    const { completedAt, declined, windowClosed } = interviewOf(episode, world, side.asOf, spec.policy);
    const fits = metric === "interviews_outstanding" || windowClosed === (metric === "interviews_overdue");
    return completedAt === null && !declined && fits;
  });
}

const isOld = (at: Date, { oldBefore }: Side) => oldBefore != null && at < oldBefore;
const isHeld = ({ heldAt }: WorldMeeting, { asOf }: Side) => heldAt !== null && heldAt <= asOf;
const threshold = ({ filters, policy }: FiguresSpec) => filters.minEpisodes ?? policy.persistent.episodes;

function meetingHeld({ id }: WorldEpisode, { meetings }: World, asOf: Date): boolean {
  return meetings.some(
    ({ episodeIds, heldAt, voidedAt }) =>
      !voidedAt && episodeIds.includes(id) && heldAt !== null && heldAt <= asOf,
  );
}

/** Children by episodes: most first, then the latest start, then id. */
function tally(items: Item[]): { childId: number; n: number; latest: number }[] {
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

function heaviest(items: Item[]): Reference["outlier"] {
  const [most, second, ...rest] = tally(items);
  if (!most || !second || rest.length < 3) return null;
  return most.n > second.n && most.n * 10 >= items.length
    ? { childId: most.childId, episodes: most.n }
    : null;
}

function besideOf(
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
    case "top_missing":
      return { joint_share: fraction(per.slice(0, spec.limit ?? 10).reduce((sum, { n }) => sum + n, 0)) };
    case "one_off_share":
      return { episodes_share: fraction(per.filter(({ n }) => n === 1).length) };
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

function indeterminate(metric: Metric, items: Item[], world: World, spec: FiguresSpec, side: Side): number {
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

function listOf(metric: Metric, items: Item[], world: World, spec: FiguresSpec, side: Side) {
  const none = { episodes: [] as number[], children: [] as [number, number][] };
  const limit = spec.limit ?? CATALOGUE[metric].limit ?? Infinity;
  const byHours = (list: Item[]) =>
    [...list].sort(
      (a, b) =>
        hoursOf(b.episode, side.asOf).hours - hoursOf(a.episode, side.asOf).hours ||
        a.episode.startedAt.getTime() - b.episode.startedAt.getTime() ||
        a.episode.id - b.episode.id,
    );
  const byAt = (list: Item[]) =>
    [...list].sort((a, b) => a.at.getTime() - b.at.getTime() || a.episode.id - b.episode.id);
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
      const ranked = tally(items).filter(({ n }) => n >= least);
      return {
        ...none,
        children: ranked.slice(0, limit).map(({ childId, n }): [number, number] => [childId, n]),
      };
    }
    default:
      return none;
  }
}

const FIELDS: Record<string, string> = {
  placement: "placementId",
  placementType: "placementType",
  placement_type: "placementType",
  team: "teamId",
  legalStatus: "legalStatus",
  legal_status: "legalStatus",
};

function usesAssumed({ assumed }: WorldEpisode, { filters, groupBy }: FiguresSpec): boolean {
  const used = [...Object.keys(filters).map((key) => key.replace("not_", "")), groupBy ?? ""];
  return used.some((key) => FIELDS[key] !== undefined && assumed.includes(FIELDS[key]));
}

/** The keys under which the statement groups: first days of time buckets, ids, places in an order. */
function bucketsOf(
  { episode, at, meeting }: Item,
  grouping: Grouping | null,
  world: World,
  side: Side,
  interviews: boolean,
): string[] {
  const day = dayOf(at);
  const bare = meeting
    ? false
    : at === episode.startedAt
      ? episode.startPrecision === "date"
      : episode.endPrecision === "date";
  const one = (value: string | number | null) => [value === null ? "unknown" : String(value)];
  switch (grouping) {
    case null:
      return [];
    case "day":
      return [day];
    case "week":
      return [mondayOf(day)];
    case "month":
      return [monthStart(day)];
    case "quarter":
      return [quarterStart(day)];
    case "financial_year":
      return [financialYearStart(day)];
    case "day_of_week":
      return one(weekdayOf(day));
    case "time_of_day":
      return one(bare ? null : Math.floor(Number(clockOf(at).slice(0, 2)) / 6));
    case "placement":
      return one(episode.placementId);
    case "placement_type":
      return one(episode.placementType);
    case "child":
      return one(episode.childId);
    case "age": {
      const age = episode.ageAtStart;
      return [age < 10 ? "under_10" : age < 13 ? "10-12" : age < 16 ? "13-15" : "16_plus"];
    }
    case "gender":
      return one(world.children[episode.childId - 1]!.gender);
    case "risk":
      return one(riskOf(episode, world, side.asOf));
    case "legal_status":
      return one(episode.legalStatus);
    case "team":
      return one(episode.teamId);
    case "worker":
      return one(episode.workerId);
    case "agency": {
      if (!interviews) return one(episode.agencyId);
      const mine = world.interviews.filter(
        ({ voidedAt, episodeIds }) => !voidedAt && episodeIds.includes(episode.id),
      );
      const ids = new Set(mine.flatMap(({ agencyId }) => agencyId ?? []));
      return ids.size === 0 ? ["unknown"] : [...ids].map(String);
    }
  }
}
