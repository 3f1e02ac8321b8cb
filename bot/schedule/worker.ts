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

/** Jobs of one queue at a time: soon enough after an import, and below what a conversation may be sent. */
const AT_ONCE = 5;

/**
 * Starts the one worker that sends; the queue knocks every minute for what is due. A job that fails
 * is tried again by its queue's settings, and does not fail those taken with it.
 */
export async function startWorker(
  house: House,
  messenger: Messenger,
  { seconds = 1 }: { seconds?: number } = {},
): Promise<{ stop(): Promise<void> }> {
  const boss: PgBoss = await createBoss(house.store);
  boss.on("error", (error) => house.log.error("job queue failed", error));
  await boss.start();
  const dispatcher = createDispatcher(house, messenger);
  for (const [queue, handler] of Object.entries(HANDLERS)) {
    const options = { pollingIntervalSeconds: queue === QUEUES.tick ? 10 : seconds, batchSize: AT_ONCE };
    await boss.work(queue, options, async (jobs) => {
      await Promise.all(jobs.map((job) => run(queue, handler, job)));
    });
  }
  await boss.schedule(QUEUES.tick, "* * * * *");
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: 5_000 }) };

  async function run(queue: string, handler: Handler, job: PgBoss.Job<unknown>): Promise<void> {
    try {
      await handler(dispatcher, job.data as never);
    } catch (error) {
      house.log.error("job failed", error, { queue, reference: job.id });
      // only the class reaches the queue's table: a message may quote data
      await boss.fail(queue, job.id, { failure: error instanceof Error ? error.constructor.name : "failed" });
    }
  }
}
