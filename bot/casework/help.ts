import { z } from "zod";
import { respond } from "../respond.ts";
import { verb } from "./verb.ts";

/** "What can I ask?" on a card. */
export const helpVerb = verb({
  schema: z.object({ topic: z.string().max(60).nullish() }),
  async handle(presence, { topic }) {
    return { request: null, responses: await respond(presence, { kind: "help", topic: topic ?? null }) };
  },
});
