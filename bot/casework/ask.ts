import { z } from "zod";
import { dayOf } from "../../data/calendar.ts";
import { alternative } from "../language/alternatives.ts";
import { parseReading } from "../language/reading.ts";
import { refusal, respond } from "../respond.ts";
import { verb } from "./verb.ts";

/**
 * A question button: its reading is validated like a fresh frame and answered as at the press. So is the
 * reading that it stands instead of, to which the answer then leads back.
 */
export const askVerb = verb({
  schema: z.object({ reading: z.unknown(), instead: z.unknown().optional() }),
  async handle(presence, { reading, instead }) {
    const request = parseReading(reading);
    if (!request) return { request: null, responses: [refusal("old_card", { kind: "press" })] };
    // one press, one card
    const one = request.kind === "question" ? { ...request, also: undefined } : request;
    const before = parseReading(instead);
    const back =
      one.kind === "question" && before?.kind === "question"
        ? alternative(one, before, dayOf(presence.now))
        : null;
    return {
      request: one,
      responses: await respond(presence, one, { alternatives: back ? [back] : [] }),
    };
  },
});
