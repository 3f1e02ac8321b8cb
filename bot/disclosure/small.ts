import type { Answer } from "../answers/answer.ts";

type Figure = Pick<Answer, "value" | "unit" | "numerator" | "denominator">;

/** A figure, or what could be worked out from it, is one to five. A true nought is shown. */
export function isSmall({ value, unit, numerator, denominator }: Figure): boolean {
  const small = (n: number | null): boolean => n !== null && n > 0 && n < 6;
  if (unit !== "share") return small(value) || small(numerator) || small(denominator);
  // without what it is a share of, nobody can tell whether it may be shown
  if (numerator === null || denominator === null) return value !== null;
  return small(numerator) || small(denominator) || small(denominator - numerator);
}
