import type { AskChildFormView, Button, NoticeView } from "../../../cards/views.ts";
import type { Lens } from "../lens.ts";
import { ASK_CHILD, HOW_TO_NAME, NOTICES, problemText } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { frame, notice } from "./frame.ts";

type AskChild = Extract<Showable, { kind: "ask_child" }>;

/** More buttons than this are a list, which a form is not. */
const MOST_CHOICES = 5;

/**
 * Asks which child is meant: by reference or a typed name. Children are offered as buttons only in a
 * 1:1 chat, those for whom the viewer may press; in a shared conversation the form lists nobody.
 */
export function showAskChild(
  { action, problem, choices }: AskChild,
  lens: Lens,
): AskChildFormView | NoticeView {
  const { context, audience } = lens;
  const text = ASK_CHILD[action];
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (lens.viewer === null) return notice(NOTICES.not_known, context, "refusal");
  if (!text || action !== "log_return") return notice(NOTICES.not_yet_possible, context, "refusal");
  const personal = audience === "personal";
  const buttons = personal
    ? choices
        .flatMap(({ child, episode }): Button[] => {
          const open = episode && lens.episode(episode.id);
          if (!open || open.endedAt || open.childId !== child.id) return [];
          if (!lens.knows(child.id) || !lens.mayPress("return.open", child.id)) return [];
          return [
            {
              title: lens.child(child.id),
              verb: "return.open",
              data: { id: open.id, version: open.version },
            },
          ];
        })
        .slice(0, MOST_CHOICES)
    : [];
  return {
    card: "askChildForm",
    ...frame(text.title, context, buttons),
    prompt: `${text.paragraphs[0]} ${personal ? HOW_TO_NAME.personal : HOW_TO_NAME.shared}`,
    problem: problemText(problem, personal),
    submit: { title: "Continue", verb: "return.find", data: {}, style: "positive" },
  };
}
