import type { AnswerRow } from "../../answers/answer.ts";
import type { Lens } from "../lens.ts";
import { GROUPING_WORDS } from "../words.ts";
import type { AnswerSeen } from "./answer.ts";
import type { AnswerShowable } from "./answer-frame.ts";
import { rowSeen } from "./list.ts";
import { type Column, columnsOf, plainFigure } from "./list-columns.ts";
import { bucketLabel } from "./rows.ts";

export interface Table {
  header: string[];
  rows: string[][];
}

/**
 * The rows of an answer's card, on all its pages, as a table for a spreadsheet: what the card shows of
 * each row and no more. Null for a card without such rows.
 */
export function showTable(showable: AnswerShowable, seen: AnswerSeen): Table | null {
  switch (seen.as) {
    case "list":
      return listTable(showable, seen.lens);
    case "breakdown":
    case "trend":
      return figuresTable(showable);
    default:
      return null;
  }
}

const EPISODE: Column = { title: "Episode", cell: (_, episode) => episode?.reference ?? "" };
const PLACEMENT: Column = { title: "Placement", cell: (_, episode) => episode?.placement ?? "" };

function listTable({ answer }: AnswerShowable, lens: Lens): Table {
  const rows = answer.rows.map((row) => ({ row, ...rowSeen(row, lens) }));
  const ofEpisodes = rows.some(({ episode }) => episode !== null);
  const columns = [
    ...(ofEpisodes ? [EPISODE] : []),
    ...columnsOf(answer),
    ...(rows.some(({ episode }) => episode?.placement) ? [PLACEMENT] : []),
  ];
  return {
    header: ["Child", ...columns.map(({ title, file }) => file?.title ?? title)],
    rows: rows.map(({ row, label, episode, shown }) => [
      label,
      ...columns.map(({ cell, file }) => (shown ? (file?.cell ?? cell)(row, episode, lens) : "")),
    ]),
  };
}

/** "Placement, episodes, 2017/18": a row for each bucket; of shares, what they are shares of. */
function figuresTable({ answer }: AnswerShowable): Table {
  const { question, rows, unit, compare } = answer;
  const ofShares = rows.some(({ denominator }) => denominator !== undefined);
  const figure = ({ value, unit }: Pick<AnswerRow, "value" | "unit">) => plainFigure(value, unit);
  return {
    header: [
      question.groupBy ? GROUPING_WORDS[question.groupBy] : "",
      unit,
      ...(ofShares ? ["numerator", "denominator"] : []),
      ...(compare ? [compare.period?.label ?? "before"] : []),
    ],
    rows: rows.map((row) => [
      partLabel(row),
      figure(row),
      ...(ofShares ? [String(row.numerator ?? ""), String(row.denominator ?? "")] : []),
      ...(compare ? [figure({ value: row.compare?.value ?? null, unit: row.unit })] : []),
    ]),
  };
}

/** The first and the last bucket of time may be cut to the period. */
function partLabel({ subject }: AnswerRow): string {
  const label = bucketLabel(subject);
  return subject.kind === "bucket" && subject.part === true ? `${label} (part)` : label;
}
