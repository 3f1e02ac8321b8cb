import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Store } from "../../data/store/store.ts";
import type { Request } from "../../data/vocabulary.ts";
import { parseRequest } from "../language/reading.ts";
import { respond } from "../respond.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

/** Job data: a reading, which holds ids; never what was typed. */
export interface OwnChatJob {
  conversationId: string;
  personId: string;
  request: Request;
}

/** Queues the answer to a message that named a child in a room, for the asker's own chat. */
export async function answerInOwnChat(store: Store, job: OwnChatJob): Promise<void> {
  await store.db.$transaction((tx) => sendJob(tx, QUEUES.ownChat, job));
}

export async function sendToOwnChat(dispatcher: Dispatcher, job: OwnChatJob): Promise<void> {
  const request = parseRequest(job.request);
  const room = await presenceForJob(dispatcher.house, job.conversationId, job.personId);
  if (!request || room?.presence.audience !== "personal") return;
  for (const response of await respond(room.presence, request)) await dispatcher.post(room, response);
}
