import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { World, WorldEpisode } from "./measure-world.ts";
import { bucketsOf, usesAssumed } from "./reference-buckets.ts";
import { measured } from "./reference-figures.ts";
import { passes } from "./reference-filters.ts";
import { heaviest, type Item, WAITING } from "./reference-items.ts";
import { besideOf, indeterminate, listOf } from "./reference-lists.ts";
import { endOf, interviewOf } from "./reference-states.ts";

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
      const interviews = CATALOGUE[metric].interviews ?? false;
      for (const item of items) {
        const keys = bucketsOf(item, spec.groupBy, world, spec.sides[k]!, interviews);
        for (const key of behind(keys, spec.apart)) groups.set(key, [...(groups.get(key) ?? []), item]);
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

/** All buckets but those that stand apart are one. */
function behind(keys: string[], apart: readonly string[] | undefined): string[] {
  if (!apart) return keys;
  return keys.some((key) => !apart.includes(key)) ? ["others"] : [];
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
