import {
  addMonths,
  addYears,
  dayOf,
  financialYearStart,
  monthStart,
  startOfDay,
} from "../../data/calendar.ts";
import type { Policy } from "../../data/policy.ts";
import type { Db } from "../../data/store/store.ts";
import type { PackName, Period, Question } from "../../data/vocabulary.ts";
import type { Answer, AnswerPeriod } from "./answer.ts";
import { answer } from "./answer-question.ts";
import { cutAtToday, instantEarlier, runningUnit, wholeUnit } from "./comparison.ts";
import { PACK_COMPARES, type PlannedFigure, type PlannedSection, planPack } from "./pack-plans.ts";
import { labelOf } from "./period-label.ts";
import type { Asking } from "./plan-figures.ts";

/** Why there is no pack of that period. */
export type PackProblem = "pack_of_a_month" | "pack_of_a_year" | "pack_ahead";

export interface PackFigure extends Pick<PlannedFigure, "label" | "key"> {
  /** the same figure beside each comparison of the pack, nearest first */
  answers: [Answer, ...Answer[]];
}

export interface PackRows {
  caption: string;
  answer: Answer;
}

export interface PackSection extends Pick<PlannedSection, "title" | "ask"> {
  figures: PackFigure[];
  charts: PackRows[];
  tables: PackRows[];
}

/** A paper for an agenda, made of answers: one month or one financial year. */
export interface PackAnswer {
  pack: PackName;
  /** as it is answered: cut at today */
  period: AnswerPeriod;
  /** as it was asked for */
  asked: Period;
  asOf: Date;
  sections: PackSection[];
}

/**
 * The days of a pack: the month or the financial year that was named, else the last whole one. Where what
 * was named is another length, or is still to come, the reason instead.
 */
export function packPeriod(pack: PackName, named: Period | null, today: string): AnswerPeriod | PackProblem {
  const monthly = pack === "monthly_group";
  const [unit, begin, shift] = monthly
    ? (["month", monthStart, addMonths] as const)
    : (["financial_year", financialYearStart, addYears] as const);
  const last = shift(begin(today), -1);
  const asked = named ?? { from: last, to: shift(last, 1) };
  if (asked.from > today) return "pack_ahead";
  if (wholeUnit(asked) !== unit && runningUnit(asked, today) !== unit)
    return monthly ? "pack_of_a_month" : "pack_of_a_year";
  return { ...asked, label: labelOf(asked, today), assumed: named === null };
}

/**
 * Works a pack out, section by section. Flows stand as recorded now; what is "as at" stands as at the
 * period's end, or now where that is still to come. `whole`: with the rows and bars of the document.
 */
export async function packAnswer(
  db: Db,
  pack: PackName,
  period: AnswerPeriod,
  asking: Asking,
  { whole }: { whole: boolean },
): Promise<PackAnswer> {
  const { policy, asOf } = asking;
  const end = endOf(period, asOf, policy);
  const days = { from: period.from, to: period.to };
  const trend = pack === "board_report" ? days : { from: addMonths(monthStart(days.from), -11), to: days.to };
  const planned = planPack(
    pack,
    { period: days, trend, end: end < asOf ? "at the month's end" : "now" },
    policy,
  );
  const ask = (question: Question, stock?: true): Promise<Answer> =>
    answer(db, question, stock ? { ...asking, asOf: end } : asking);
  const sections: PackSection[] = [];
  for (const { title, ask: asked, figures, charts = [], tables = [], changes } of planned) {
    const section: PackSection = { title, ask: asked, figures: [], charts: [], tables: [] };
    for (const { label, key, question, stock } of figures) {
      const answers: Answer[] = [];
      for (const compare of PACK_COMPARES[pack]) answers.push(await ask({ ...question, compare }, stock));
      section.figures.push({ label, key, answers: answers as PackFigure["answers"] });
    }
    if (whole) {
      for (const { caption, question } of charts)
        section.charts.push({ caption, answer: await ask(question) });
      for (const { caption, question, stock } of tables)
        section.tables.push({ caption, answer: await ask(question, stock) });
    }
    if (changes) {
      const { figures, tables } = await persistentChanges(db, asking, end);
      section.figures.push(...figures);
      if (whole) section.tables.push(...tables);
    }
    sections.push(section);
  }
  const answered = { ...period, ...cutAtToday(days, dayOf(asOf, policy.timeZone)) };
  return { pack, period: answered, asked: days, asOf, sections };
}

/** What is "as at" stands as at the end of the period, or now where that is still to come. */
function endOf({ to }: Period, asOf: Date, { timeZone }: Policy): Date {
  const end = startOfDay(to, timeZone);
  return end <= asOf ? end : asOf;
}

/** Who has come over the persistent threshold since a month earlier, and who was over it then and is no longer. */
async function persistentChanges(
  db: Db,
  asking: Asking,
  end: Date,
): Promise<Pick<PackSection, "figures" | "tables">> {
  const list = (asOf: Date) => answer(db, PERSISTENT, { ...asking, asOf });
  const now = await list(end);
  const before = await list(instantEarlier(end, "previous_period", null, asking.policy.timeZone));
  const [newly, left] = [without(now, before), without(before, now)];
  return {
    figures: [
      { label: "Newly persistent", key: true, answers: [newly] },
      { label: "No longer persistent", key: true, answers: [left] },
    ],
    tables: [
      { caption: "Newly persistent", answer: newly },
      { caption: "No longer persistent, with their episodes a month earlier", answer: left },
    ],
  };
}

const PERSISTENT: Question = {
  kind: "question",
  metric: "persistent_missing",
  filters: {},
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
};

/** The children of one list who are not in the other. */
function without(list: Answer, other: Answer): Answer {
  const known = new Set(other.rows.map(({ subject }) => (subject.kind === "child" ? subject.childId : null)));
  const rows = list.rows.filter(({ subject }) => subject.kind === "child" && !known.has(subject.childId));
  return { ...list, rows, rowCount: rows.length, value: rows.length };
}
