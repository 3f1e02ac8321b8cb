import { z } from "zod";
import { understand } from "../language/understand.ts";
import { respond } from "../respond.ts";
import { askWhichChild } from "./return-open.ts";
import { verb } from "./verb.ts";

/**
 * The typed name or reference of the form "whose return?". Names are exact here, as in every action.
 * In a room, a name that fits nobody, several children or a child of somebody else is answered alike.
 */
export const findReturnVerb = verb({
  schema: z.object({ child: z.string().trim().min(1).max(120) }),
  async handle(presence, { child }) {
    const { request, namesChild } = understand({
      text: `log a return for ${child}`,
      now: presence.now,
      names: presence.names,
      context: null,
    });
    const found =
      request.kind === "action" && request.action === "log_return" && request.filters.child?.length === 1;
    const several =
      request.kind === "clarify" && request.choices.length > 0 && presence.audience === "personal";
    if (!found && !several) return { request: null, responses: [askWhichChild("unknown_child")] };
    return { request: null, responses: await respond(presence, request, { named: namesChild }) };
  },
});
