import { isTimeGrouping } from "../../data/measures/buckets.ts";
import type { Figures, FiguresSpec } from "../../data/measures/figures.ts";
import type { Question } from "../../data/vocabulary.ts";
import type { AnswerPeriod, YearBeside } from "./answer.ts";
import { type Asking, planFigures } from "./plan-figures.ts";
import { groupedFigures } from "./rows.ts";

/** What has to be counted of a year earlier, and which days these are. */
export interface YearBefore {
  spec: FiguresSpec;
  period: AnswerPeriod;
}

/**
 * The same days a year earlier, to stand beside a course over time that is compared with nothing. Null
 * where the question has no such course, compares by itself, has years as its points or has more than
 * a year of them.
 */
export function yearBefore(question: Question, asking: Asking): YearBefore | null {
  const { groupBy, compare, limit } = question;
  if (!isTimeGrouping(groupBy) || groupBy === "financial_year" || compare || limit) return null;
  const { spec, placed } = planFigures({ ...question, compare: "previous_year" }, asking);
  const [, side] = spec.sides;
  const { period, comparePeriod } = placed;
  if (!side || !period || !comparePeriod || comparePeriod.to > period.from) return null;
  return { spec: { ...spec, sides: [side], rows: false, outlier: false }, period: comparePeriod };
}

/** From its figures; null where the store holds nothing of that year. */
export function yearBeside(question: Question, { period }: YearBefore, found: Figures): YearBeside | null {
  const values = groupedFigures(question, found, period, null);
  if (!values.some(({ figure }) => figure.value)) return null;
  return { period, points: values.map(({ subject, figure }) => ({ subject, figure })) };
}
