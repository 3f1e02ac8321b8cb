import type { CardView, NoticeView } from "../../../cards/views.ts";
import { TIME_GROUPINGS } from "../../../data/vocabulary.ts";
import type { Audience } from "../../people/directory.ts";
import type { DiscloseContext } from "../context.ts";
import { type Lens, lensOf } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { asksOnlyMinimum, LIST_METRICS, tellsOfChildren } from "../questions.ts";
import { ROLE_TABLE } from "../roles.ts";
import { CLARIFY, NOTICES } from "../sentences.ts";
import type { Viewer } from "../viewer.ts";
import type { AnswerShowable } from "./answer-frame.ts";
import { showBreakdown } from "./breakdown.ts";
import { showFigure } from "./figure.ts";
import { notice } from "./frame.ts";
import { showHistory } from "./history.ts";
import { showList } from "./list.ts";
import { showOutside } from "./outside.ts";
import { childOf } from "./rows.ts";
import { showSummary } from "./summary.ts";
import { showTrend } from "./trend.ts";

/** What an answer is shown as, here and for this viewer; a notice where it is not shown at all. */
export type AnswerSeen =
  | { as: "outside" | "summary" | "history" | "figure" | "list" | "trend" | "breakdown"; lens: Lens }
  | { as: "notice"; notice: NoticeView };

/** An answer as a card, or the notice to show instead. */
export function showAnswer(
  showable: AnswerShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): CardView {
  const seen = answerSeen(showable, audience, viewer, context);
  return seen.as === "notice" ? seen.notice : CARDS[seen.as](showable, seen.lens);
}

const CARDS: Readonly<
  Record<Exclude<AnswerSeen["as"], "notice">, (showable: AnswerShowable, lens: Lens) => CardView>
> = {
  outside: showOutside,
  summary: showSummary,
  history: showHistory,
  figure: showFigure,
  list: showList,
  trend: showTrend,
  breakdown: showBreakdown,
};

/** What may be asked here is asked again; then the kind of card, and the lens that it is seen through. */
export function answerSeen(
  showable: AnswerShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): AnswerSeen {
  const { answer, reading, children, episodes } = showable;
  const { question } = answer;
  const refuse = (code: keyof typeof NOTICES): AnswerSeen => ({
    as: "notice",
    notice: notice(NOTICES[code], context, "refusal"),
  });
  const permission = allowed(question, audience, viewer);
  if (permission !== "yes") return refuse(permission);
  if (reading.named === true && audience !== "personal") return refuse("named_in_channel");
  const withhold = tellsOfChildren(question) && !asksOnlyMinimum(question);
  const lens = lensOf({ children, episodes }, audience, viewer, context, { withhold });
  if (audience === "outside") return { as: "outside", lens };

  const asked = [...(question.filters.child ?? []), ...(question.filters.not_child ?? [])];
  if (audience === "personal" && !asked.every((id) => lens.knows(id))) {
    // Somebody else's child: the same words as for a name that fits nobody. By reference, what a
    // reference may tell.
    if (reading.named !== false) {
      const words = { title: CLARIFY.child.title, paragraphs: [CLARIFY.child.type] };
      return { as: "notice", notice: notice(words, context, "question") };
    }
    if (withhold || question.metric === "child_profile") return refuse("not_allowed");
  }

  if (showable.weekly || question.metric === "summary") return { as: "summary", lens };
  if (question.metric === "child_profile") return { as: "history", lens };
  const aboutChildren =
    question.groupBy === "child" ||
    (question.groupBy === null && LIST_METRICS.includes(question.metric)) ||
    answer.rows.some(({ subject }) => childOf(subject) !== null);
  if (aboutChildren) {
    if (viewer === null || ROLE_TABLE[viewer.role].reads === "totals") return { as: "figure", lens };
    return { as: answer.rows.length > 0 || isList(showable) ? "list" : "figure", lens };
  }
  if (question.groupBy === null) return { as: "figure", lens };
  return { as: TIME_GROUPINGS.some((time) => time === question.groupBy) ? "trend" : "breakdown", lens };
}

/** No rows, because there is nothing to list; a measure that has no rows at all has a figure. */
function isList({ answer }: AnswerShowable): boolean {
  return answer.value === null || answer.value === 0 || answer.question.groupBy === "child";
}
