import { addDays, dayOf } from "../../data/calendar.ts";
import { QUEUES, sendJob } from "../../data/store/jobs.ts";
import {
  activeSubscriptions,
  claimWeekly,
  getSubscription,
  getWeeklySend,
  setWeeklyState,
  weeklySendsSince,
} from "../../data/subscriptions.ts";
import { allowed } from "../disclosure/permissions.ts";
import type { House } from "../house.ts";
import { parseReading } from "../language/reading.ts";
import { weeklyResponse } from "../respond.ts";
import { type Dispatcher, NotSent } from "./dispatcher.ts";
import { due, lastAppointment, sentKey } from "./due.ts";
import { presenceForJob } from "./room.ts";

export interface WeeklyJob {
  subscriptionId: number;
  conversationId: string;
  /** the Monday of the summarised week */
  week: string;
}

/** Every five minutes until the grace is over, when the job itself notes that it was missed. */
const PATIENCE = { retryDelay: 300, retryBackoff: false, retryLimit: 400 };

/**
 * The knock of every minute: queues each summary that is due. The row of (week, conversation) is
 * claimed in the job's own transaction, so that of two instances one queues it, once.
 */
export async function queueDueWeeklies(house: House): Promise<number> {
  const now = house.clock();
  const { db } = house.store;
  const subscriptions = await activeSubscriptions(db);
  if (subscriptions.length === 0) return 0;
  const sends = await weeklySendsSince(db, addDays(dayOf(now), -21));
  const sent = new Set(sends.map((send) => sentKey(send.conversationId, send.week)));
  let queued = 0;
  for (const job of due(now, subscriptions, sent, house.policy.weeklyGraceHours)) {
    await db.$transaction(async (tx) => {
      if (!(await claimWeekly(tx, { ...job, at: now }))) return;
      await sendJob(tx, QUEUES.weeklySend, job, PATIENCE);
      queued += 1;
    });
  }
  return queued;
}

/**
 * Sends one summary. The subscriber's right is checked again. It is marked as sent before it goes
 * out: where the process dies in between, nobody can know whether it arrived, and each subscriber
 * gets it once. What is known not to have gone out is marked back and tried again.
 */
export async function sendWeekly(dispatcher: Dispatcher, job: WeeklyJob): Promise<void> {
  const { house } = dispatcher;
  const { db } = house.store;
  const done = (state: string) => setWeeklyState(db, { ...job, state, at: house.clock() });
  const row = await getWeeklySend(db, job);
  if (row?.state !== "queued") return;
  const subscription = await getSubscription(db, job.subscriptionId);
  if (!subscription || subscription.endedAt) return done("refused");
  const appointed = lastAppointment(row.at, subscription.weekday, subscription.minuteOfDay);
  if (house.clock().getTime() - appointed.getTime() > house.policy.weeklyGraceHours * 3_600_000)
    return done("missed");
  const { conversationId } = job;
  const room = await presenceForJob(house, { conversationId, personId: subscription.personId });
  if (!room) return done("gone");
  const reading = parseReading(subscription.reading);
  const action = {
    kind: "action" as const,
    action: "subscribe" as const,
    metric: "summary" as const,
    filters: reading?.filters ?? {},
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
  };
  if (!reading || allowed(action, room.presence.audience, room.presence.viewer) !== "yes")
    return done("refused");
  const response = await weeklyResponse(room.presence, { filters: reading.filters });
  await done("sent");
  try {
    if (!(await dispatcher.post(room, response))) await done("gone");
  } catch (error) {
    // answered with an error: it may have arrived all the same, and twice is worse than not
    if (error instanceof NotSent && error.outcome.state === "Failed" && error.outcome.status !== null)
      return done("failed");
    await setWeeklyState(db, { ...job, state: "queued", at: row.at });
    throw error;
  }
}
