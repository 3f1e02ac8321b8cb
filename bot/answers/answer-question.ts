import { freshness } from "../../data/files/freshness.ts";
import { CATALOGUE, type Measure } from "../../data/measures/catalogue.ts";
import {
  type Figures,
  type FiguresSpec,
  figures,
  figuresOfAll,
  nothing,
} from "../../data/measures/figures.ts";
import { rowsWanted, type Shown } from "../../data/measures/rows.ts";
import type { Policy } from "../../data/policy.ts";
import type { Db } from "../../data/store/store.ts";
import type { Question } from "../../data/vocabulary.ts";
import { meanwhile } from "../meanwhile.ts";
import type { Answer, AnswerRow } from "./answer.ts";
import { besideFigures } from "./beside.ts";
import { figureCaveats, staleData } from "./caveats.ts";
import { comparedWith } from "./change.ts";
import { drivenBy, driverOf, driverSpec } from "./driver.ts";
import { listRows } from "./list-rows.ts";
import { nextSteps } from "./next-steps.ts";
import { instantPeriod, type Placed } from "./period.ts";
import { type Asking, planFigures } from "./plan-figures.ts";
import { profileBeside } from "./profile.ts";
import { refusalOf } from "./refusals.ts";
import { type GroupedFigure, groupedFigures, groupedRow, keptBuckets } from "./rows.ts";
import { saidDefinition } from "./said-definition.ts";
import { summarise } from "./summary.ts";
import { yearBefore, yearBeside } from "./year-beside.ts";

export { AnswerRefused } from "./answer-refused.ts";
export type { Asking } from "./plan-figures.ts";

/**
 * A question's answer: figures, rows, comparison, caveats and the definition. Children stand as ids.
 * `onPage`: of a list only these rows are wanted in full.
 * @throws AnswerRefused where the question has no meaning as it stands
 */
export async function answer(
  db: Db,
  question: Question,
  asking: Asking,
  onPage: Shown | null = null,
): Promise<Answer> {
  const refused = refusalOf(question);
  if (refused) throw refused;
  const { policy, asOf: now } = asking;
  if (question.metric === "summary") {
    const summary = await summarise(db, question, asking);
    return { ...summary, next: nextSteps(summary) };
  }
  const { asked, spec, placed } = planFigures(question, asking);
  if (onPage && spec.rows) spec.shown = onPage;
  const measure = CATALOGUE[asked.metric];
  const grouping = drivenBy(asked);
  const earlier = yearBefore(asked, asking);
  // a course is compared with the year before, or with what was asked for: there is one thing more at most
  const further =
    grouping && grouping !== asked.groupBy ? driverSpec(spec, grouping) : (earlier?.spec ?? null);
  const [all, next] = await Promise.all([
    figuresOfAll(db, further ? [spec, further] : [spec]),
    meanwhile(() => nextSteps({ question, ...placed })),
  ]);
  const [found, other] = all as [Figures, Figures?];
  const driver = grouping && driverOf(asked, other ?? found, grouping);
  const beforehand = earlier && yearBeside(asked, earlier, other!);
  const rows = asked.groupBy
    ? await groupedRows(db, spec, asked, placed, found)
    : listRows(asked.metric, found, policy);
  const beside = besideFigures(asked.metric, found);
  if (asked.metric === "child_profile")
    beside.push(...(await profileBeside(db, spec.filters, placed.asOf, policy)));
  const imported = await freshness(db, found.lastImport);
  const compared = placed.comparePeriod ?? beforehand?.period ?? null;
  // what is as at an instant is shown as at its day
  const shown = placed.period ?? (compared && instantPeriod(placed.asOf, policy.timeZone));
  const assembled = assemble(question, measure, placed, found, rows, policy);
  // a list that was cut for its page has a row for each of what it counts
  const cut = spec.shown && spec.limit === null && rows.length === rowsWanted(spec);
  const rowCount = cut ? assembled.value! : rows.length;
  const caveats = [
    ...placed.caveats,
    ...figureCaveats(question, found, rows, { shown, compared }, policy),
    ...staleData(imported, now, policy),
  ];
  return { ...assembled, rowCount, caveats, beside, driver, yearBeside: beforehand, next, imported };
}

function assemble(
  question: Question,
  measure: Measure,
  placed: Placed,
  found: Figures,
  rows: AnswerRow[],
  policy: Policy,
): Omit<Answer, "rowCount" | "beside" | "driver" | "yearBeside" | "caveats" | "next" | "imported"> {
  const { metric } = question;
  const [side, before] = found.sides;
  const figure = side!.totals[metric] ?? nothing(measure);
  return {
    question,
    metric,
    asOf: placed.asOf,
    period: placed.period,
    ...figure,
    unit: measure.unit,
    rows,
    compare:
      before === undefined
        ? null
        : comparedWith(figure, before.totals[metric] ?? nothing(measure), measure.unit, placed.comparePeriod),
    definition: saidDefinition(question, policy),
    revision: found.revision,
  };
}

async function groupedRows(
  db: Db,
  spec: FiguresSpec,
  question: Question,
  placed: Placed,
  found: Figures,
): Promise<AnswerRow[]> {
  const all = groupedFigures(question, found, placed.period, placed.comparePeriod);
  const limit = CATALOGUE[question.metric].limitIsN ? null : question.limit;
  if (!limit || limit < 1 || all.length <= limit) return all.map((grouped) => groupedRow(question, grouped));
  const apart = keptBuckets(question, all, limit);
  const rest = await figures(db, { ...spec, rows: false, outlier: false, apart });
  const none = nothing(CATALOGUE[question.metric]);
  const others: GroupedFigure = {
    raw: "others",
    subject: { kind: "others", count: all.length - apart.length },
    label: "Others",
    figure: rest.sides[0]!.buckets[0]?.figure ?? none,
    before: rest.sides[1] ? (rest.sides[1].buckets[0]?.figure ?? none) : null,
  };
  const kept = all.filter(({ raw }) => apart.includes(raw));
  return [...kept, others].map((grouped) => groupedRow(question, grouped));
}
