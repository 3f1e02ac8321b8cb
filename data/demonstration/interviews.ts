import type { Told } from "./episodes.ts";
import { INTERVIEW_AGENCIES, INTERVIEWERS } from "./organisation.ts";
import { type Random, random } from "./random.ts";
import type { PlannedInterview } from "./rows.ts";
import { DAY, HOUR, londonHour } from "./wall-clock.ts";

/** A return with what bounds its interview: the child's next episode, if any. */
interface Return {
  told: Told;
  end: number;
  next: Return | null;
  /** the start of the child's next episode of any category */
  goesAgainAt: number;
}

const WINDOW = 72 * HOUR;

/**
 * Return interviews for the episodes that returned in a financial year: exactly `inTime` of them
 * have one completed within 72 hours; the others have a late one, a refusal, or none that took place.
 */
export function returnInterviews(
  seed: number,
  year: number,
  returned: readonly Told[],
  nextOf: (told: Told) => Told | null,
  inTime: number,
): PlannedInterview[] {
  const rng = random(seed, "interviews", year);
  const returns = chained(returned, nextOf);
  const interviews: PlannedInterview[] = [];
  const done = new Set<Return>();
  const order = rng.shuffle(returns);

  // some children go again before anybody has spoken to them: one talk then serves both returns
  for (const first of order) {
    if (done.size + 2 > Math.min(inTime, Math.ceil(inTime / 12))) break;
    const second = first.next;
    if (!second || done.has(first) || done.has(second)) continue;
    const hours = daytime(
      second.end + 3 * HOUR,
      Math.min(first.end + WINDOW - HOUR, second.goesAgainAt - HOUR),
    );
    if (hours.length === 0) continue;
    interviews.push(...shared(seed, first, second, rng.pick(hours)));
    done.add(first).add(second);
  }
  for (const one of order) {
    if (done.size === inTime) break;
    if (done.has(one)) continue;
    const hours = daytime(one.end + 3 * HOUR, Math.min(one.end + WINDOW - HOUR, one.goesAgainAt - HOUR));
    if (hours.length === 0) continue;
    interviews.push(completed(seed, one, preferred(rng, one.end, hours)));
    done.add(one);
  }
  if (done.size !== inTime)
    throw new Error(`year ${year}, seed ${seed}: only ${done.size} of ${inTime} in time`);
  for (const one of returns) {
    if (!done.has(one)) interviews.push(...otherwise(seed, one));
  }
  return interviews;
}

/**
 * How many of each year's returns to have in time, so that the shares round to the percentages
 * asked for and their unrounded difference to the change asked for (points, one decimal).
 */
export function inTimeCounts(
  base: { returns: number; percent: number },
  later: { returns: number; percent: number },
  changePoints: number,
): { base: number; later: number } {
  let best: { base: number; later: number } | null = null;
  let nearest = 0.045;
  for (let a = 0; a <= base.returns; a++) {
    const shareA = (100 * a) / base.returns;
    if (Math.abs(shareA - base.percent) > 0.45) continue;
    for (let b = 0; b <= later.returns; b++) {
      const shareB = (100 * b) / later.returns;
      const miss = Math.abs(shareB - shareA - changePoints);
      if (Math.abs(shareB - later.percent) > 0.45 || miss > nearest) continue;
      best = { base: a, later: b };
      nearest = miss;
    }
  }
  if (!best) throw new Error("no counts give these shares");
  return best;
}

function chained(returned: readonly Told[], nextOf: (told: Told) => Told | null): Return[] {
  const byId = new Map<string, Return>();
  for (const told of returned) {
    const end = told.row.endedAt.getTime();
    const again = told.life.busy.find((other) => other.start > end);
    const goesAgainAt = again ? again.start : Number.POSITIVE_INFINITY;
    byId.set(told.row.externalId, { told, end, next: null, goesAgainAt });
  }
  for (const one of byId.values()) {
    const next = nextOf(one.told);
    one.next = (next && byId.get(next.row.externalId)) ?? null;
  }
  return [...byId.values()];
}

/** Full hours from nine to seven on London clocks, every day of the week, within [from, to]. */
function daytime(from: number, to: number): number[] {
  const hours: number[] = [];
  for (let ms = Math.ceil(from / HOUR) * HOUR; ms <= to; ms += HOUR) {
    const hour = londonHour(ms);
    if (hour >= 9 && hour <= 18) hours.push(ms);
  }
  return hours;
}

/** Most talks take place on the second or third day. */
function preferred(rng: Random, end: number, hours: readonly number[]): number {
  return rng.weighted(hours.map((ms) => [ms, ms - end > 30 * HOUR ? 4 : 1] as const));
}

function completed(seed: number, one: Return, at: number): PlannedInterview {
  const rng = random(seed, "interview", one.told.row.externalId);
  const offered = between(rng, one.end, one.end + (at - one.end) / 2);
  return interview(rng, one, [one], offered, {
    outcome: "accepted",
    at: between(rng, offered, at),
    completedAt: at,
  });
}

/** The first offer comes to nothing as the child goes again; the second serves both episodes. */
function shared(seed: number, first: Return, second: Return, at: number): PlannedInterview[] {
  const rng = random(seed, "interview", first.told.row.externalId);
  const offered = between(rng, first.end, first.goesAgainAt);
  const missed = interview(rng, first, [first], offered, {
    outcome: "missing_again",
    at: first.goesAgainAt + HOUR,
    completedAt: null,
  });
  const again = between(rng, second.end, at);
  const talk = interview(rng, second, [first, second], again, {
    outcome: "accepted",
    at: between(rng, again, at),
    completedAt: at,
  });
  return [missed, talk];
}

/** What happens where no interview takes place in time. */
function otherwise(seed: number, one: Return): PlannedInterview[] {
  const rng = random(seed, "interview", one.told.row.externalId);
  const offered = awake(one.end + rng.int(60, 36 * 60) * 60_000);
  const answered = awake(offered + rng.int(30, 16 * 60) * 60_000);
  const kind = rng.weighted([
    ["late", 40],
    ["declined", 37],
    ["not_contactable", 11],
    ["not_offered", 9],
    ["accepted", 3],
  ] as const);
  if (kind === "not_offered") return [];
  if (kind === "declined" || kind === "not_contactable") {
    return [interview(rng, one, [one], offered, { outcome: kind, at: answered, completedAt: null })];
  }
  if (kind === "late") {
    // a talk waits until the child is back
    const until = Math.min(one.end + 12 * DAY, one.goesAgainAt - HOUR);
    const hours = daytime(one.end + WINDOW + 2 * HOUR, until);
    if (hours.length > 0) {
      const at = rng.pick(hours);
      return [
        interview(rng, one, [one], offered, {
          outcome: "accepted",
          at: between(rng, offered, at),
          completedAt: at,
        }),
      ];
    }
    if (one.goesAgainAt > offered) {
      const missed = { outcome: "missing_again" as const, at: one.goesAgainAt + HOUR, completedAt: null };
      return [interview(rng, one, [one], offered, missed)];
    }
  }
  return [interview(rng, one, [one], offered, { outcome: "accepted", at: answered, completedAt: null })];
}

function interview(
  rng: Random,
  one: Return,
  served: readonly Return[],
  offeredAt: number,
  then: { outcome: PlannedInterview["outcome"]; at: number; completedAt: number | null },
): PlannedInterview {
  // one agency talks to children in care, the other to those at home and in the south
  const agency = INTERVIEW_AGENCIES[Number(one.told.row.lookedAfter && one.told.life.areaTeam !== "South")]!;
  return {
    externalId: one.told.row.externalId.replace(/^EP/, "RI"),
    episodes: served.map((other) => other.told.row.externalId),
    offeredAt: new Date(minute(offeredAt)),
    outcome: then.outcome,
    outcomeAt: new Date(minute(then.at)),
    completedAt: then.completedAt === null ? null : new Date(minute(then.completedAt)),
    agency,
    interviewer: rng.pick(INTERVIEWERS[agency]!),
  };
}

/** An instant between two, moved out of the night where there is room: people offer and answer by day. */
function between(rng: Random, from: number, to: number): number {
  const at = minute(from + (0.1 + 0.8 * rng.float()) * (to - from));
  return awake(at) < to ? awake(at) : at;
}

/** The same instant, or half past eight where that is in the night. */
function awake(ms: number): number {
  const hour = londonHour(ms);
  if (hour >= 8 && hour < 21) return ms;
  const toEight = (hour < 8 ? 8 - hour : 32 - hour) * HOUR;
  return Math.floor(ms / HOUR) * HOUR + toEight + 30 * 60_000;
}

function minute(ms: number): number {
  return Math.floor(ms / 60_000) * 60_000;
}
