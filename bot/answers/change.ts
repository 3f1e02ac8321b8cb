import type { Figure } from "../../data/measures/figures.ts";
import type { Answer, AnswerPeriod } from "./answer.ts";

/** Change and its percentage (a fraction of the base): null for shares, and where the base is 0. */
export function changeBetween(
  now: number | null,
  before: number | null,
  unit: string,
): { change: number | null; changePercent: number | null } {
  if (now === null || before === null) return { change: null, changePercent: null };
  const change = now - before;
  return { change, changePercent: unit === "share" || before === 0 ? null : change / before };
}

/** The other side of a comparison, as an answer holds it. */
export function comparedWith(
  figure: Figure,
  before: Figure,
  unit: string,
  period: AnswerPeriod | null,
): NonNullable<Answer["compare"]> {
  return { period, ...before, ...changeBetween(figure.value, before.value, unit) };
}
