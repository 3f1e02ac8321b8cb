import { ageOn, dayOf, startOfDay } from "../../../data/calendar.ts";
import type { DemonstrationPlan, PlannedEpisode } from "../../../data/demonstration/rows.ts";

/**
 * The measures in plain array code, straight from a plan: what the acceptance tests compare with, so
 * that neither SQL nor the generator's own arithmetic has a say. Instants in ms.
 */
const HOURS = 3_600_000;

/** [start, end) of a financial year by London days. */
export function yearSpan(year: number): [number, number] {
  return [startOfDay(`${year}-04-01`).getTime(), startOfDay(`${year + 1}-04-01`).getTime()];
}

/** Missing episodes that start in a financial year. */
export function startedIn(plan: DemonstrationPlan, year: number): PlannedEpisode[] {
  return within(missing(plan), year, (row) => row.startedAt);
}

export function missing(plan: DemonstrationPlan): PlannedEpisode[] {
  return plan.episodes.filter((row) => row.category === "missing");
}

export function within<Row>(rows: readonly Row[], year: number, at: (row: Row) => Date | null): Row[] {
  const [from, to] = yearSpan(year);
  return rows.filter((row) => {
    const ms = at(row)?.getTime() ?? Number.NaN;
    return ms >= from && ms < to;
  });
}

export function children(episodes: readonly PlannedEpisode[]): number {
  return new Set(episodes.map((row) => row.child)).size;
}

/** Episodes by child, most first. */
export function ranking(episodes: readonly PlannedEpisode[]): [child: string, episodes: number][] {
  const counts = new Map<string, number>();
  for (const row of episodes) counts.set(row.child, (counts.get(row.child) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** In-time interviews and all returns of a year whose 72 hours have passed by the plan's instant. */
export function compliance(plan: DemonstrationPlan, year: number): { inTime: number; returns: number } {
  const talks = completions(plan);
  const returns = within(missing(plan), year, (row) => row.endedAt).filter(
    (row) => row.endedAt!.getTime() + 72 * HOURS <= plan.until.getTime(),
  );
  const inTime = returns.filter((row) => {
    const end = row.endedAt!.getTime();
    const first = Math.min(...(talks.get(row.externalId) ?? []).filter((at) => at >= end));
    return first <= end + 72 * HOURS;
  });
  return { inTime: inTime.length, returns: returns.length };
}

function completions(plan: DemonstrationPlan): Map<string, number[]> {
  const talks = new Map<string, number[]>();
  for (const row of plan.interviews) {
    if (!row.completedAt) continue;
    for (const id of row.episodes) talks.set(id, [...(talks.get(id) ?? []), row.completedAt.getTime()]);
  }
  return talks;
}

/** Those of 72 hours or more; an open one runs to the plan's instant. */
export function long(plan: DemonstrationPlan, episodes: readonly PlannedEpisode[]): PlannedEpisode[] {
  return episodes.filter(
    (row) => (row.endedAt ?? plan.until).getTime() - row.startedAt.getTime() >= 72 * HOURS,
  );
}

/** Those with no strategy meeting held, and how many of these have one planned. */
export function withoutMeeting(plan: DemonstrationPlan, episodes: readonly PlannedEpisode[]) {
  const served = (held: boolean) =>
    new Set(plan.meetings.filter((row) => (row.heldAt !== null) === held).flatMap((row) => row.episodes));
  const [held, planned] = [served(true), served(false)];
  const without = episodes.filter((row) => !held.has(row.externalId));
  return { without: without.length, planned: without.filter((row) => planned.has(row.externalId)).length };
}

/** Returned episodes whose interview is still owed: inside 72 hours of the return, and past them. */
export function owed(plan: DemonstrationPlan): { due: number; overdue: number } {
  const interviews = new Map<string, DemonstrationPlan["interviews"]>();
  for (const row of plan.interviews) {
    for (const id of row.episodes) interviews.set(id, [...(interviews.get(id) ?? []), row]);
  }
  const open = missing(plan).filter((row) => {
    if (!row.endedAt) return false;
    const all = interviews.get(row.externalId) ?? [];
    if (all.some((one) => one.completedAt && one.completedAt >= row.endedAt!)) return false;
    if (all.some((one) => one.outcome === "accepted")) return true;
    const latest = all.filter((one) => one.outcomeAt).sort((a, b) => +b.outcomeAt! - +a.outcomeAt!)[0];
    return latest?.outcome !== "declined";
  });
  const due = open.filter((row) => plan.until.getTime() < row.endedAt!.getTime() + 72 * HOURS);
  return { due: due.length, overdue: open.length - due.length };
}

/** The age in completed years at the start. */
export function ageAtStart(plan: DemonstrationPlan): (row: PlannedEpisode) => number {
  const births = new Map(plan.children.map((child) => [child.externalId, child.dateOfBirth]));
  return (row) => ageOn(births.get(row.child)!, dayOf(row.startedAt));
}

/** Pairs of episodes of one child, of any category, where the second starts before the first ends. */
export function overlaps(plan: DemonstrationPlan): [string, string][] {
  const last = new Map<string, PlannedEpisode>();
  const found: [string, string][] = [];
  for (const row of [...plan.episodes].sort((a, b) => +a.startedAt - +b.startedAt)) {
    const before = last.get(row.child);
    if (before && (before.endedAt === null || row.startedAt < before.endedAt)) {
      found.push([before.externalId, row.externalId]);
    }
    last.set(row.child, row);
  }
  return found;
}
