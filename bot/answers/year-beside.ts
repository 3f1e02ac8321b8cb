import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { figures } from "../../data/measures/figures.ts";
import type { Db } from "../../data/store/store.ts";
import type { Question } from "../../data/vocabulary.ts";
import type { YearBeside } from "./answer.ts";
import { type Asking, planFigures } from "./plan-figures.ts";
import { groupedFigures } from "./rows.ts";

/**
 * The same days a year earlier, to stand beside a course over time that is compared with nothing. Null
 * where the question has no such course, compares by itself, has years as its points or has more than
 * a year of them, and where the store holds nothing of that year.
 */
export async function yearBeside(db: Db, question: Question, asking: Asking): Promise<YearBeside | null> {
  const { groupBy, compare, limit } = question;
  if (!isTimeGrouping(groupBy) || groupBy === "financial_year" || compare || limit) return null;
  const { spec, placed } = planFigures({ ...question, compare: "previous_year" }, asking);
  const [, side] = spec.sides;
  const { period, comparePeriod } = placed;
  if (!side || !period || !comparePeriod || comparePeriod.to > period.from) return null;
  const found = await figures(db, { ...spec, sides: [side], rows: false, outlier: false });
  const values = groupedFigures(question, found, comparePeriod, null);
  if (!values.some(({ figure }) => figure.value)) return null;
  return { period: comparePeriod, points: values.map(({ subject, figure }) => ({ subject, figure })) };
}
