import { claimWelcome, findPersonal } from "../data/conversations.ts";
import type { Request } from "../data/vocabulary.ts";
import { answerConsent } from "./casework/export.ts";
import { press } from "./casework/press.ts";
import { parseReading } from "./language/reading.ts";
import type { Understanding } from "./language/understanding.ts";
import type { Presence } from "./presence.ts";
import { confirmed, type ReadAhead, type ReadText } from "./read-ahead.ts";
import { type RespondOptions, type Response, refusal, respond } from "./respond.ts";
import { answerInOwnChat } from "./schedule/own-chat.ts";
import type { Turn } from "./turn.ts";

/** More than this is not a question; Teams allows 28 KB in a message. */
export const LONGEST_TEXT = 4_000;

export interface Answered {
  request: Request | null;
  responses: Response[];
  /** a text */
  read?: ReadText;
}

/** `last`: the asker's last question here, as it was kept; `ahead`: the text, read on a guess at it. */
interface Before {
  last: unknown;
  ahead: ReadAhead | null;
}

/** What a turn asks for, answered: nothing of it is disclosed or sent yet. */
export async function answerTurn(presence: Presence, turn: Turn, before: Before): Promise<Answered> {
  switch (turn.kind) {
    case "installed": {
      // an install arrives more than once; a conversation is welcomed once
      const first = await claimWelcome(presence.house.store.db, turn.conversation.id, turn.at);
      return { request: null, responses: first ? [welcome(presence)] : [] };
    }
    case "press":
      return press(presence, turn);
    case "file_consent":
      return only(await answerConsent(presence, turn));
    case "text":
      return answerText(presence, turn, before);
    default:
      return { request: null, responses: [] };
  }
}

async function answerText(
  presence: Presence,
  { text, attachments = 0 }: Extract<Turn, { kind: "text" }>,
  { last, ahead }: Before,
): Promise<Answered> {
  const { conversation, person } = presence;
  if (conversation.scope === "personal" && !person) return only(refusal("not_known", { kind: "text" }));
  if (text.trim() === "")
    return only(refusal(attachments > 0 ? "only_attachment" : "empty_message", { kind: "text" }));
  if (text.length > LONGEST_TEXT) return only(refusal("too_long", { kind: "text" }));
  const context = person && last ? (ahead?.last === last ? ahead.context : parseReading(last)) : null;
  const read = await confirmed(ahead, text, presence, context);
  return { ...(await consider(presence, read.understanding)), read };
}

/** From what was understood to what may be shown: the part of the walk that a terminal shares with Teams. */
export async function consider(
  presence: Presence,
  { request, unused, namesChild, alternatives }: Understanding,
  options: Pick<RespondOptions, "page"> = {},
): Promise<Answered> {
  if (namesChild && presence.audience !== "personal") return only(await answerApart(presence, request));
  const responses = await respond(presence, request, {
    unused,
    named: namesChild,
    alternatives,
    ...options,
  });
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
