import type {
  ChartView,
  DocumentView,
  FiguresView,
  SectionView,
  TableView,
} from "../../cards/document-view.ts";
import type { Answer } from "../answers/answer.ts";
import type { PackFigure, PackRows, PackSection } from "../answers/pack.ts";
import { instantText } from "../answers/sentences.ts";
import type { DiscloseContext } from "./context.ts";
import { breakdownTable, chart, listTable } from "./document-parts.ts";
import { withoutHouseholds } from "./households.ts";
import { type Lens, lensOf } from "./lens.ts";
import { LIST_WITHHELD, PACK_NOTICES, PACK_TITLES } from "./sentences.ts";
import { answerSeen } from "./show/answer.ts";
import type { AnswerShowable } from "./show/answer-frame.ts";
import { besideFacts } from "./show/figure.ts";
import { caveatsIn, figureOf, type PackShowable } from "./show/pack.ts";
import { dataFromText } from "./show/summary.ts";
import type { Viewer } from "./viewer.ts";
import { changeAlone } from "./wording.ts";
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
  const lens = lensOf(faces, "operational", viewer, context);
  const seen = (answer: Answer) => answerShowable(answer, showable, context);
  const [first] = pack.sections[0]!.figures;
  // a stock is as at the end of each of these
  const periods = [pack.period, ...first!.answers.flatMap(({ compare }) => compare?.period ?? [])];
  const labels = periods.map(({ label }) => label);
  const sections = pack.sections.map((section) => ({
    ...sectionView(section, labels, seen, viewer, context),
    caveats: sectionCaveats(section, lens),
  }));
  const often = shared(sections);
  return {
    title: PACK_TITLES[pack.pack].document,
    period: pack.period.label.charAt(0).toUpperCase() + pack.period.label.slice(1),
    council: context.policy.council,
    asAt: `As at ${instantText(pack.asOf, context.policy.timeZone)}`,
    dataFrom: dataFromText(first!.answers[0], lens),
    demonstration: context.demonstration,
    notices: [...PACK_NOTICES[pack.pack]],
    caveats: [...often].map(([text, titles]) => ({ text, of: titles.join("; ") })),
    sections: sections.map((section) => ({
      ...section,
      caveats: section.caveats.filter((text) => !often.has(text)),
    })),
    definitions: definitionsOf(pack.sections),
    madeAt: pack.asOf,
  };
}

/** Those of its figures, and of its charts and lists: a chart of twelve months may reach over a break. */
function sectionCaveats({ figures, charts, tables }: PackSection, lens: Lens): string[] {
  return [
    ...new Set([
      ...figures.flatMap(({ label, answers }) => caveatsIn(label, answers, lens)),
      // a chart's outlier is that of the figure above it
      ...[...charts, ...tables].flatMap(({ caption, answer }) =>
        caveatsIn(caption, [withoutOutlier(answer)], lens),
      ),
    ]),
  ];
}

function withoutOutlier(answer: Answer): Answer {
  return { ...answer, caveats: answer.caveats.filter(({ kind }) => kind !== "outlier") };
}

/** The caveats that touch several sections, said once with the sections' titles. */
function shared(sections: readonly Pick<SectionView, "title" | "caveats">[]): Map<string, string[]> {
  const titles = new Map<string, string[]>();
  for (const { title, caveats } of sections)
    for (const text of caveats) titles.set(text, [...(titles.get(text) ?? []), title]);
  return new Map([...titles].filter(([, of]) => of.length > 1));
}

type Seen = (answer: Answer) => AnswerShowable;

function sectionView(
  { title, figures, charts, tables }: PackSection,
  periods: readonly string[],
  seen: Seen,
  viewer: Viewer | null,
  context: DiscloseContext,
): Omit<SectionView, "caveats"> {
  const shownAs = (answer: Answer) => answerSeen(seen(answer), "operational", viewer, context);
  const drawn = charts.flatMap(({ caption, answer }): ChartView[] => {
    const { as, ...rest } = shownAs(answer);
    if (!("lens" in rest) || (as !== "trend" && as !== "breakdown")) return [];
    return chart(caption, seen(answer), rest.lens, as);
  });
  const listed = tables.flatMap(({ caption, answer }: PackRows): TableView[] => {
    const { as, ...rest } = shownAs(answer);
    if ("lens" in rest && as === "breakdown") return [breakdownTable(caption, seen(answer), rest.lens)];
    if ("lens" in rest && as === "list") return [listTable(caption, answer, rest.lens)];
    return [{ caption, columns: [], rows: [], note: LIST_WITHHELD }];
  });
  return { title, figures: figuresView(figures, periods), charts: drawn, tables: listed };
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
