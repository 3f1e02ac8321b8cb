import { addDays, dayOf, startOfDay } from "../../data/calendar.ts";
import { freshness } from "../../data/files/freshness.ts";
import { CATALOGUE, SUMMARY_FLOWS, SUMMARY_STOCKS } from "../../data/measures/catalogue.ts";
import { definition } from "../../data/measures/definitions.ts";
import { type Figure, type Figures, figures, type Side } from "../../data/measures/figures.ts";
import type { Policy } from "../../data/policy.ts";
import type { Db } from "../../data/store/store.ts";
import type { Metric, Question } from "../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "./answer.ts";
import { seriesBreaks, staleData } from "./caveats.ts";
import { sameClockOn } from "./comparison.ts";
import { type Placed, placeInTime, stockSide } from "./period.ts";
import type { Asking } from "./plan-figures.ts";
import { resolveFilters } from "./resolve-filters.ts";
import { figureRow } from "./rows.ts";

/** Measures that share a statement: one event, one kind of row, one pair of sides. */
const FLOWS: readonly Metric[][] = [["episodes", "individuals", "long_episodes"], ["interview_compliance"]];

/** Which lines; `before`: the instant that the stocks are compared with, where not the period's. */
export interface SummaryParts {
  flows: boolean;
  stocks: boolean;
  before?: Date;
}

/**
 * The overview: the period's flows, and the stocks as at the earlier of `asOf` and the period's end,
 * each with its comparison (a stock's is as at the same instant of the comparison period).
 */
export async function summarise(
  db: Db,
  question: Question,
  { asOf, policy, me }: Asking,
  parts: SummaryParts = { flows: true, stocks: true },
): Promise<Answer> {
  const placed = placeInTime(question, asOf, policy);
  const found: Figures[] = [];
  const run = async (metrics: readonly Metric[], sides: readonly Side[]) => {
    const filters = resolveFilters({ ...question, metric: metrics[0]! }, me);
    found.push(await figures(db, { metrics, filters, policy, sides, groupBy: null, limit: null }));
  };
  if (parts.flows) for (const metrics of FLOWS) await run(metrics, placed.sides);
  if (parts.stocks) {
    for (const metric of SUMMARY_STOCKS) {
      const instants = parts.before ? [asOf, parts.before] : stockInstants(placed, asOf, policy);
      const sides = instants.map((at) => stockSide(metric, at, policy));
      await run([metric], sides);
    }
  }
  const order = [...(parts.flows ? SUMMARY_FLOWS : []), ...(parts.stocks ? SUMMARY_STOCKS : [])];
  const rows = order.map((metric) => summaryRow(metric, found));
  const periods = { shown: placed.period, compared: placed.comparePeriod };
  const sides = found.flatMap(({ sides }) => sides);
  const imported = await freshness(db, found[0]!.lastImport);
  const indeterminate = sides.reduce((sum, side) => sum + side.indeterminate, 0);
  return {
    question,
    metric: "summary",
    asOf,
    period: parts.flows ? placed.period : null,
    value: null,
    unit: "several",
    numerator: null,
    denominator: null,
    beside: [],
    rows,
    rowCount: rows.length,
    compare: placed.comparePeriod && {
      period: placed.comparePeriod,
      value: null,
      numerator: null,
      denominator: null,
      change: null,
      changePercent: null,
    },
    driver: null,
    yearBeside: null,
    caveats: [
      ...(parts.flows ? [...placed.caveats, ...seriesBreaks(question, periods, policy)] : []),
      ...(indeterminate > 0 ? [{ kind: "indeterminate" as const, count: indeterminate }] : []),
      ...staleData(imported, asOf, policy),
    ],
    definition: definition("summary", policy),
    // the parts of a report have none
    next: [],
    revision: found[0]!.revision,
    imported,
  };
}

/** The instants of the stocks: the period's end where it has passed, and its like before. */
function stockInstants({ period, comparePeriod }: Placed, asOf: Date, policy: Policy): Date[] {
  const zone = policy.timeZone;
  const end = startOfDay(period!.to, zone);
  const past = end <= asOf;
  const now = past ? end : asOf;
  if (!comparePeriod) return [now];
  const running = dayOf(asOf, zone) >= period!.from;
  const last = addDays(comparePeriod.to, -1);
  return [now, past || !running ? startOfDay(comparePeriod.to, zone) : sameClockOn(last, asOf, zone)];
}

function summaryRow(metric: Metric, all: readonly Figures[]): AnswerRow {
  const figuresOf = all.find(({ sides }) => sides[0]!.totals[metric] !== undefined)!;
  const [now, before] = figuresOf.sides.map(({ totals }): Figure => totals[metric]!);
  return figureRow({ kind: "measure", metric }, now!, before ?? null, CATALOGUE[metric].unit);
}
