import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Bot } from "./bots.ts";
import type { Connector } from "./connector.ts";

/** How many ask at once. */
export const AT_ONCE = 32;

/** One who asks the single questions, and those who ask at once: each in a chat of their own. */
export const ASKERS = Array.from({ length: AT_ONCE + 1 }, (_, i) => ({
  id: `coordinator-${i}`,
  aadObjectId: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  name: `Coordinator ${i}`,
  role: "missing_coordinator",
}));

export interface Told {
  /** from the POST to the arrival of the reply, ms */
  ms: number;
  /** the activity that arrived, as JSON */
  body: string;
}
export type Ask = (text: string) => Promise<Told>;

const agent = new Agent({ keepAlive: true });
/** A kept store has the activities of earlier runs. */
const run = randomUUID();
let serial = 0;

/** Somebody's chat with a bot. */
export function chatWith(bot: Bot, connector: Connector, asker: (typeof ASKERS)[number]): Ask {
  const conversation = `a:${run}-${asker.id}-${new URL(bot.endpoint).port}`;
  return async (text) => {
    const arrival = connector.arrival(conversation);
    const begun = performance.now();
    const status = await post(bot.endpoint, {
      type: "message",
      id: `${run}-${++serial}`,
      channelId: "msteams",
      serviceUrl: connector.url,
      from: { id: `29:${asker.id}`, aadObjectId: asker.aadObjectId },
      recipient: { id: "28:homeward" },
      conversation: { id: conversation, conversationType: "personal", tenantId: "bench" },
      channelData: { tenant: { id: "bench" } },
      text,
    });
    if (status >= 300) throw new Error(`the bot answered ${status} to "${text}"`);
    const { at, body } = await arrival;
    return { ms: at - begun, body };
  };
}

function post(endpoint: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      endpoint,
      { method: "POST", agent, headers: { "content-type": "application/json" } },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => {
      // the bot closed a connection that had been idle just as it was used again: nothing was taken in
      if (call.reusedSocket && error.code === "ECONNRESET") resolve(post(endpoint, body));
      else reject(error);
    });
    call.end(JSON.stringify(body));
  });
}
