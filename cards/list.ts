import {
  type ButtonData,
  buttonData,
  type FactsData,
  factsData,
  type OpeningData,
  openingData,
} from "./frame.ts";
import type { Kind } from "./kind.ts";
import template from "./list.json" with { type: "json" };
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import type { ListRow, ListView } from "./views.ts";

/** Rows with a button, or with many columns, stand one below the other: a phone is 300 px wide. */
const MOST_TABLE_COLUMNS = 3;
const CELL = 100;
/** where rows stand one below the other: room for a sentence, and for a reason that somebody typed */
const LINE = 200;
const DETAIL = 600;
/** a child's name and reference, beside columns of figures */
const FIRST_COLUMN = 3;

type Weight = "Default" | "Bolder";
type Colour = "Default" | "Attention";

export interface ListData extends OpeningData, FactsData {
  asTable: boolean;
  columns: { title: string; width: number }[];
  tableRows: { cells: { text: string; weight: Weight; colour: Colour }[]; title: string; value: string }[];
  rows: RowData[];
  hasPage: boolean;
  page: string;
}

export interface RowData {
  subject: string;
  hasDetails: boolean;
  details: { text: string; colour: Colour; weight: Weight; subtle: boolean }[];
  hasButton: boolean;
  buttons: ButtonData[];
}

const fill = compile<ListData>(template);

export function listData(view: ListView, shown: number): ListData {
  const rows = view.rows.slice(0, shown);
  const asTable =
    rows.length > 0 && view.columns.length <= MOST_TABLE_COLUMNS && !rows.some((row) => row.button);
  return {
    ...openingData(
      { ...view, headline: view.rows.length > 0 ? view.headline : view.empty },
      view.rows.length,
      rows.length,
    ),
    ...factsData(view.beside),
    asTable,
    columns: asTable
      ? view.columns.map((title, i) => ({ title: md(title, 60), width: i === 0 ? FIRST_COLUMN : 1 }))
      : [],
    tableRows: asTable ? rows.map(tableRow) : [],
    rows: asTable ? [] : rows.map((row) => listRow(row, view.columns)),
    hasPage: view.page !== null && view.rows.length > 0,
    page: md(view.page ?? ""),
  };
}

function tableRow(row: ListRow): ListData["tableRows"][number] {
  const [subject = "", ...others] = row.cells;
  return {
    cells: row.cells.map((cell, i) => ({
      text: plain(cell, CELL),
      weight: i === 0 ? "Bolder" : "Default",
      colour: i > 0 && i === row.cells.length - 1 && row.alert ? "Attention" : "Default",
    })),
    title: md(subject, CELL),
    value: md(others.join(" · "), 3 * CELL),
  };
}

/** The subject, then "Missing for: 3 days · Risk: high"; the last column says what alarms, coloured and bold. */
function listRow(row: ListRow, columns: readonly string[]): RowData {
  const [subject = "", ...others] = row.cells;
  const filled = others
    .map((cell, i) => ({ cell: plain(cell, DETAIL), column: plain(columns[i + 1] ?? "", 60) }))
    .filter(({ cell }) => cell !== "");
  const details = filled.map(({ cell, column }, i): RowData["details"][number] => {
    const alarms = row.alert === true && i === filled.length - 1;
    return {
      text: `${i === 0 ? "" : " · "}${column === "" ? "" : `${column}: `}${cell}`,
      colour: alarms ? "Attention" : "Default",
      weight: alarms ? "Bolder" : "Default",
      subtle: !alarms,
    };
  });
  return {
    subject: plain(subject, LINE),
    hasDetails: details.length > 0,
    details,
    hasButton: row.button !== undefined,
    buttons: row.button ? [buttonData(row.button)] : [],
  };
}

/** Who or what, one line each. */
export const list: Kind<ListView> = {
  length: (view) => view.rows.length,
  card: (view, shown) => fill(listData(view, shown)),
};
