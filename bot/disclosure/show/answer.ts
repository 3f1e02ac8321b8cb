import type { CardView } from "../../../cards/views.ts";
import { TIME_GROUPINGS } from "../../../data/vocabulary.ts";
import type { Audience } from "../../people/directory.ts";
import type { DiscloseContext } from "../context.ts";
import { lensOf } from "../lens.ts";
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

/** An answer as a card, or the notice to show instead: what may be asked here is asked again. */
export function showAnswer(
  showable: AnswerShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): CardView {
  const { answer, reading, children, episodes } = showable;
  const { question } = answer;
  const refuse = (code: keyof typeof NOTICES) => notice(NOTICES[code], context, "refusal");
  const permission = allowed(question, audience, viewer);
  if (permission !== "yes") return refuse(permission);
  if (reading.named === true && audience !== "personal") return refuse("named_in_channel");
  const withhold = tellsOfChildren(question) && !asksOnlyMinimum(question);
  const lens = lensOf({ children, episodes }, audience, viewer, context, { withhold });
  if (audience === "outside") return showOutside(showable, lens);

  const asked = [...(question.filters.child ?? []), ...(question.filters.not_child ?? [])];
  if (audience === "personal" && !asked.every((id) => lens.knows(id))) {
    // Somebody else's child: the same words as for a name that fits nobody. By reference, what a
    // reference may tell.
    if (reading.named !== false) {
      return notice({ title: CLARIFY.child.title, paragraphs: [CLARIFY.child.type] }, context, "question");
    }
    if (withhold || question.metric === "child_profile") return refuse("not_allowed");
  }

  if (showable.weekly || question.metric === "summary") return showSummary(showable, lens);
  if (question.metric === "child_profile") return showHistory(showable, lens);
  const aboutChildren =
    question.groupBy === "child" ||
    (question.groupBy === null && LIST_METRICS.includes(question.metric)) ||
    answer.rows.some(({ subject }) => childOf(subject) !== null);
  if (aboutChildren) {
    if (viewer === null || ROLE_TABLE[viewer.role].reads === "totals") return showFigure(showable, lens);
    return answer.rows.length > 0 || isList(showable) ? showList(showable, lens) : showFigure(showable, lens);
  }
  if (question.groupBy === null) return showFigure(showable, lens);
  return TIME_GROUPINGS.some((time) => time === question.groupBy)
    ? showTrend(showable, lens)
    : showBreakdown(showable, lens);
}

/** No rows, because there is nothing to list; a measure that has no rows at all has a figure. */
function isList({ answer }: AnswerShowable): boolean {
  return answer.value === null || answer.value === 0 || answer.question.groupBy === "child";
}
