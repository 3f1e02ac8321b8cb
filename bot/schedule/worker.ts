import type PgBoss from "pg-boss";
import { refreshRollups } from "../../data/rollups/refresh.ts";
import { createBoss, JobFailed, QUEUES, setNextTry } from "../../data/store/jobs.ts";
import type { House } from "../house.ts";
import type { Messenger } from "../messenger.ts";
import { editCard } from "./card-edit.ts";
import { createDispatcher, type Dispatcher, NotSent } from "./dispatcher.ts";
import { sendEpisodeNote } from "./episode-note.ts";
import { postEpisode } from "./episode-post.ts";
import { sendToOwnChat } from "./own-chat.ts";
import { sendReceiptNote } from "./receipt-note.ts";
import { tick } from "./tick.ts";
import { sendWeekly } from "./weekly.ts";

type Handler = (dispatcher: Dispatcher, data: never) => Promise<unknown>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  [QUEUES.cardEdit]: editCard,
  [QUEUES.ownChat]: sendToOwnChat,
  [QUEUES.receiptNote]: sendReceiptNote,
  [QUEUES.episodePost]: postEpisode,
  [QUEUES.episodeNote]: sendEpisodeNote,
  [QUEUES.weeklySend]: sendWeekly,
  [QUEUES.tick]: tick,
};

/**
 * Jobs of a queue at a time. Each lane takes one, so that a send which hangs for its 15 seconds holds
 * up nobody behind it.
 */
const LANES = 5;
/** Lanes but the first are woken by the one before them, and hardly ever look by themselves. */
const ASLEEP_SECONDS = 3_600;

/**
 * Starts the one worker that sends; the queue knocks every minute for what is due. A job that fails
 * is tried again by its queue's settings, or when the connector said.
 */
export async function startWorker(
  house: House,
  messenger: Messenger,
  { seconds = 1 }: { seconds?: number } = {},
): Promise<{ stop(): Promise<void> }> {
  const boss: PgBoss = createBoss(house.store);
  boss.on("error", (error) => house.log.error("job queue failed", error));
  await boss.start();
  const dispatcher = createDispatcher(house, messenger);
  let stopping = false;
  for (const [queue, handler] of Object.entries(HANDLERS)) {
    if (queue === QUEUES.tick) await openLanes(queue, handler, { lanes: 1, every: 10 });
    else await openLanes(queue, handler, { lanes: LANES, every: seconds });
  }
  await boss.schedule(QUEUES.tick, "* * * * *");
  // the knock of the next minute does so too: a store that has just been filled is asked at once
  const counting = refreshRollups(house.store, house.policy, house.clock(), () => stopping).catch((error) => {
    house.log.error("rollups not counted", error);
  });
  return {
    async stop() {
      stopping = true;
      await boss.stop({ graceful: true, wait: true, timeout: 5_000 });
      await counting;
    },
  };

  /** A lane that has found a job wakes the next while it is at it, and looks again as soon as it is done. */
  async function openLanes(
    queue: string,
    handler: Handler,
    { lanes, every }: { lanes: number; every: number },
  ): Promise<void> {
    const ids: string[] = [];
    for (let lane = 0; lane < lanes; lane++) {
      const pollingIntervalSeconds = lane === 0 ? every : ASLEEP_SECONDS;
      const id = await boss.work<unknown>(queue, { pollingIntervalSeconds, batchSize: 1 }, async (jobs) => {
        const wakeNext = () => {
          const next = ids[lane + 1];
          if (next) boss.notifyWorker(next);
        };
        wakeNext();
        const waking = setInterval(wakeNext, every * 1_000);
        try {
          for (const job of jobs) await run(queue, handler, job);
        } finally {
          clearInterval(waking);
          boss.notifyWorker(id);
        }
      });
      ids.push(id);
    }
  }

  async function run(queue: string, handler: Handler, job: PgBoss.Job<unknown>): Promise<void> {
    // found as the service was stopping: the next instance takes it
    if (stopping) throw new JobFailed("stopping");
    try {
      await handler(dispatcher, job.data as never);
    } catch (error) {
      house.log.error("job failed", error, { queue, reference: job.id });
      const afterMs =
        error instanceof NotSent && error.outcome.state === "Throttled" ? error.outcome.retryAfterMs : null;
      await setNextTry(house.store, { queue, id: job.id }, afterMs);
      throw new JobFailed(error instanceof Error ? error.constructor.name : "failed");
    }
  }
}
