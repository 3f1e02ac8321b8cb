import { Paragraph } from "docx";
import { ChartRun } from "docx/charts";
import type { ChartView } from "./document-view.ts";
import { plain } from "./text.ts";

/** This period's bars, and the paler ones of the period beside it. */
const COLOURS = ["1F5A99", "B8C7D9"];
const WIDTH = 640;

/** A chart of Word's own, which can be edited there; its figures are in its description for screen readers. */
export function chartParagraph(
  { caption, shape, categories, series, share }: ChartView,
  { font, id }: { font: string; id: number },
): Paragraph {
  const lying = shape === "parts";
  const chart = new ChartRun({
    type: lying ? "bar" : "column",
    categories: categories.map((category) => plain(category, 60)),
    series: series.map(({ name, values }, n) => ({ name: plain(name, 60), values, color: COLOURS[n % 2] })),
    ...(series.length > 1 ? {} : { legend: false as const }),
    font: { name: font },
    chartArea: { border: "none" },
    gapWidth: 60,
    overlap: 0,
    categoryAxis: lying ? { reverseOrder: true } : {},
    valueAxis: {
      numberFormat: share ? "0%" : "#,##0",
      ...(lying ? { visible: false, gridlines: false } : {}),
    },
    ...(lying ? { dataLabels: { value: true, numberFormat: share ? "0%" : "#,##0" } } : {}),
    transformation: { width: WIDTH, height: lying ? 70 + 44 * categories.length : 260 },
    altText: {
      id: String(id),
      name: plain(caption, 100),
      title: plain(caption, 100),
      description: spoken(caption, categories, series, share),
    },
  });
  return new Paragraph({ children: [chart], spacing: { after: 80 } });
}

/** "Missing episodes by month. 2018/19: April 80, May 91. 2017/18: …" */
function spoken(caption: string, categories: string[], series: ChartView["series"], share: boolean): string {
  const figure = (value: number | null | undefined) =>
    value == null ? "none" : share ? `${Math.round(value * 100)} %` : String(value);
  const lines = series.map(
    ({ name, values }) => `${name}: ${categories.map((one, n) => `${one} ${figure(values[n])}`).join(", ")}.`,
  );
  return plain(`${caption}. ${lines.join(" ")}`, 2000);
}
