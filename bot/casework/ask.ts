import { z } from "zod";
import { parseReading } from "../language/reading.ts";
import { refusal, respond } from "../respond.ts";
import { verb } from "./verb.ts";

/** A question button: its reading is validated like a fresh frame and answered as at the press. */
export const askVerb = verb({
  schema: z.object({ reading: z.unknown() }),
  async handle(presence, { reading }) {
    const request = parseReading(reading);
    if (!request) return { request: null, responses: [refusal("old_card", { kind: "press" })] };
    // one press, one card
    const one = request.kind === "question" ? { ...request, also: undefined } : request;
    return { request: one, responses: await respond(presence, one) };
  },
});
