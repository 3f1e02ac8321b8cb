import { z } from "zod";
import { parseReading } from "../language/reading.ts";
import { refusal, respond } from "../respond.ts";
import { verb } from "./verb.ts";

/** The next rows of a list: asked anew, from that row on. */
export const pageVerb = verb({
  schema: z.object({ reading: z.unknown(), offset: z.number().int().min(0).max(1_000_000) }),
  async handle(presence, { reading, offset }) {
    const request = parseReading(reading);
    if (!request || request.kind === "action")
      return { request: null, responses: [refusal("old_card", { kind: "press" })] };
    const one = request.kind === "question" ? { ...request, also: undefined } : request;
    return { request: null, responses: await respond(presence, one, { offset }) };
  },
});
