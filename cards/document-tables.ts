import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { FiguresView, TableView } from "./document-view.ts";
import { plain } from "./text.ts";

const SUBTLE = "52606D";
const RULE = { style: BorderStyle.SINGLE, size: 4, color: "CBD2D9" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const RULED = {
  top: RULE,
  bottom: RULE,
  left: NONE,
  right: NONE,
  insideHorizontal: RULE,
  insideVertical: NONE,
};
const HEAD = { type: ShadingType.CLEAR, fill: "E8EEF5", color: "auto" };
const BOX = { type: ShadingType.CLEAR, fill: "FFF4DB", color: "auto" };
const MARGINS = { top: 60, bottom: 60, left: 90, right: 90 };
/** A4 between its margins, in twentieths of a point. */
const WIDTH = 9_638;

/** Figures, one a line, with what each stands beside. */
export function figuresTable({ columns, lines }: FiguresView): Table {
  const shares = columns.length > 2 ? [40, 20, 20, 20] : [46, 27, 27];
  return table(
    shares.slice(0, columns.length + 1),
    ["", ...columns],
    lines.map(({ label, figure, beside, part }) => [
      [run(label, part ? { color: SUBTLE } : {}, { indent: part ? 200 : 0 })],
      [run(figure, part ? { color: SUBTLE } : { bold: true }, RIGHT)],
      ...columns.slice(1).map((_, n) => {
        const { figure = "", change = null } = beside[n] ?? {};
        return [run(figure, {}, RIGHT), ...(change ? [run(change, { size: 16, color: SUBTLE }, RIGHT)] : [])];
      }),
    ]),
    { head: RIGHT },
  );
}

/** Rows of words and figures; `shares` of the width in per cent: few columns stand close together. */
export function rowsTable({ columns, rows }: TableView, shares = evenly(columns.length)): Table {
  return table(
    shares,
    columns,
    rows.map((cells) => columns.map((_, n) => [run(cells[n] ?? "", { size: 18 })])),
  );
}

/** What has to be read first, in a box. */
export function noticeBox(lines: readonly string[]): Table {
  const children = lines.map((line) => run(line, { size: 18 }));
  const cell = new TableCell({ children, shading: BOX, margins: { ...MARGINS, top: 100, bottom: 100 } });
  const borders = { ...RULED, top: NONE, bottom: NONE, insideHorizontal: NONE };
  return new Table({ ...sized([100]), borders, rows: [new TableRow({ children: [cell] })] });
}

function table(
  shares: number[],
  columns: string[],
  rows: Paragraph[][][],
  { head: placed = {} }: { head?: Place } = {},
): Table {
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      (column, n) =>
        new TableCell({
          shading: HEAD,
          margins: MARGINS,
          verticalAlign: VerticalAlign.BOTTOM,
          children: [run(column, { bold: true, size: 18 }, n > 0 ? placed : {})],
        }),
    ),
  });
  const body = rows.map(
    (cells) =>
      new TableRow({
        cantSplit: true,
        children: cells.map((children) => new TableCell({ margins: MARGINS, children })),
      }),
  );
  return new Table({ ...sized(shares), borders: RULED, rows: [head, ...body] });
}

const sized = (shares: readonly number[]) => ({
  width: { size: shares.reduce((sum, share) => sum + twips(share), 0), type: WidthType.DXA },
  columnWidths: shares.map(twips),
});

const twips = (share: number) => Math.round((WIDTH * share) / 100);
const evenly = (n: number) => Array.from({ length: n }, () => Math.min(24, 100 / n));

interface Place {
  alignment?: IParagraphOptions["alignment"];
  indent?: number;
}
const RIGHT: Place = { alignment: AlignmentType.RIGHT };

function run(
  said: string,
  style: { bold?: boolean; size?: number; color?: string } = {},
  { indent = 0, alignment }: Place = {},
): Paragraph {
  return new Paragraph({
    alignment,
    indent: { left: indent },
    children: [new TextRun({ text: plain(said, 1500), ...style })],
  });
}
