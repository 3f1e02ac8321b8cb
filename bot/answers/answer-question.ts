import { freshness } from "../../data/files/freshness.ts";
import { CATALOGUE, type Measure } from "../../data/measures/catalogue.ts";
import { type Figures, type FiguresSpec, figures, nothing } from "../../data/measures/figures.ts";
import type { Policy } from "../../data/policy.ts";
import type { Db } from "../../data/store/store.ts";
import type { Question } from "../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "./answer.ts";
import { figureCaveats, staleData } from "./caveats.ts";
import { comparedWith } from "./change.ts";
import { listRows } from "./list-rows.ts";
import type { Placed } from "./period.ts";
import { type Asking, planFigures } from "./plan-figures.ts";
import { profileBeside } from "./profile.ts";
import { refusalOf } from "./refusals.ts";
import { type GroupedFigure, groupedFigures, groupedRow, keptBuckets } from "./rows.ts";
import { saidDefinition } from "./said-definition.ts";
import { summarise } from "./summary.ts";

export { AnswerRefused } from "./answer-refused.ts";
export type { Asking } from "./plan-figures.ts";

/**
 * A question's answer: figures, rows, comparison, caveats and the definition. Children stand as ids.
 * @throws AnswerRefused where the question has no meaning as it stands
 */
export async function answer(db: Db, question: Question, asking: Asking): Promise<Answer> {
  const refused = refusalOf(question);
  if (refused) throw refused;
  const { policy, asOf: now } = asking;
  if (question.metric === "summary") return summarise(db, question, asking);
  const { asked, spec, placed } = planFigures(question, asking);
  const measure = CATALOGUE[asked.metric];
  const found = await figures(db, spec);
  const rows = asked.groupBy
    ? await groupedRows(db, spec, asked, placed, found)
    : listRows(asked.metric, found, policy);
  const beside = besideOf(measure, found);
  if (asked.metric === "child_profile")
    beside.push(...(await profileBeside(db, spec.filters, placed.asOf, policy)));
  const imported = await freshness(db, found.lastImport);
  const assembled = assemble(question, measure, placed, found, rows, policy);
  const caveats = [...assembled.caveats, ...staleData(imported, now, policy)];
  return { ...assembled, caveats, beside, imported };
}

function assemble(
  question: Question,
  measure: Measure,
  placed: Placed,
  found: Figures,
  rows: AnswerRow[],
  policy: Policy,
): Omit<Answer, "beside" | "imported"> {
  const { metric } = question;
  const [side, before] = found.sides;
  const figure = side!.totals[metric] ?? nothing(measure);
  const periods = { shown: placed.period, compared: placed.comparePeriod };
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
    caveats: [...placed.caveats, ...figureCaveats(question, found, rows, periods, policy)],
    definition: saidDefinition(question, policy),
    revision: found.revision,
  };
}

function besideOf(measure: Measure, found: Figures): Answer["beside"] {
  const side = found.sides[0]!;
  const out: Answer["beside"] = [];
  for (const { key, label, unit } of measure.beside ?? []) {
    const counted = unit === "episodes" || unit === "meetings";
    const value = side.beside[key] ?? (counted ? 0 : null);
    if (key !== "older" || value) out.push({ key, label, value, unit });
  }
  if (found.outlier) {
    const value = side.without?.value ?? nothing(measure).value;
    out.push({
      key: "without_child",
      label: "Without the child with most episodes",
      value,
      unit: measure.unit,
    });
  }
  const count = (key: string, label: string, value: number) => {
    if (value > 0) out.push({ key, label, value, unit: "episodes" });
  };
  count("indeterminate", "Dates too coarse to tell", side.indeterminate);
  count("assumed", "With an attribute that was assumed", side.assumed);
  return out;
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
