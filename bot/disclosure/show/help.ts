import type { HelpView } from "../../../cards/views.ts";
import { EXAMPLES, type Example, OUTSIDE_EXAMPLES } from "../examples.ts";
import type { Lens } from "../lens.ts";
import { mayPress } from "../permissions.ts";
import type { Showable } from "../showable.ts";
import { askable, askButton, frame } from "./frame.ts";

const INTRO = {
  personal:
    "Ask in your own words: what to count, where or who, and when. You can go on from an answer: “and last year?”, “by month”, “only foster care”.",
  operational:
    "Mention me with a question: what to count, where, and when. Everyone here reads the answer, so children stand as references (MC- and a number). Ask about a child by name in our own chat.",
  outside:
    "In this conversation I give totals only, for the whole council and one whole month, quarter or year that has ended. For anything else, ask me in our own chat.",
} as const;

/** What this viewer can ask here, as buttons: examples that would be refused are left out. */
export function showHelp(_: Extract<Showable, { kind: "help" }>, lens: Lens): HelpView {
  const groups =
    lens.audience === "outside"
      ? [{ heading: "You can ask", examples: OUTSIDE_EXAMPLES }]
      : EXAMPLES.map(({ heading, examples }) => ({
          heading,
          examples: examples.filter((example) => mayUse(example, lens)),
        }));
  return {
    card: "help",
    ...frame("What you can ask", lens.context),
    intro: INTRO[lens.audience],
    groups: groups
      .filter(({ examples }) => examples.length > 0)
      .map(({ heading, examples }) => ({ heading, examples: examples.map(exampleView) })),
    footnote: "Each answer says how the question was read, as at when it stands and what the figure means.",
  };
}

function mayUse({ question, needs }: Example, lens: Lens): boolean {
  if (needs) return mayPress(lens.viewer, needs, null);
  return question !== undefined && askable(lens, question);
}

function exampleView({ text, question }: Example) {
  return question ? { text, button: askButton(text, question) } : { text };
}
