import type { FactData } from "./frame.ts";
import { md } from "./text.ts";

/**
 * The figures of a chart as text. A chart is drawn by some clients only and read by no screen
 * reader: a table stands in for it, and the list under "The figures" is there always.
 */
export interface FiguresData {
  tableColumns: { width: number }[];
  tableRows: { cells: { text: string }[] }[];
  figures: FactData[];
  hasFigures: boolean;
  figuresOpen: boolean;
  figuresClosed: boolean;
}

export interface FigureRow {
  label: string;
  now: string;
  /** null: nothing to compare this row with */
  before: string | null;
}

/** `open`: shown without a press, because the chart does not show everything that was asked. */
export function figuresData(
  rows: readonly FigureRow[],
  titles: { label: string; now: string; before: string | null },
  open: boolean,
): FiguresData {
  const { before } = titles;
  const cells = (row: FigureRow) =>
    [row.label, row.now, ...(before === null ? [] : [row.before ?? "–"])].map((text) => ({
      text: md(text, 100),
    }));
  const header: FigureRow = { label: titles.label, now: titles.now, before };
  return {
    tableColumns: [{ width: 2 }, { width: 1 }, ...(before === null ? [] : [{ width: 1 }])],
    tableRows: [header, ...rows].map((row) => ({ cells: cells(row) })),
    figures: rows.map((row) => ({
      title: md(row.label, 100),
      value:
        before === null || row.before === null
          ? md(row.now, 100)
          : `${md(row.now, 100)} (${md(before, 60)}: ${md(row.before, 100)})`,
    })),
    hasFigures: rows.length > 0,
    figuresOpen: open,
    figuresClosed: !open,
  };
}
