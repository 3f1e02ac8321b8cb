import { claimWelcome, findPersonal } from "../data/conversations.ts";
import { beginTurn, finishTurn } from "../data/turns.ts";
import type { Request } from "../data/vocabulary.ts";
import { press } from "./casework/press.ts";
import { disclose } from "./disclosure/disclose.ts";
import type { House } from "./house.ts";
import { parseReading } from "./language/reading.ts";
import { understand } from "./language/understand.ts";
import { type Presence, presenceOf } from "./presence.ts";
import { type RespondOptions, type Response, refusal, respond } from "./respond.ts";
import { answerInOwnChat } from "./schedule/own-chat.ts";
import type { Reply, Turn } from "./turn.ts";

/** A turn that was begun this long ago and never finished was killed: its repeat is taken over. */
const TAKE_OVER_AFTER_MS = 20_000;
/** More than this is not a question; Teams allows 28 KB in a message. */
const LONGEST_TEXT = 4_000;

/**
 * The walk: a turn comes in, is understood, is allowed, is answered, is disclosed, is shown.
 * A text turn that came before gives nothing (Teams repeats what took longer than 15 s); a press
 * that came before gets its receipt again.
 */
export async function takeTurn(house: House, turn: Turn): Promise<Reply[]> {
  const { db } = house.store;
  const { id: conversationId } = turn.conversation;
  if (turn.kind === "roster_changed") {
    house.directory.forget(conversationId);
    return [];
  }
  if (turn.kind === "removed") return [];
  const begun =
    turn.kind === "press"
      ? null
      : await beginTurn(
          db,
          {
            conversationId,
            activityId: turn.activityId,
            at: turn.at,
            personId: turn.actor.aadObjectId,
            readingSince: new Date(turn.at.getTime() - house.policy.followUpMinutes * 60_000),
          },
          { takeOverAfterMs: TAKE_OVER_AFTER_MS },
        );
  if (begun && begun.received !== "new") return [];
  const presence = await presenceOf(house, turn, {
    fresh: turn.kind === "press",
    namesRevision: begun?.names,
  });
  const { request, responses } = await answerTurn(presence, turn, begun?.reading);
  await finishTurn(db, {
    conversationId,
    activityId: turn.activityId,
    at: turn.at,
    personId: presence.person?.aadObjectId ?? null,
    role: presence.person?.role ?? null,
    audience: presence.audience,
    audits: responses.map(({ audit }) => audit),
    reading: request?.kind === "question" ? request : null,
  });
  return responses.map((response) => show(presence, response));
}

/** The only place where a response becomes something that can be sent. */
export function show(presence: Presence, { showable, follow }: Response): Reply {
  return {
    kind: "card",
    view: disclose(showable, presence.audience, presence.viewer, presence.show),
    follow,
  };
}

export interface Answered {
  request: Request | null;
  responses: Response[];
}

async function answerTurn(presence: Presence, turn: Turn, last: unknown): Promise<Answered> {
  switch (turn.kind) {
    case "installed": {
      // an install arrives more than once; a conversation is welcomed once
      const first = await claimWelcome(presence.house.store.db, turn.conversation.id, turn.at);
      return { request: null, responses: first ? [welcome(presence)] : [] };
    }
    case "press":
      return press(presence, turn);
    case "text":
      return answerText(presence, turn, last);
    default:
      return { request: null, responses: [] };
  }
}

/** `last`: the asker's last question here, as it was kept. */
async function answerText(
  presence: Presence,
  { text, attachments = 0 }: Extract<Turn, { kind: "text" }>,
  last: unknown,
): Promise<Answered> {
  const { conversation, person } = presence;
  if (conversation.scope === "personal" && !person) return only(refusal("not_known", { kind: "text" }));
  if (text.trim() === "")
    return only(refusal(attachments > 0 ? "only_attachment" : "empty_message", { kind: "text" }));
  if (text.length > LONGEST_TEXT) return only(refusal("too_long", { kind: "text" }));
  return consider(presence, text, person && last ? parseReading(last) : null);
}

/** From words to what may be shown: the part of the walk that a terminal shares with Teams. */
export async function consider(
  presence: Presence,
  text: string,
  context: Request | null,
  options: Pick<RespondOptions, "page"> = {},
): Promise<Answered> {
  const { now, names, audience } = presence;
  const { request, unused, namesChild } = understand({ text, now, names, context });
  if (namesChild && audience !== "personal") return only(await answerApart(presence, request));
  const responses = await respond(presence, request, { unused, named: namesChild, ...options });
  return { request: responses.some(({ unsaid }) => unsaid) ? null : request, responses };
}

/**
 * A message that names a child in a room: one fixed sentence there, the same whether the name fits
 * none, one or several children; the answer goes to the asker's own chat.
 */
async function answerApart(presence: Presence, request: Request): Promise<Response> {
  const { house, person } = presence;
  const own = person && (await findPersonal(house.store.db, person.aadObjectId.toLowerCase()));
  if (!own) return refusal("ask_me_in_own_chat", { kind: "text" });
  await answerInOwnChat(house.store, { conversationId: own.id, personId: person.aadObjectId, request });
  return refusal("named_in_channel", { kind: "text" });
}

function welcome(presence: Presence): Response {
  const scope = presence.conversation.scope === "personal" ? "personal" : "channel";
  return {
    showable: { kind: "welcome", scope },
    audit: { kind: "answer", detail: { what: "welcome" }, childIds: [] },
  };
}

const only = (response: Response): Answered => ({ request: null, responses: [response] });
