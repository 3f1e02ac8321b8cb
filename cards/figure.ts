import template from "./figure.json" with { type: "json" };
import {
  type AnswerData,
  answerData,
  type ChangeData,
  changeData,
  type FactsData,
  factsData,
} from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import type { FigureView } from "./views.ts";

export interface FigureData extends AnswerData, ChangeData, FactsData {
  figure: string;
  hasOf: boolean;
  of: string;
  label: string;
}

const fill = compile<FigureData>(template);

export function figureData(view: FigureView): FigureData {
  return {
    ...answerData(view),
    ...changeData(view.change),
    ...factsData(view.beside),
    figure: plain(view.figure, 60),
    hasOf: view.of !== null,
    of: view.of === null ? "" : `  ${plain(view.of, 60)}`,
    label: md(view.label),
  };
}

/** One figure, large, with its change and the small facts beside it. */
export const figure: Kind<FigureView> = {
  length: () => 0,
  card: (view) => fill(figureData(view)),
};
