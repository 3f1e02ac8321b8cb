import { demonstrationPeople } from "../../data/demonstration/people.ts";
import type { Store } from "../../data/store/store.ts";
import type { Speaker } from "./activities.ts";
import { OPERATIONS, type Sent, somebody, type TestHouse } from "./house.ts";
import type { Json } from "./json.ts";

/** Two channels of agreed agencies, by their roots. */
export const FIRST = OPERATIONS.conversationId!.split(";")[0]!;
export const SECOND = "19:second-operational@thread.tacv2";
export const IN_SECOND: Speaker = { scope: "channel", conversationId: `${SECOND};messageid=1564491600001` };

/** The demonstration's people, and both channels. */
export function peopleOfTwoChannels() {
  const { people, channels } = demonstrationPeople();
  return { people, channels: [...channels, { conversationId: SECOND, audience: "operational" }] };
}

export const inFirst = (first: string): Speaker => somebody(first, OPERATIONS);
export const inSecond = (first: string): Speaker => somebody(first, IN_SECOND);

/** What waits to be gathered goes out at once. */
export async function hurry(store: Store): Promise<void> {
  await store.db.$executeRawUnsafe(
    "UPDATE pgboss.job SET start_after = created_on WHERE state IN ('created', 'retry')",
  );
}

/** The thread below a message of a channel. */
export const threadOf = (root: string, message: string): string => `${root};messageid=${message}`;

/** The cards of episodes that were posted in a conversation. */
export function episodeCardsIn(house: TestHouse, root: string): Sent[] {
  return house.sent(root).filter(({ activity }) => activity.summary === "Homeward: a missing episode");
}

/** The last edit of a message that was answered, once something is so in it. */
export async function editOf(
  { connector }: TestHouse,
  id: string,
  until: (card: Json) => boolean = () => true,
): Promise<Json> {
  const last = () =>
    connector.received.findLast(
      ({ method, path, answered }) => method === "PUT" && answered && path.endsWith(`/${id}`),
    )?.body.attachments[0].content;
  await connector.until(() => last() !== undefined && until(last()));
  return last();
}
