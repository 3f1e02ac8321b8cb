import type { Fact, FigureView } from "../../../cards/views.ts";
import type { Answer } from "../../answers/answer.ts";
import { figureLabel } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { count, figureText, number, shareText } from "../wording.ts";
import { type AnswerShowable, answerChange, answerFrame } from "./answer-frame.ts";

/** One figure, with what it is a part of. */
export function showFigure(showable: AnswerShowable, lens: Lens): FigureView {
  const { answer } = showable;
  return {
    card: "figure",
    ...answerFrame(showable, lens),
    figure: figureText(answer.value, answer.unit),
    label: figureLabel(answer),
    of: ofText(answer),
    change: answerChange(answer, lens),
    beside: besideFacts(answer),
  };
}

/** "31 of 44": a share is never shown without what it is a share of, a mean not without how many it is of. */
function ofText({ unit, numerator, denominator }: Answer): string | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  if (unit === "hours") return `of ${count(denominator, "episode")}`;
  if (unit === "episodes per child")
    return `${count(numerator, "episode")}, ${count(denominator, "child", "children")}`;
  return unit === "share" ? `${number(numerator)} of ${number(denominator)}` : null;
}

/** Figures that stand beside the answer, but for those that a caveat of the card says in words. */
const SAID_IN_A_CAVEAT = new Set(["without_child", "assumed", "indeterminate", "older"]);

export function besideFacts({ beside }: Answer, said: readonly string[] = []): Fact[] {
  return beside
    .filter(({ key, value }) => value !== null && !SAID_IN_A_CAVEAT.has(key) && !said.includes(key))
    .map((one) => ({
      label: one.label,
      value: one.unit === "share" ? shareText(one) : figureText(one.value, one.unit),
    }));
}
