import { addDays, addYears, dayOf, financialYearStart, mondayOf } from "../../data/calendar.ts";
import type { Db } from "../../data/store/store.ts";
import type { Comparison, Filters, Period, Question } from "../../data/vocabulary.ts";
import type { Answer } from "./answer.ts";
import { sameClockOn } from "./comparison.ts";
import type { Asking } from "./plan-figures.ts";
import { summarise } from "./summary.ts";

/**
 * The weekly summary: the last whole Monday-to-Sunday week against the week before, what stands now
 * (against the same time a week earlier), and the financial year to date against the same part of
 * last year.
 * @throws AnswerRefused where "my team" is not known
 */
export async function weekly(
  db: Db,
  filters: Filters,
  asking: Omit<Asking, "me"> & Partial<Pick<Asking, "me">>,
): Promise<{ week: Answer; now: Answer; year: Answer }> {
  const all: Asking = { me: null, ...asking };
  const today = dayOf(asking.asOf, asking.policy.timeZone);
  const monday = mondayOf(today);
  const year = financialYearStart(today);
  const of = (period: Period | null, compare: Comparison | null): Question => ({
    kind: "question",
    metric: "summary",
    filters,
    period,
    compare,
    groupBy: null,
    limit: null,
  });
  const flows = { flows: true, stocks: false };
  const lastWeek = sameClockOn(addDays(today, -7), asking.asOf, asking.policy.timeZone);
  const stocks = { flows: false, stocks: true, before: lastWeek };
  const week = of({ from: addDays(monday, -7), to: monday }, "previous_period");
  const toDate = of({ from: year, to: addYears(year, 1) }, "previous_year");
  return {
    week: await summarise(db, week, all, flows),
    now: await summarise(db, of(null, null), all, stocks),
    year: await summarise(db, toDate, all, flows),
  };
}
