import template from "./ask-child-form.json" with { type: "json" };
import { type ButtonData, buttonData, type HeadData, headData } from "./frame.ts";
import { ASK_CHILD_INPUTS } from "./inputs.ts";
import type { Kind } from "./kind.ts";
import { type ProblemData, problemData } from "./return-form.ts";
import { compile } from "./template.ts";
import { plain } from "./text.ts";
import type { AskChildFormView } from "./views.ts";

export interface AskChildFormData extends HeadData, ProblemData {
  childId: string;
  prompt: string;
  submit: ButtonData[];
}

const fill = compile<AskChildFormData>(template);

export function askChildFormData(view: AskChildFormView): AskChildFormData {
  return {
    ...headData({ ...view, buttons: view.buttons.slice(0, 5) }),
    ...problemData(view.problem),
    childId: ASK_CHILD_INPUTS.child,
    prompt: plain(view.prompt, 300),
    submit: [buttonData(view.submit)],
  };
}

/** Which child is meant: a reference or a typed name, never a list of names. */
export const askChildForm: Kind<AskChildFormView> = {
  length: () => 0,
  card: (view) => fill(askChildFormData(view)),
};
