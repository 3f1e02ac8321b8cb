import { type Freshness, staleDays } from "../../data/files/freshness.ts";
import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { Figures } from "../../data/measures/figures.ts";
import type { Policy } from "../../data/policy.ts";
import type { Question } from "../../data/vocabulary.ts";
import type { AnswerPeriod, AnswerRow, Caveat } from "./answer.ts";

/** What has to be said with a figure, besides how its period was chosen. */
export function figureCaveats(
  question: Question,
  figures: Figures,
  rows: readonly AnswerRow[],
  periods: { shown: AnswerPeriod | null; compared: AnswerPeriod | null },
  policy: Policy,
): Caveat[] {
  const [side, before] = figures.sides;
  const out: Caveat[] = seriesBreaks(question, periods, policy);
  if (figures.outlier && side?.without) {
    out.push({
      kind: "outlier",
      ...figures.outlier,
      without: side.without.value ?? 0,
      withoutBefore: before?.without?.value ?? null,
    });
  }
  const indeterminate = figures.sides.reduce((sum, { indeterminate }) => sum + indeterminate, 0);
  if (indeterminate > 0) out.push({ kind: "indeterminate", count: indeterminate });
  const assumed = figures.sides.reduce((sum, { assumed }) => sum + assumed, 0);
  if (assumed > 0) out.push({ kind: "assumed_attributes", count: assumed });
  if (question.groupBy && countsChildrenTwice(question, figures, rows)) {
    out.push({ kind: "children_in_several_buckets" });
  }
  const older = side?.beside.older ?? 0;
  if (older > 0) out.push({ kind: "older_not_shown", count: older });
  return out;
}

/** Old data is said with every figure; a store that is not fed by files has no such age. */
export function staleData(imported: Freshness | null, now: Date, policy: Policy): Caveat[] {
  const days = imported && staleDays(imported, now, policy);
  return days === null ? [] : [{ kind: "stale_data", days }];
}

/** A break touches what is shown when it lies between the first day shown and the end of the last. */
export function seriesBreaks(
  question: Question,
  { shown, compared }: { shown: AnswerPeriod | null; compared: AnswerPeriod | null },
  policy: Policy,
): Caveat[] {
  if (!shown) return [];
  const periods = compared ? [shown, compared] : [shown];
  const first = periods.map(({ from }) => from).sort()[0]!;
  const last = periods
    .map(({ to }) => to)
    .sort()
    .at(-1)!;
  const within = !compared && !isTimeGrouping(question.groupBy);
  return policy.seriesBreaks
    .filter(({ day, metrics }) => metrics.includes(question.metric) && first < day && day < last)
    .map(({ day, note }) => ({ kind: "series_break", day, note, within }));
}

function countsChildrenTwice(question: Question, figures: Figures, rows: readonly AnswerRow[]): boolean {
  const { unit, per, denominator } = CATALOGUE[question.metric];
  const total = figures.sides[0]?.totals[question.metric];
  if (!total) return false;
  if (unit === "children") return sum(rows.map(({ value }) => value)) > (total.value ?? 0);
  const perChild =
    denominator !== null &&
    (per === "child"
      ? unit !== "share" || question.metric === "one_off_share"
      : unit === "episodes per child");
  return perChild && sum(rows.map((row) => row.denominator)) > (total.denominator ?? 0);
}

function sum(values: readonly (number | null | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
