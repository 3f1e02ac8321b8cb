import { addDays, dayOf, instantOf, mondayOf, weekdayOf } from "../../data/calendar.ts";

/** What `due` needs of a subscription. */
export interface Scheduled {
  id: number;
  conversationId: string;
  /** 1 (Monday) to 7 */
  weekday: number;
  /** London wall clock */
  minuteOfDay: number;
  createdAt: Date;
}

export interface Due {
  subscriptionId: number;
  conversationId: string;
  /** the Monday of the last whole Monday-to-Sunday week before the appointed time */
  week: string;
}

/**
 * Which weekly summaries are to be sent now: appointed at or before `now`, not longer than
 * `graceHours` ago, after the subscription was made, and not sent for that week and conversation.
 */
export function due(
  now: Date,
  subscriptions: readonly Scheduled[],
  sent: ReadonlySet<string>,
  graceHours: number,
): Due[] {
  return subscriptions.flatMap((subscription) => {
    const appointed = lastAppointment(now, subscription.weekday, subscription.minuteOfDay);
    const late = now.getTime() - appointed.getTime();
    const week = addDays(mondayOf(dayOf(appointed)), -7);
    const { id, conversationId, createdAt } = subscription;
    if (late > graceHours * 3_600_000 || appointed < createdAt || sent.has(sentKey(conversationId, week)))
      return [];
    return [{ subscriptionId: id, conversationId, week }];
  });
}

export const sentKey = (conversationId: string, week: string): string => `${week} ${conversationId}`;

/** The latest instant at or before `now` with that London weekday and wall clock. */
export function lastAppointment(now: Date, weekday: number, minuteOfDay: number): Date {
  const today = dayOf(now);
  const day = addDays(today, -((weekdayOf(today) - weekday + 7) % 7));
  const at = wallClock(day, minuteOfDay);
  return at <= now ? at : wallClock(addDays(day, -7), minuteOfDay);
}

/** A time that the March change skips is kept an hour later. */
function wallClock(day: string, minuteOfDay: number): Date {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return instantOf(day, clock(minuteOfDay)) ?? instantOf(day, clock(minuteOfDay + 60))!;
}
