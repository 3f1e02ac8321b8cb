import { addDays, addYears, dayOf, financialYearStart, startOfDay } from "../../data/calendar.ts";
import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Side } from "../../data/measures/figures.ts";
import { type Policy, RECENT_DAYS } from "../../data/policy.ts";
import type { Period, Question } from "../../data/vocabulary.ts";
import type { AnswerPeriod, Caveat } from "./answer.ts";
import { comparisonPeriod, cutAtToday, instantEarlier } from "./comparison.ts";
import { calendarLabel, dayText, endsToday, labelOf } from "./period-label.ts";

const HOUR = 3_600_000;

/** A question placed in time: what the statement counts in, and how the answer names it. */
export interface Placed {
  asOf: Date;
  period: AnswerPeriod | null;
  comparePeriod: AnswerPeriod | null;
  sides: [Side] | [Side, Side];
  /** also what is open, whenever it started */
  openToo: boolean;
  /** the days that are shown, as asked */
  asked: Period | null;
  caveats: Caveat[];
}

/** Chooses the period of a question, cuts it at today and finds what it is compared with. */
export function placeInTime(question: Question, asOf: Date, policy: Policy): Placed {
  const measure = CATALOGUE[question.metric];
  const zone = policy.timeZone;
  const today = dayOf(asOf, zone);
  const named = question.period;
  if (question.metric === "currently_missing") return asAtInstant(question, asOf, policy);
  if (named) return inPeriod(question, named, false, asOf, policy);
  const toDate = { from: financialYearStart(today), to: addYears(financialYearStart(today), 1) };
  if (measure.period === "year_to_date" || isTimeGrouping(question.groupBy)) {
    return inPeriod(question, toDate, true, asOf, policy);
  }
  if (measure.period === "all") {
    return { ...empty(asOf), sides: [{ from: null, to: null, asOf }] };
  }
  if (measure.period === "now") return asAtInstant(question, asOf, policy);
  return recent(question, asOf, policy);
}

/** A named period, or the financial year to date. */
function inPeriod(question: Question, asked: Period, assumed: boolean, asOf: Date, policy: Policy): Placed {
  const { metric, compare } = question;
  const zone = policy.timeZone;
  const today = dayOf(asOf, zone);
  // a deadline may lie ahead: such a period is not cut
  const ahead = metric === "interviews_due";
  const cut = ahead ? asked : cutAtToday(asked, today);
  const label = ahead ? calendarLabel(asked) : labelOf(asked, today);
  const period: AnswerPeriod = { ...cut, label, assumed };
  const caveats: Caveat[] = [];
  if (assumed) {
    const april = today.slice(5) >= "04-01" && today.slice(5) <= "04-07";
    const lastYear = { from: addYears(asked.from, -1), to: asked.from };
    caveats.push({ kind: "assumed_period", label, alternative: april ? labelOf(lastYear, today) : null });
  }
  if (cut.to < asked.to || (!ahead && endsToday(asked, today)))
    caveats.push({ kind: "so_far", until: dayText(today) });
  if (asked.from > today && !ahead) caveats.push({ kind: "note", text: "This period has not begun." });
  if (metric === "persistent_missing") {
    caveats.push({
      kind: "note",
      text: `Counted over the period that was named, instead of the last ${policy.persistent.days} days.`,
    });
  }
  const window = ahead ? policy.interviewWindowHours * HOUR : 0;
  const side = (days: Period, uncut: Period, at: Date): Side => ({
    from: new Date(startOfDay(days.from, zone).getTime() - window),
    to: new Date(startOfDay(days.to, zone).getTime() - window),
    asOf: at,
    plannedTo: startOfDay(uncut.to, zone),
    counted: { from: startOfDay(days.from, zone), to: startOfDay(days.to, zone) },
  });
  const placed: Placed = { ...empty(asOf), period, asked, caveats, sides: [side(cut, asked, asOf)] };
  if (!compare) return placed;
  const other = comparisonPeriod(asked, compare, today);
  const otherCut = ahead ? comparisonPeriod(asked, compare, addDays(asked.to, -1)).period : other.period;
  // due is a stock: as at the same instant of the comparison period
  const otherAsOf = ahead ? instantEarlier(asOf, compare, asked, zone) : asOf;
  placed.sides = [placed.sides[0], side(otherCut, otherCut, otherAsOf)];
  placed.comparePeriod = { ...otherCut, label: labelOf(otherCut, today), assumed };
  if (other.likeForLike !== null && !ahead) caveats.push({ kind: "like_for_like", days: other.likeForLike });
  return placed;
}

/** As at now, or as at the end of a period that has passed. */
function asAtInstant(question: Question, now: Date, policy: Policy): Placed {
  const { metric, period, compare } = question;
  const zone = policy.timeZone;
  const end = period && startOfDay(period.to, zone);
  const past = end !== null && end <= now;
  const asOf = past ? end : now;
  const placed = { ...empty(asOf), sides: [stockSide(metric, asOf, policy)] as Placed["sides"] };
  if (past) placed.caveats.push({ kind: "as_at_past", at: asOf });
  if (!compare) return placed;
  const other = past && period ? comparisonPeriod(period, compare, dayOf(now, zone)).period : null;
  const at = other ? startOfDay(other.to, zone) : instantEarlier(asOf, compare, period, zone);
  placed.sides = [placed.sides[0], stockSide(metric, at, policy)];
  placed.comparePeriod = instantPeriod(at, zone);
  return placed;
}

/** Open now, or begun or returned lately. */
function recent(question: Question, asOf: Date, policy: Policy): Placed {
  const { metric, compare } = question;
  const zone = policy.timeZone;
  const openToo = CATALOGUE[metric].period === "open_or_recent";
  const today = dayOf(asOf, zone);
  const label = openToo ? `the last ${RECENT_DAYS} days or still open` : `the last ${RECENT_DAYS} days`;
  const period = { ...recentDays(today), label, assumed: true };
  const side = (at: Date): Side => {
    const days = recentDays(dayOf(at, zone));
    const [from, to] = [startOfDay(days.from, zone), startOfDay(days.to, zone)];
    const counted = { from, to };
    return openToo ? { from, to, asOf: at, counted } : { from: null, to, asOf: at, oldBefore: from, counted };
  };
  const placed: Placed = {
    ...empty(asOf),
    period,
    asked: recentDays(today),
    openToo,
    sides: [side(asOf)],
    caveats: [{ kind: "assumed_period", label, alternative: null }],
  };
  if (!compare) return placed;
  const at = instantEarlier(asOf, compare, null, zone);
  placed.sides = [placed.sides[0], side(at)];
  placed.comparePeriod = instantPeriod(at, zone);
  return placed;
}

/** The side of a stock as at an instant. */
export function stockSide(metric: Question["metric"], asOf: Date, policy: Policy): Side {
  const back = (ms: number) => new Date(asOf.getTime() - ms + 1);
  const after = new Date(asOf.getTime() + 1);
  const counted = { from: back(policy.persistent.days * 24 * HOUR), to: after };
  if (metric === "persistent_missing") return { ...counted, asOf };
  if (metric === "interviews_due") {
    return { from: back(policy.interviewWindowHours * HOUR), to: after, asOf, counted };
  }
  if (metric === "interviews_overdue") {
    const days = recentDays(dayOf(asOf, policy.timeZone));
    return { from: startOfDay(days.from, policy.timeZone), to: after, asOf, counted };
  }
  return { from: null, to: null, asOf, counted };
}

function recentDays(today: string): Period {
  return { from: addDays(today, 1 - RECENT_DAYS), to: addDays(today, 1) };
}

/** The day of an instant, as the period of what is as at that instant. */
export function instantPeriod(at: Date, zone: string): AnswerPeriod {
  const day = dayOf(at, zone);
  return { from: day, to: addDays(day, 1), label: dayText(day), assumed: true };
}

function empty(asOf: Date): Omit<Placed, "sides"> {
  return { asOf, period: null, comparePeriod: null, openToo: false, asked: null, caveats: [] };
}
