import { ACCEPTANCE_INTERVIEWS, ACCEPTANCE_YEARS } from "./acceptance-plan.ts";
import { awayEpisodes, missingEpisodes, type Told } from "./episodes.ts";
import { inTimeCounts, returnInterviews } from "./interviews.ts";
import type { Life } from "./lives.ts";
import { strategyMeetings } from "./meetings.ts";
import type { DemonstrationPlan, PlannedInterview, PlannedMeeting } from "./rows.ts";
import { view } from "./view.ts";
import { financialYearOf, HOUR } from "./wall-clock.ts";
import { buildYear, type Roster } from "./year.ts";
import { FIRST_YEAR, interviewShare } from "./year-figures.ts";

/** Everything that ever happens up to some year, whatever the time is now. */
export interface Story {
  lives: Life[];
  episodes: Told[];
  interviews: PlannedInterview[];
  meetings: PlannedMeeting[];
}

/**
 * The demonstration data of a seed as it stands at an instant, cut to the full hour: what had
 * happened by then, and nothing that had not. Pure: the same arguments give the same rows.
 *
 * A year's story is told in full from the seed and the years before it, and `until` only decides
 * how much of it is seen. So a later plan holds every row of an earlier one, with the same ids, and
 * differs from it by exactly what happened in between.
 * @throws RangeError for an instant before 1 April 2017
 */
export function plan(seed: number, until: Date): DemonstrationPlan {
  return plans(seed, [until])[0]!;
}

/** The plans at several instants, for the price of one. */
export function plans(seed: number, untils: readonly Date[]): DemonstrationPlan[] {
  const years = untils.map((until) => financialYearOf(until.getTime()));
  if (!years.every((year) => year >= FIRST_YEAR)) {
    throw new RangeError("demonstration data begins on 1 April 2017");
  }
  const whole = story(seed, Math.max(...years));
  return untils.map((until) => view(whole, seed, new Date(Math.floor(until.getTime() / HOUR) * HOUR)));
}

/** The story through the end of a financial year. */
function story(seed: number, lastYear: number): Story {
  const roster: Roster = { lives: [], names: new Set() };
  const told: Told[] = [];
  // one year more, as an interview looks ahead to when its child goes missing next
  for (let year = FIRST_YEAR; year <= lastYear + 1; year++) {
    const absences = buildYear(seed, year, roster);
    told.push(...missingEpisodes(seed, year, absences), ...awayEpisodes(seed, year, absences));
  }
  told.sort((a, b) => a.row.startedAt.getTime() - b.row.startedAt.getTime());
  const missing = told.filter((one) => one.row.category === "missing");
  const started = byYear(missing, (told) => told.row.startedAt);
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
  return {
    lives: roster.lives,
    episodes: told,
    interviews: interviewsOf(seed, years, missing),
    meetings: years.flatMap((year) => strategyMeetings(seed, year, started.get(year) ?? [])),
  };
}

function interviewsOf(seed: number, years: readonly number[], missing: readonly Told[]): PlannedInterview[] {
  const next = nextByChild(missing);
  const returned = byYear(missing, (told) => told.row.endedAt);
  const returnsOf = (year: number) => returned.get(year) ?? [];
  const inTime = inTimeOf(seed, (year) => returnsOf(year).length);
  return years.flatMap((year) =>
    returnInterviews(seed, year, returnsOf(year), (told) => next.get(told) ?? null, inTime(year)),
  );
}

/** The acceptance years' counts are found together, as the difference of their shares is fixed. */
function inTimeOf(seed: number, returns: (year: number) => number): (year: number) => number {
  const [first, second] = Object.keys(ACCEPTANCE_YEARS).map(Number) as [2017, 2018];
  const percent = ACCEPTANCE_INTERVIEWS.percent;
  const fixed = inTimeCounts(
    { returns: returns(first), percent: percent[first] },
    { returns: returns(second), percent: percent[second] },
    ACCEPTANCE_INTERVIEWS.changePoints,
  );
  return (year) => {
    if (year === first) return fixed.base;
    if (year === second) return fixed.later;
    return Math.round(returns(year) * interviewShare(seed, year));
  };
}

function nextByChild(missing: readonly Told[]): Map<Told, Told> {
  const next = new Map<Told, Told>();
  const last = new Map<Life, Told>();
  for (const told of missing) {
    const before = last.get(told.life);
    if (before) next.set(before, told);
    last.set(told.life, told);
  }
  return next;
}

/** Episodes by the financial year of an instant, each in its order. */
function byYear(episodes: readonly Told[], at: (told: Told) => Date): Map<number, Told[]> {
  const years = new Map<number, Told[]>();
  for (const told of episodes) {
    const year = financialYearOf(at(told).getTime());
    const list = years.get(year);
    if (list) list.push(told);
    else years.set(year, [told]);
  }
  return years;
}
