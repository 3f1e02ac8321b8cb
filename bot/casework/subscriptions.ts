import { conversationOf } from "../../data/conversations.ts";
import { endSubscription, saveSubscription } from "../../data/subscriptions.ts";
import type { Action, Question } from "../../data/vocabulary.ts";
import type { Presence } from "../presence.ts";
import { type Response, readingOf, refusal } from "../respond.ts";

/** Monday 08:00 London, unless said. */
const DEFAULT_SCHEDULE = { weekday: 1, minuteOfDay: 8 * 60 };
const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/** "Send me the weekly summary": one subscription a conversation; a new one takes the old one's place. */
export async function subscribe(presence: Presence, request: Action): Promise<Response> {
  const { house, person, conversation, now, activityId } = presence;
  if (!person) return refusal("not_allowed", request);
  // a terminal is no place to send to
  if (!(await conversationOf(house.store.db, conversation.id))) return refusal("not_here", request);
  const { weekday, minuteOfDay } = scheduleOf(request.slots?.schedule);
  const reading: Question = {
    kind: "question",
    metric: "summary",
    filters: request.filters,
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
  };
  const { already } = await saveSubscription(
    house.store,
    { by: person.aadObjectId, recordedAt: now, activityId },
    { conversationId: conversation.id, personId: person.aadObjectId, reading, weekday, minuteOfDay },
  );
  return {
    showable: {
      kind: "subscribed",
      weekday,
      minuteOfDay,
      reading: readingOf(presence, reading, []),
      already,
      children: [],
    },
    audit: { kind: "write", detail: { verb: "subscribe", weekday, minuteOfDay, already }, childIds: [] },
  };
}

/** "Stop the weekly summary": ends this conversation's. */
export async function unsubscribe(presence: Presence): Promise<Response> {
  const { house, person, conversation, now, activityId } = presence;
  if (!person) return refusal("not_allowed", { kind: "action" });
  const author = { by: person.aadObjectId, recordedAt: now, activityId };
  const had = await endSubscription(house.store, author, conversation.id);
  return {
    showable: { kind: "unsubscribed", had },
    audit: { kind: "write", detail: { verb: "unsubscribe", had }, childIds: [] },
  };
}

/** `weekly:FRI@16:30`; whatever is missing or unknown is the default's. */
export function scheduleOf(slot: string | undefined): { weekday: number; minuteOfDay: number } {
  const [, day = "", hours, minutes] = /^weekly:([A-Z]{3})(?:@(\d\d):(\d\d))?$/.exec(slot ?? "") ?? [];
  const weekday = WEEKDAYS.indexOf(day) + 1 || DEFAULT_SCHEDULE.weekday;
  const minuteOfDay = hours && minutes ? Number(hours) * 60 + Number(minutes) : DEFAULT_SCHEDULE.minuteOfDay;
  return { weekday, minuteOfDay };
}
