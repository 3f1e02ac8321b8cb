import { type Activity, type ResourceResponse, TurnContext } from "botbuilder";
import type { HttpClient } from "./connector-http.ts";

/** Puts the token on a request, where the bot has one; it is had anew where it has run out. */
interface Signer {
  signRequest(request: object): Promise<unknown>;
}

/**
 * Posts one message to the connector. botbuilder's own client does the same, through a serializer and a dozen
 * policies that a message needs none of: they cost a turn more than all that it says.
 * `go`: it is made ready, and nothing of it leaves before this resolves.
 * @throws ConnectorRefusal
 */
export async function postMessage(
  http: HttpClient,
  signer: Signer,
  activity: Partial<Activity>,
  go?: Promise<void>,
): Promise<ResourceResponse> {
  const headers: Record<string, string> = {
    accept: "*/*",
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Microsoft-BotFramework/3.1 (Homeward)",
  };
  const set = (name: string, value: string) => {
    headers[name.toLowerCase()] = value;
  };
  await signer.signRequest({ headers: { set } });
  const request = {
    url: addressOf(activity),
    method: "POST",
    headers: { toJson: () => headers },
    body: JSON.stringify(activity),
  };
  const { bodyAsText } = await http.send(request, go);
  return { id: idIn(bodyAsText) };
}

function addressOf({ serviceUrl = "", conversation, replyToId }: Partial<Activity>): string {
  const activities = `${serviceUrl.replace(/\/+$/, "")}/v3/conversations/${encodeURIComponent(conversation?.id ?? "")}/activities`;
  return replyToId ? `${activities}/${encodeURIComponent(replyToId)}` : activities;
}

/** The id under which the message stands; "" where the connector tells none. */
function idIn(body: string | null | undefined): string {
  try {
    const id: unknown = JSON.parse(body ?? "")?.id;
    return typeof id === "string" ? id : "";
  } catch {
    return "";
  }
}

/** An adapter that can make a message ready before it may go. */
interface HoldsBack {
  sendWhen(
    context: TurnContext,
    message: Partial<Activity>,
    go: Promise<void>,
  ): Promise<ResourceResponse | undefined>;
}

/**
 * As `context.sendActivity`, whose way of waiting keeps what was sent in memory: see the adapter's `runMiddleware`.
 * `go`: nothing of it leaves before this resolves.
 */
export async function sendAlone(
  context: TurnContext,
  activity: Partial<Activity>,
  go?: Promise<void>,
): Promise<ResourceResponse | undefined> {
  // replies that are to come back in the answer to the request
  if (context.activity.deliveryMode) {
    await go;
    return context.sendActivity(activity);
  }
  const there = TurnContext.getConversationReference(context.activity);
  const addressed = TurnContext.applyConversationReference({ ...activity }, there);
  const adapter: typeof context.adapter & Partial<HoldsBack> = context.adapter;
  if (go && adapter.sendWhen) return adapter.sendWhen(context, addressed, go);
  await go;
  const [sent] = await adapter.sendActivities(context, [addressed]);
  return sent;
}
