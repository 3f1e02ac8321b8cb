import { z } from "zod";
import type { Choice } from "../../data/vocabulary.ts";
import { FORM_ACTION } from "../disclosure/roles.ts";
import { namesFor } from "../known-names.ts";
import { understand } from "../language/understand.ts";
import { respond } from "../respond.ts";
import type { CaseForm } from "./case-form.ts";
import { askWhichChild } from "./form-open.ts";
import { type Verb, verb } from "./verb.ts";

/**
 * The typed name or reference of a form's "which child?". Names are exact here, as in every action.
 * In a room, a name that fits nobody, several children or a child of somebody else is answered alike.
 */
export function findVerb({ form }: CaseForm): Verb<unknown> {
  const action = FORM_ACTION[form];
  const ofThisForm = (reading: Choice) => (reading.kind === "action" ? { ...reading, action } : reading);
  return verb({
    schema: z.object({ child: z.string().trim().min(1).max(120) }),
    async handle(presence, { child }) {
      // whatever is to be done, the child is found as for a return
      const text = `log a return for ${child}`;
      const names = await namesFor(presence.house, presence.namesAt, text);
      const { request, namesChild } = understand({ text, now: presence.now, names, context: null });
      const found =
        request.kind === "action" &&
        request.action === "log_return" &&
        (request.filters.child?.length === 1 || request.slots?.episode !== undefined);
      const several =
        request.kind === "clarify" && request.choices.length > 0 && presence.audience === "personal";
      if (!found && !several) return { request: null, responses: [askWhichChild(form, "unknown_child")] };
      const asked =
        request.kind === "clarify"
          ? { ...request, choices: request.choices.map(ofThisForm) }
          : ofThisForm(request);
      return { request: null, responses: await respond(presence, asked, { named: namesChild }) };
    },
  });
}
