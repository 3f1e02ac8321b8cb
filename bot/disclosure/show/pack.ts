import type { NoticeView, SummaryLine, SummaryView } from "../../../cards/views.ts";
import type { Action } from "../../../data/vocabulary.ts";
import type { Answer, Caveat } from "../../answers/answer.ts";
import type { PackAnswer, PackFigure } from "../../answers/pack.ts";
import { instantText } from "../../answers/sentences.ts";
import { caveatsOf } from "../caveats.ts";
import type { Lens } from "../lens.ts";
import { mayPress } from "../permissions.ts";
import { NOTICES, PACK_TITLES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { changeOf } from "../wording.ts";
import { rowFigure } from "./breakdown.ts";
import { askable, askButton, frame, notice } from "./frame.ts";
import { dataFromText } from "./summary.ts";

export type PackShowable = Extract<Showable, { kind: "pack" }>;

/** The key figures of a pack, at most one screen: figures only, so the same for everybody in a room. */
export function showPack({ pack }: PackShowable, lens: Lens): SummaryView | NoticeView {
  if (lens.audience === "outside") return notice(NOTICES.not_here, lens.context, "refusal");
  const { period, asOf, sections } = pack;
  const figures = sections.flatMap((section) => section.figures).filter(({ key }) => key);
  const { title, assumed } = PACK_TITLES[pack.pack];
  return {
    card: "summary",
    ...frame(title, lens.context, buttons(pack, lens)),
    reading: `${title} · ${period.label}`,
    asAt: `As at ${instantText(asOf, lens.context.policy.timeZone)}`,
    definition: "What each figure means stands on its own answer, and at the end of the Word document.",
    caveats: [
      ...(period.assumed ? [`${assumed} ${period.label}.`] : []),
      ...new Set(figures.flatMap(({ label, answers }) => caveatsIn(label, answers, lens))),
    ],
    unused: null,
    groups: [
      {
        heading: period.label.charAt(0).toUpperCase() + period.label.slice(1),
        lines: figures.filter((figure) => askable(lens, figure.answers[0].question)).map(line),
      },
    ],
    dataFrom: dataFromText(figures[0]!.answers[0], lens),
  };
}

/** Sentences that count episodes, or speak of one child, of a figure of its own. */
const OF_ONE_FIGURE: readonly Caveat["kind"][] = [
  "outlier",
  "indeterminate",
  "assumed_attributes",
  "older_not_shown",
  "episodes_without_interview_due",
];

/** What has to be known to read a figure, a chart or a list of a pack; `label`: what it is called there. */
export function caveatsIn(label: string, [first, ...others]: readonly Answer[], lens: Lens): string[] {
  if (!first) return [];
  // the period was chosen for the pack, which says so once
  const own = first.caveats.filter(({ kind }) => kind !== "assumed_period");
  // another comparison of the same figure adds what lies between, and nothing else
  const between = others.flatMap(({ caveats }) => caveats.filter(({ kind }) => kind === "series_break"));
  const said = [...own, ...between].flatMap((caveat) =>
    caveatsOf({ ...first, caveats: [caveat] }, lens).map((text) =>
      OF_ONE_FIGURE.includes(caveat.kind) ? `${label}: ${text}` : text,
    ),
  );
  return [...new Set(said)];
}

function line({ label, answers: [answer] }: PackFigure): SummaryLine {
  const { metric, unit, compare } = answer;
  return {
    label,
    figure: figureOf(answer),
    change: changeOf(metric, unit, compare, compare?.period?.label ?? null),
  };
}

/** "1,069", "62 % (191 of 308)" */
export function figureOf({
  value,
  unit,
  numerator,
  denominator,
}: Pick<Answer, "value" | "unit" | "numerator" | "denominator">): string {
  return rowFigure({
    value,
    unit,
    ...(unit === "share" ? { numerator: numerator ?? 0, denominator: denominator ?? 0 } : {}),
  });
}

function buttons(pack: PackAnswer, lens: Lens) {
  const asked = pack.sections.flatMap(({ ask }) => (ask && askable(lens, ask.question) ? [ask] : []));
  return [
    ...(mayPress(lens.viewer, "export", null)
      ? [{ title: "Word document", verb: "export", data: { reading: packReading(pack) } }]
      : []),
    ...asked.map(({ title, question }) => askButton(title, question)),
  ];
}

/** The pack as a reading, with the period that it has: pressed later, it is of the same. */
export function packReading({ pack, asked }: PackAnswer): Action {
  return {
    kind: "action",
    action: "pack",
    metric: null,
    filters: {},
    period: asked,
    compare: null,
    groupBy: null,
    limit: null,
    slots: { pack },
  };
}
