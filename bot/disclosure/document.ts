import type {
  ChartView,
  DocumentView,
  FiguresView,
  SectionView,
  TableView,
} from "../../cards/document-view.ts";
import type { Answer } from "../answers/answer.ts";
import type { PackFigure, PackRows, PackSection } from "../answers/pack.ts";
import { MOST_PACK_ROWS } from "../answers/pack-plans.ts";
import { instantText } from "../answers/sentences.ts";
import type { DiscloseContext } from "./context.ts";
import { emptyText } from "./headline.ts";
import { withoutHouseholds } from "./households.ts";
import { type Lens, lensOf } from "./lens.ts";
import { PACK_NOTICES, PACK_TITLES } from "./sentences.ts";
import { answerSeen } from "./show/answer.ts";
import type { AnswerShowable } from "./show/answer-frame.ts";
import { showBreakdown } from "./show/breakdown.ts";
import { besideFacts } from "./show/figure.ts";
import { rowSeen } from "./show/list.ts";
import { columnsOf, strategyMeeting } from "./show/list-columns.ts";
import { caveatsOfFigure, figureOf, type PackShowable } from "./show/pack.ts";
import { dataFromText } from "./show/summary.ts";
import { showTrend } from "./show/trend.ts";
import type { Viewer } from "./viewer.ts";
import { changeAlone, number } from "./wording.ts";
import { METRIC_TITLES } from "./words.ts";

/**
 * A pack as a document for an agenda. Whoever asks for it, it holds what a room may read: children by
 * reference and the minimum fields; the board's holds no child at all.
 */
export function showDocument(
  showable: PackShowable,
  viewer: Viewer | null,
  context: DiscloseContext,
): DocumentView {
  const { pack } = showable;
  const board = pack.pack === "board_report";
  const faces = board ? { children: [] } : { children: showable.children, episodes: showable.episodes };
  const lens = lensOf(faces, "operational", board ? null : viewer, context);
  const seen = (answer: Answer) => answerShowable(answer, showable, context);
  const [first] = pack.sections[0]!.figures;
  // a stock is as at the end of each of these
  const periods = [pack.period, ...first!.answers.flatMap(({ compare }) => compare?.period ?? [])];
  const labels = periods.map(({ label }) => label);
  const sections = pack.sections.map((section) => ({
    view: sectionView(section, labels, seen, viewer, context),
    said: [...new Set(section.figures.flatMap((figure) => caveatsOfFigure(figure, lens)))],
  }));
  const often = shared(sections.map(({ view, said }) => ({ title: view.title, said })));
  return {
    title: PACK_TITLES[pack.pack].document,
    period: pack.period.label.charAt(0).toUpperCase() + pack.period.label.slice(1),
    council: context.policy.council,
    asAt: `As at ${instantText(pack.asOf, context.policy.timeZone)}`,
    dataFrom: dataFromText(first!.answers[0], lens),
    demonstration: context.demonstration,
    notices: [...PACK_NOTICES[pack.pack]],
    caveats: [...often].map(([text, titles]) => ({ text, of: titles.join("; ") })),
    sections: sections.map(({ view, said }) => ({
      ...view,
      caveats: [...said.filter((text) => !often.has(text)), ...view.caveats],
    })),
    definitions: definitionsOf(pack.sections),
    madeAt: pack.asOf,
  };
}

/** The caveats that touch several sections, said once with the sections' titles. */
function shared(sections: readonly { title: string; said: string[] }[]): Map<string, string[]> {
  const titles = new Map<string, string[]>();
  for (const { title, said } of sections)
    for (const text of said) titles.set(text, [...(titles.get(text) ?? []), title]);
  return new Map([...titles].filter(([, of]) => of.length > 1));
}

type Seen = (answer: Answer) => AnswerShowable;

function sectionView(
  { title, figures, charts, tables }: PackSection,
  periods: readonly string[],
  seen: Seen,
  viewer: Viewer | null,
  context: DiscloseContext,
): SectionView {
  const shownAs = (answer: Answer) => answerSeen(seen(answer), "operational", viewer, context);
  const drawn = charts.flatMap(({ caption, answer }): ChartView[] => {
    const { as, ...rest } = shownAs(answer);
    if (!("lens" in rest) || (as !== "trend" && as !== "breakdown")) return [];
    return chart(caption, seen(answer), rest.lens, as);
  });
  const listed = tables.flatMap(({ caption, answer }: PackRows): TableView[] => {
    const { as, ...rest } = shownAs(answer);
    if (!("lens" in rest)) return [];
    if (as === "breakdown") return [breakdownTable(caption, seen(answer), rest.lens)];
    if (as === "list") return [listTable(caption, answer, rest.lens)];
    return answer.rows.length === 0 ? [nothing(caption, answer)] : [];
  });
  return { title, figures: figuresView(figures, periods), charts: drawn, tables: listed, caveats: [] };
}

function figuresView(figures: readonly PackFigure[], periods: readonly string[]): FiguresView | null {
  if (figures.length === 0) return null;
  const most = Math.max(...figures.map(({ answers }) => answers.flatMap(besideOf).length));
  return {
    columns: periods.slice(0, 1 + most),
    lines: figures.flatMap(({ label, answers }) => [
      { label, figure: figureOf(answers[0]), beside: answers.flatMap(besideOf), part: false },
      ...besideFacts(answers[0])
        .filter(({ value }) => value !== "0")
        .map(({ label, value }) => ({ label, figure: value, beside: [], part: true })),
    ]),
  };
}

function besideOf({ metric, unit, compare }: Answer): FiguresView["lines"][number]["beside"] {
  if (!compare) return [];
  return [
    { figure: figureOf({ ...compare, unit }), change: changeAlone(metric, unit, compare)?.text ?? null },
  ];
}

function chart(caption: string, shown: AnswerShowable, lens: Lens, as: "trend" | "breakdown"): ChartView[] {
  const share = shown.answer.unit === "share";
  if (as === "trend") {
    const { points, legend, previousLegend } = showTrend(shown, lens);
    const before = {
      name: previousLegend ?? "",
      values: points.map(({ previous }) => previous?.value ?? null),
    };
    return [
      {
        caption,
        shape: "time",
        categories: points.map(({ label, part }) => (part ? `${label} (part)` : label)),
        series: [
          { name: legend, values: points.map(({ value }) => value) },
          ...(previousLegend ? [before] : []),
        ],
        share,
      },
    ];
  }
  const { bars, previousLegend } = showBreakdown(shown, lens);
  if (bars.length === 0) return [];
  return [
    {
      caption,
      shape: "parts",
      categories: bars.map(({ label }) => label),
      series: [
        { name: shown.answer.period?.label ?? "Now", values: bars.map(({ value }) => value) },
        ...(previousLegend
          ? [{ name: previousLegend, values: bars.map(({ previous }) => previous?.value ?? 0) }]
          : []),
      ],
      share,
    },
  ];
}

function breakdownTable(caption: string, shown: AnswerShowable, lens: Lens): TableView {
  const { bars, dimension, previousLegend } = showBreakdown(shown, lens);
  if (bars.length === 0) return nothing(caption, shown.answer);
  return {
    caption,
    columns: [dimension, shown.answer.period?.label ?? "Now", ...(previousLegend ? [previousLegend] : [])],
    rows: bars.map(({ label, shown, previous }) => [
      label,
      shown,
      ...(previousLegend ? [previous?.shown ?? ""] : []),
    ]),
    note: null,
  };
}

function listTable(caption: string, answer: Answer, lens: Lens): TableView {
  if (answer.rows.length === 0) return nothing(caption, answer);
  // a page is wider than a card
  const wider = answer.metric === "longest_episodes" ? [strategyMeeting] : [];
  const columns = [...columnsOf(answer), ...wider];
  const rows = answer.rows.slice(0, MOST_PACK_ROWS).map((row) => ({ row, ...rowSeen(row, lens) }));
  const ofEpisodes = rows.some(({ episode }) => episode !== null);
  return {
    caption,
    columns: ["Child", ...(ofEpisodes ? ["Episode"] : []), ...columns.map(({ title }) => title)],
    rows: rows.map(({ row, label, episode, shown }) => [
      label,
      ...(ofEpisodes ? [episode?.reference ?? ""] : []),
      ...columns.map(({ cell }) => (shown ? cell(row, episode, lens) : "")),
    ]),
    note:
      answer.rows.length > rows.length ? `The first ${rows.length} of ${number(answer.rows.length)}.` : null,
  };
}

const nothing = (caption: string, answer: Answer): TableView => ({
  caption,
  columns: [],
  rows: [],
  note: emptyText(answer),
});

/** Each measure of the pack once, in the order in which they occur. */
function definitionsOf(sections: readonly PackSection[]): DocumentView["definitions"] {
  const known = new Map<string, string>();
  for (const { figures, tables } of sections) {
    const answers = [...figures.map(({ answers }) => answers[0]), ...tables.map(({ answer }) => answer)];
    for (const { metric, definition } of answers) if (!known.has(metric)) known.set(metric, definition);
  }
  return [...known].map(([metric, meaning]) => ({
    term: METRIC_TITLES[metric as Answer["metric"]],
    meaning,
  }));
}

/** An answer of the pack as what is asked in a room: by nobody's name, without buttons or pages. */
function answerShowable(
  answer: Answer,
  { children, episodes }: PackShowable,
  context: DiscloseContext,
): AnswerShowable {
  return {
    kind: "answer",
    answer: withoutHouseholds(answer, "operational", context),
    reading: { english: "", unused: [], named: false },
    next: [],
    children,
    episodes,
    offset: 0,
  };
}
