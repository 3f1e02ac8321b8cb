import type { Button, FormView, NoticeView } from "../../../cards/views.ts";
import { FORMS } from "../forms/forms.ts";
import type { Lens } from "../lens.ts";
import { HOW_TO_NAME, NOTICES, problemText } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { frame, notice } from "./frame.ts";

type AskChild = Extract<Showable, { kind: "ask_child" }>;

/** More buttons than this are a list, which a form is not. */
const MOST_CHOICES = 5;

/**
 * Asks which child is meant: by reference or a typed name. Children are offered as buttons only in a
 * 1:1 chat, those for whom the viewer may press; in a shared conversation the form lists nobody.
 */
export function showAskChild({ form, problem, choices }: AskChild, lens: Lens): FormView | NoticeView {
  const { context, audience } = lens;
  const words = FORMS[form];
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (lens.viewer === null) return notice(NOTICES.not_known, context, "refusal");
  const personal = audience === "personal";
  const buttons = personal
    ? choices
        .flatMap(({ child, episode }): Button[] => {
          const open = episode && lens.episode(episode.id);
          if (!open || open.endedAt || open.childId !== child.id) return [];
          if (!lens.knows(child.id) || !lens.mayPress(`${form}.open`, child.id)) return [];
          return [
            {
              title: lens.child(child.id),
              verb: `${form}.open`,
              data: { id: open.id, version: open.version },
            },
          ];
        })
        .slice(0, MOST_CHOICES)
    : [];
  return {
    card: "form",
    ...frame(words.title, context, buttons),
    facts: [],
    inputs: [
      {
        type: "text",
        id: "child",
        label: `${words.whose} ${personal ? HOW_TO_NAME.personal : HOW_TO_NAME.shared}`,
        value: "",
        placeholder: "MC-1042",
        maxLength: 100,
        required: true,
        error: "Give the child's reference or name.",
      },
    ],
    problem: problemText(problem, personal, words.whom),
    submit: { title: "Continue", verb: `${form}.find`, data: {}, style: "positive" },
  };
}
