import { ACCEPTANCE_YEARS, POSTPONED_MEETING } from "./acceptance-plan.ts";
import type { Told } from "./episodes.ts";
import { MANAGERS } from "./organisation.ts";
import { type Random, random } from "./random.ts";
import type { PlannedMeeting } from "./rows.ts";
import { DAY, HOUR, londonHour, londonWeekday } from "./wall-clock.ts";

const LONG = 72 * HOUR;

/**
 * Strategy meetings for the missing episodes that start in a year: for those of three days or more
 * (as many without one as the figures say), and a few for children who keep going missing.
 */
export function strategyMeetings(seed: number, year: number, missing: readonly Told[]): PlannedMeeting[] {
  const long = missing.filter((told) => lengthOf(told) >= LONG);
  const [without, plannedOnly] = leftOut(seed, year, long);
  const meetings = long.flatMap((told) => {
    if (without.has(told)) return [];
    const rng = random(seed, "meeting", told.row.externalId);
    if (plannedOnly.has(told)) return [postponed(told)];
    return [forLong(rng, told, year in ACCEPTANCE_YEARS)];
  });
  return [...meetings, ...forRepeats(seed, missing)];
}

/** Long episodes that never have a meeting, and those of them with one planned. */
function leftOut(seed: number, year: number, long: readonly Told[]): [Set<Told>, Set<Told>] {
  const rng = random(seed, "no meeting", year);
  const figures = ACCEPTANCE_YEARS[year]?.long;
  // without fixed figures each episode decides for itself
  if (!figures) return [new Set(long.filter(() => rng.chance(0.12))), new Set()];
  const chosen = rng.shuffle(long).slice(0, figures.withoutMeeting);
  // the latest, so that a meeting still to come is believable
  chosen.sort((a, b) => b.row.startedAt.getTime() - a.row.startedAt.getTime());
  return [new Set(chosen.slice(figures.plannedOnly)), new Set(chosen.slice(0, figures.plannedOnly))];
}

/**
 * Arranged on the third day. In the years of the paper ("strong evidence" of meetings) it is held
 * while the child is away or soon after; later many are held only once the child is back.
 */
function forLong(rng: Random, told: Told, prompt: boolean): PlannedMeeting {
  const start = told.row.startedAt.getTime();
  const end = told.row.endedAt.getTime();
  const soon = start + rng.int(72, 96) * HOUR;
  const late = Math.max(soon, end + rng.int(4, 30) * HOUR);
  const held = office(prompt || rng.chance(0.2) ? soon : late);
  const arranged = start + rng.int(60, 71) * HOUR;
  return meeting(told, [told], arranged, held, held);
}

function postponed(told: Told): PlannedMeeting {
  const arranged = told.row.startedAt.getTime() + 71 * HOUR;
  return { ...meeting(told, [told], arranged, Date.parse(POSTPONED_MEETING), null) };
}

/** For one in six of those with three episodes in 30 days: one meeting for the three, none of them long. */
function forRepeats(seed: number, missing: readonly Told[]): PlannedMeeting[] {
  const byChild = new Map<string, Told[]>();
  for (const told of missing) {
    if (lengthOf(told) >= LONG) continue;
    byChild.set(told.row.child, [...(byChild.get(told.row.child) ?? []), told]);
  }
  const meetings: PlannedMeeting[] = [];
  for (const episodes of byChild.values()) {
    let held = 0;
    for (let i = 2; i < episodes.length; i++) {
      const three = episodes.slice(i - 2, i + 1);
      const [first, last] = [three[0]!.row, three[2]!.row];
      const close = last.startedAt.getTime() - first.startedAt.getTime() <= 30 * DAY;
      if (!close || first.startedAt.getTime() < held) continue;
      const rng = random(seed, "repeat", last.externalId);
      if (!rng.chance(1 / 6)) continue;
      const arranged = last.endedAt.getTime() + rng.int(2, 30) * HOUR;
      held = office(arranged + rng.int(20, 120) * HOUR);
      meetings.push(meeting(three[2]!, three, arranged, held, held));
    }
  }
  return meetings;
}

function meeting(
  told: Told,
  served: readonly Told[],
  arranged: number,
  planned: number,
  held: number | null,
): PlannedMeeting {
  return {
    externalId: told.row.externalId.replace(/^EP/, "SM"),
    episodes: served.map((one) => one.row.externalId),
    arrangedAt: new Date(arranged),
    plannedFor: new Date(planned),
    heldAt: held === null ? null : new Date(held),
    chair: MANAGERS[told.row.team]!,
  };
}

/** The next full hour from an instant on in which people meet: a weekday, nine to five. */
function office(ms: number): number {
  let hour = Math.ceil(ms / HOUR) * HOUR;
  while (londonHour(hour) < 9 || londonHour(hour) > 16 || londonWeekday(hour) > 5) hour += HOUR;
  return hour;
}

function lengthOf(told: Told): number {
  return told.row.endedAt.getTime() - told.row.startedAt.getTime();
}
