import { Document, Footer, Packer, PageNumber, Paragraph, type Table, TextRun } from "docx";
import { withoutChance } from "./document-bytes.ts";
import { chartParagraph } from "./document-chart.ts";
import { figuresTable, noticeBox, rowsTable } from "./document-tables.ts";
import type { DocumentView, SectionView } from "./document-view.ts";
import { plain } from "./text.ts";

const FONT = "Arial";
const INK = "1F2933";
const SUBTLE = "52606D";
const HEADING = "1F3A5F";

/** The Word document of a view. The same view gives the same bytes. */
export async function documentBytes(view: DocumentView): Promise<Uint8Array> {
  const packed = await Packer.toBuffer(documentOf(view));
  return withoutChance(packed, view.madeAt);
}

function documentOf(view: DocumentView): Document {
  const title = `${view.title}, ${view.period}`;
  return new Document({
    title,
    subject: view.asAt,
    creator: "Homeward",
    lastModifiedBy: "Homeward",
    description: "",
    styles: STYLES,
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: MARGIN } },
        footers: { default: footer(view) },
        children: [...opening(view), ...view.sections.flatMap(sections()), ...definitions(view)],
      },
    ],
  });
}

const MARGIN = { top: 1134, bottom: 1134, left: 1134, right: 1134 };
const paragraph = (spacing: { before?: number; after?: number }) => ({ spacing });
const STYLES = {
  default: {
    document: { run: { font: FONT, size: 20, color: INK, language: { value: "en-GB" } } },
    title: { run: { font: FONT, size: 40, bold: true, color: HEADING }, paragraph: paragraph({ after: 40 }) },
    heading1: {
      run: { font: FONT, size: 26, bold: true, color: HEADING },
      paragraph: { ...paragraph({ before: 320, after: 120 }), keepNext: true },
    },
    heading2: {
      run: { font: FONT, size: 20, bold: true, color: INK },
      paragraph: { ...paragraph({ before: 200, after: 80 }), keepNext: true },
    },
  },
} as const;

type Block = Paragraph | Table;

function opening(view: DocumentView): Block[] {
  const facts = [view.asAt, view.dataFrom].filter((fact) => fact !== null);
  return [
    text(view.council, { color: SUBTLE, after: 60 }),
    new Paragraph({ text: plain(view.title), style: "Title" }),
    text(view.period, { size: 28, after: 120 }),
    text(`${facts.join(". ")}.`, { color: SUBTLE, after: 160 }),
    noticeBox([
      ...(view.demonstration ? ["Demonstration data: the children are made up."] : []),
      ...view.notices,
    ]),
    ...(view.caveats.length > 0 ? [heading("What to bear in mind")] : []),
    ...view.caveats.map(({ text: said, of }) => bullet(`${said} (${of})`)),
  ];
}

/** One section after another; the charts are numbered through, as Word asks of what is drawn. */
function sections(): (section: SectionView) => Block[] {
  let id = 0;
  return ({ title, figures, charts, tables, caveats }) => [
    heading(title),
    ...(figures ? [figuresTable(figures)] : []),
    ...caveats.map((caveat, n) => text(caveat, { before: n === 0 ? 120 : 0, after: 60 })),
    ...charts.flatMap((chart) => [
      subheading(chart.caption),
      chartParagraph(chart, { font: FONT, id: ++id }),
    ]),
    ...tables.flatMap((table) => [
      subheading(table.caption),
      ...(table.rows.length > 0 ? [rowsTable(table)] : []),
      ...(table.note ? [text(table.note, { color: SUBTLE, before: 60, after: 60 })] : []),
    ]),
  ];
}

function definitions({ definitions }: DocumentView): Block[] {
  if (definitions.length === 0) return [];
  const rows = definitions.map(({ term, meaning }) => [term, meaning]);
  const table = { caption: "Definitions", columns: ["Figure", "What it means"], rows, note: null };
  return [
    heading("What the figures mean"),
    rowsTable(table, [32, 68]),
    // Word wants a paragraph behind the last table
    text("Worked out by Homeward.", { color: SUBTLE, before: 160 }),
  ];
}

function footer({ title, period, asAt }: DocumentView): Footer {
  const run = (children: (string | (typeof PageNumber)["CURRENT"])[]) =>
    new TextRun({ children, size: 16, color: SUBTLE });
  return new Footer({
    children: [
      new Paragraph({
        children: [
          run([
            plain(`${title}, ${period}. ${asAt}. Page `, 300),
            " ",
            PageNumber.CURRENT,
            " of ",
            PageNumber.TOTAL_PAGES,
          ]),
        ],
      }),
    ],
  });
}

const heading = (said: string) => new Paragraph({ text: plain(said), style: "Heading1" });
const subheading = (said: string) => new Paragraph({ text: plain(said), style: "Heading2" });
const bullet = (said: string) =>
  new Paragraph({ text: plain(said, 1000), bullet: { level: 0 }, spacing: { after: 60 } });

function text(
  said: string,
  { before = 0, after = 0, ...run }: { before?: number; after?: number; size?: number; color?: string } = {},
): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: plain(said, 2000), ...run })],
    spacing: { before, after },
  });
}
