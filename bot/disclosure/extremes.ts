import type { AnswerRow } from "../answers/answer.ts";
import { bucketLabel } from "./show/rows.ts";
import { figureText } from "./wording.ts";

/** Points to have a highest and a lowest among. */
const FEWEST_POINTS = 4;
/** A share of fewer goes up and down by chance. */
const LEAST_OF = 20;

/**
 * "Highest: Jul 2018, 102. Lowest: Apr 2018, 74.": what a line shows at a glance, for who cannot see it.
 * Points cut to the period stand apart; one that others equal is not named; of shares of few, nothing.
 */
export function extremesText(rows: readonly AnswerRow[]): string | null {
  const whole = rows.filter(({ subject }) => subject.kind === "bucket" && subject.part !== true);
  const points = whole.filter(({ value }) => value !== null);
  if (points.length < FEWEST_POINTS) return null;
  if (points.some(({ unit, denominator }) => unit === "share" && (denominator ?? 0) < LEAST_OF)) return null;
  const sorted = [...points].sort((a, b) => b.value! - a.value!);
  const said = [
    ...extreme("Highest", sorted[0]!, sorted[1]!),
    ...extreme("Lowest", sorted.at(-1)!, sorted.at(-2)!),
  ];
  return said.length > 0 ? said.join(" ") : null;
}

function extreme(word: string, row: AnswerRow, next: AnswerRow): string[] {
  if (row.value === next.value) return [];
  return [`${word}: ${bucketLabel(row.subject)}, ${figureText(row.value, row.unit)}.`];
}
