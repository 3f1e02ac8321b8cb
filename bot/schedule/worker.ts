import type PgBoss from "pg-boss";
import { createBoss, QUEUES } from "../../data/store/jobs.ts";
import type { House } from "../house.ts";
import type { Messenger } from "../messenger.ts";
import { editCard } from "./card-edit.ts";
import { createDispatcher, type Dispatcher } from "./dispatcher.ts";
import { sendToOwnChat } from "./own-chat.ts";
import { sendReceiptNote } from "./receipt-note.ts";
import { queueDueWeeklies, sendWeekly } from "./weekly.ts";

type Handler = (dispatcher: Dispatcher, data: never) => Promise<unknown>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  [QUEUES.cardEdit]: editCard,
  [QUEUES.ownChat]: sendToOwnChat,
  [QUEUES.receiptNote]: sendReceiptNote,
  [QUEUES.weeklySend]: sendWeekly,
  [QUEUES.tick]: ({ house }) => queueDueWeeklies(house),
};

/** Starts the one worker that sends; the queue knocks every minute for what is due. */
export async function startWorker(house: House, messenger: Messenger): Promise<{ stop(): Promise<void> }> {
  const boss: PgBoss = await createBoss(house.store);
  boss.on("error", (error) => house.log.error("job queue failed", error));
  await boss.start();
  const dispatcher = createDispatcher(house, messenger);
  for (const [queue, handler] of Object.entries(HANDLERS)) {
    await boss.work(queue, { pollingIntervalSeconds: queue === QUEUES.tick ? 10 : 1 }, async (jobs) => {
      for (const job of jobs) {
        try {
          await handler(dispatcher, job.data as never);
        } catch (error) {
          house.log.error("job failed", error, { queue, reference: job.id });
          // only the class reaches the queue's table: a message may quote data
          throw new Error(error instanceof Error ? error.constructor.name : "failed");
        }
      }
    });
  }
  await boss.schedule(QUEUES.tick, "* * * * *");
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: 5_000 }) };
}
