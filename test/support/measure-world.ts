import fc from "fast-check";
import { ageOn, dayOf, startOfDay } from "../../data/calendar.ts";
import type { Store } from "../../data/store/store.ts";
import { FLAGS, PLACEMENT_TYPES, RISKS } from "../../data/vocabulary.ts";

/** A small store as arrays: what the plain reference measures count over. Ids as in the store. */
export interface World {
  children: WorldChild[];
  episodes: WorldEpisode[];
  risks: { episodeId: number; grade: string; gradedAt: Date }[];
  interviews: WorldInterview[];
  meetings: WorldMeeting[];
}
export interface WorldChild {
  id: number;
  dateOfBirth: string;
  gender: string;
  flags: string[];
}
export interface WorldEpisode {
  id: number;
  childId: number;
  category: string;
  startedAt: Date;
  startPrecision: string;
  endedAt: Date | null;
  endPrecision: string;
  agencyId: number | null;
  placementId: number | null;
  placementType: string | null;
  providerId: number | null;
  lookedAfter: boolean | null;
  outOfArea: boolean | null;
  legalStatus: string | null;
  teamId: number | null;
  workerId: number | null;
  ageAtStart: number;
  assumed: string[];
  voidedAt: Date | null;
}
export interface WorldInterview {
  id: number;
  episodeIds: number[];
  offeredAt: Date | null;
  outcome: string | null;
  outcomeAt: Date | null;
  completedAt: Date | null;
  agencyId: number | null;
  interviewerId: number | null;
  voidedAt: Date | null;
}
export interface WorldMeeting {
  id: number;
  episodeIds: number[];
  plannedFor: Date | null;
  heldAt: Date | null;
  voidedAt: Date | null;
}

/** How many placements, teams and so on a world has; their ids run from 1. */
export const LABELS = 3;
const HOUR = 3_600_000;

/** Instants crowd on hours of a few weeks around a clock change, so that bounds are often met exactly. */
export const NOW = new Date("2019-04-20T11:00:00Z");
const EARLIEST = new Date("2019-01-15T00:00:00Z");

const labelId = fc.option(fc.integer({ min: 1, max: LABELS }), { nil: null, freq: 4 });
const hours = (max: number) =>
  fc.oneof(
    fc.integer({ min: 0, max }),
    fc.constantFrom(0, 24, 48, 71, 72, 73, 96),
    fc.integer({ min: 0, max: 30 }),
  );
const yes = fc.option(fc.boolean(), { nil: null, freq: 4 });
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const later = (from: Date, n: number, ms = 0) => new Date(from.getTime() + n * HOUR + ms);

const childArb = fc.record({
  birth: fc.integer({ min: 2001, max: 2011 }),
  gender: fc.constantFrom("female", "male", "other", "unknown"),
  flags: fc.uniqueArray(fc.constantFrom(...FLAGS), { maxLength: 2 }),
});
const episodeArb = fc.record({
  child: fc.nat(),
  category: fc.constantFrom("missing", "missing", "missing", "away", "absent"),
  start: fc.integer({ min: 0, max: 24 * 98 }),
  length: fc.option(hours(150), { nil: null, freq: 8 }),
  ms: fc.constantFrom(0, 0, 0, 1, -1),
  dates: fc.constantFrom("none", "none", "none", "start", "end", "both"),
  agencyId: labelId,
  placementId: labelId,
  placementType: fc.option(fc.constantFrom(...PLACEMENT_TYPES.slice(0, 3)), { nil: null, freq: 5 }),
  providerId: labelId,
  lookedAfter: yes,
  outOfArea: yes,
  legalStatus: fc.option(fc.constantFrom("section_20", "full_care_order", "none"), { nil: null, freq: 4 }),
  teamId: labelId,
  workerId: labelId,
  assumed: fc.subarray(["placementId", "placementType", "teamId", "legalStatus"]),
  voided: rarely,
  risks: fc.array(fc.record({ grade: fc.constantFrom(...RISKS), after: hours(60) }), { maxLength: 2 }),
});
const linked = fc.array(fc.nat(), { minLength: 1, maxLength: 2 });
const interviewArb = fc.record({
  episodes: linked,
  offered: fc.option(hours(60), { nil: null }),
  outcome: fc.option(
    fc.constantFrom("accepted", "declined", "declined", "not_contactable", "missing_again"),
    {
      nil: null,
    },
  ),
  outcomeAfter: hours(60),
  completed: fc.option(hours(110), { nil: null }),
  ms: fc.constantFrom(0, 0, 1, -1),
  agencyId: labelId,
  interviewerId: labelId,
  voided: rarely,
});
const meetingArb = fc.record({
  episodes: linked,
  planned: fc.option(hours(200), { nil: null }),
  held: fc.option(hours(200), { nil: null }),
  voided: rarely,
});

/** Random small stores, with what real ones have: blanks, bare dates, shared interviews, voided rows. */
export const worldArb: fc.Arbitrary<World> = fc
  .record({
    children: fc.array(childArb, { minLength: 1, maxLength: 7 }),
    episodes: fc.array(episodeArb, { minLength: 1, maxLength: 30 }),
    interviews: fc.array(interviewArb, { maxLength: 25 }),
    meetings: fc.array(meetingArb, { maxLength: 8 }),
  })
  .map(({ children, episodes, interviews, meetings }) => {
    const world: World = { children: [], episodes: [], risks: [], interviews: [], meetings: [] };
    children.forEach(({ birth, ...child }, i) => {
      world.children.push({ id: i + 1, dateOfBirth: `${birth}-04-0${1 + (i % 9)}`, ...child });
    });
    const open = new Set<number>();
    episodes.forEach(({ child, start, length, ms, dates, voided, risks, ...rest }, i) => {
      const { id: childId, dateOfBirth } = world.children[child % children.length]!;
      const dated = (which: string) => dates === which || dates === "both";
      const bare = (at: Date) => startOfDay(dayOf(at));
      const begun = later(EARLIEST, start);
      const startedAt = dated("start") ? bare(begun) : begun;
      // one open episode a child: the invariant of the store
      const isOpen = length === null && !voided && !open.has(childId);
      if (isOpen) open.add(childId);
      const ended = later(begun, length ?? 5, length ? ms : 0);
      const endedAt = isOpen ? null : dated("end") ? bare(ended) : ended;
      world.episodes.push({
        id: i + 1,
        childId,
        startedAt,
        startPrecision: dated("start") ? "date" : "instant",
        endedAt: endedAt && endedAt < startedAt ? new Date(startedAt) : endedAt,
        endPrecision: dated("end") && !isOpen ? "date" : "instant",
        ageAtStart: ageOn(dateOfBirth, dayOf(startedAt)),
        voidedAt: voided ? NOW : null,
        ...rest,
      });
      for (const { grade, after } of risks) {
        world.risks.push({ episodeId: i + 1, grade, gradedAt: later(startedAt, after) });
      }
    });
    const ids = (picks: number[]) => [...new Set(picks.map((pick) => 1 + (pick % episodes.length)))];
    const anchor = (id: number) => world.episodes[id - 1]!.endedAt ?? world.episodes[id - 1]!.startedAt;
    interviews.forEach((interview, i) => {
      const episodeIds = ids(interview.episodes);
      const at = anchor(episodeIds[0]!);
      const { agencyId, interviewerId, outcome, offered, completed } = interview;
      world.interviews.push({
        id: i + 1,
        episodeIds,
        agencyId,
        interviewerId,
        outcome,
        offeredAt: offered === null ? null : later(at, offered),
        outcomeAt: outcome === null ? null : later(at, interview.outcomeAfter),
        completedAt: completed === null ? null : later(at, completed, interview.ms),
        voidedAt: interview.voided ? NOW : null,
      });
    });
    meetings.forEach(({ episodes, planned, held, voided }, i) => {
      const episodeIds = ids(episodes);
      const at = world.episodes[episodeIds[0]! - 1]!.startedAt;
      world.meetings.push({
        id: i + 1,
        episodeIds,
        plannedFor: planned === null ? null : later(at, planned),
        heldAt: held === null ? null : later(at, held),
        voidedAt: voided ? NOW : null,
      });
    });
    return world;
  });

/** Puts a world into an empty store as it is: interviews before a return too, which no writer could. */
export async function fill(store: Store, world: World): Promise<void> {
  const names = Array.from({ length: LABELS }, (_, i) => ({ id: i + 1, name: `No. ${i + 1}` }));
  await store.db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
    await tx.agency.createMany({ data: names });
    await tx.team.createMany({ data: names });
    await tx.worker.createMany({ data: names });
    await tx.placement.createMany({ data: names.map((row) => ({ ...row, type: "other" })) });
    await tx.child.createMany({
      data: world.children.map((child) => ({ ...child, dateOfBirth: new Date(child.dateOfBirth) })),
    });
    await tx.episode.createMany({ data: world.episodes.map((row) => ({ ...row, recordedAt: NOW })) });
    await tx.episodeRisk.createMany({ data: world.risks });
    await tx.interview.createMany({ data: world.interviews.map(({ episodeIds: _, ...row }) => row) });
    await tx.strategyMeeting.createMany({ data: world.meetings.map(({ episodeIds: _, ...row }) => row) });
    await tx.interviewEpisode.createMany({
      data: world.interviews.flatMap(({ id, episodeIds }) =>
        episodeIds.map((episodeId) => ({ interviewId: id, episodeId })),
      ),
    });
    await tx.strategyMeetingEpisode.createMany({
      data: world.meetings.flatMap(({ id, episodeIds }) =>
        episodeIds.map((episodeId) => ({ meetingId: id, episodeId })),
      ),
    });
    // the triggers that do so are asleep
    await tx.$executeRawUnsafe("SELECT keep_interview_states(array_agg(id)) FROM episode");
    await tx.$executeRawUnsafe("SELECT keep_met_at(array_agg(id)) FROM episode");
  });
}
