import { saveReading } from "../../data/readings.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import type { Store } from "../../data/store/store.ts";
import type { Action, Question, Request } from "../../data/vocabulary.ts";
import { offerExport } from "../casework/export.ts";
import { parseRequest } from "../language/reading.ts";
import { respond } from "../respond.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { presenceForJob } from "./room.ts";

/** Job data: a reading, which holds ids; never what was typed. */
export interface OwnChatJob {
  conversationId: string;
  personId: string;
  request: Request;
  /** the question's rows, or the pack, are offered as a file */
  file?: true;
}

/** Queues the answer to a message that named a child in a room, for the asker's own chat. */
export async function answerInOwnChat(store: Store, job: OwnChatJob): Promise<void> {
  const { request } = job;
  // one question, one job: one that has to be tried again does not repeat the others
  const requests =
    request.kind === "question" ? [{ ...request, also: undefined }, ...(request.also ?? [])] : [request];
  await store.db.$transaction(async (tx) => {
    for (const request of requests) await sendJob(tx, QUEUES.ownChat, { ...job, request });
  });
}

/** Queues the offer of a question's rows, or of a pack, as a file. */
export async function fileToOwnChat(
  store: Store,
  job: Omit<OwnChatJob, "file"> & { request: Question | Action },
): Promise<void> {
  await store.db.$transaction((tx) => sendJob(tx, QUEUES.ownChat, { ...job, file: true }));
}

export async function sendToOwnChat(dispatcher: Dispatcher, job: OwnChatJob): Promise<void> {
  const request = parseRequest(job.request);
  const room = await presenceForJob(dispatcher.house, job);
  if (!request || room?.presence.audience !== "personal") return;
  const { house, now } = room.presence;
  if (job.file) {
    if (request.kind === "question" || request.kind === "action")
      await dispatcher.post(room, await offerExport(room.presence, request));
    return;
  }
  for (const response of await respond(room.presence, request, { named: true })) {
    await dispatcher.post(room, response);
    // "and last year?" in that chat goes on from here
    if (request.kind === "question" && !response.unsaid)
      await saveReading(house.store.db, job.conversationId, job.personId, request, now);
  }
}
