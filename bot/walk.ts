import {
  claimWelcome,
  findPersonal,
  markConversationGone,
  markInstalled,
  upsertConversation,
} from "../data/conversations.ts";
import { type BegunTurn, beginTurn, finishTurn } from "../data/turns.ts";
import type { Request } from "../data/vocabulary.ts";
import { answerConsent } from "./casework/export.ts";
import { press } from "./casework/press.ts";
import { disclose, discloseFile, discloseOffer, discloseSentence } from "./disclosure/disclose.ts";
import type { Showable } from "./disclosure/showable.ts";
import type { House } from "./house.ts";
import { parseReading } from "./language/reading.ts";
import type { Understanding } from "./language/understanding.ts";
import { seenIn } from "./memory.ts";
import { type Presence, presenceOf } from "./presence.ts";
import { confirmed, noteReading, type ReadAhead, readAhead } from "./read-ahead.ts";
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
  if (turn.kind === "removed") {
    await markConversationGone(db, conversationId, turn.at);
    return [];
  }
  const [begun, ahead] = await Promise.all([begin(house, turn), meanwhile(() => aheadOf(house, turn))]);
  if (turn.kind === "roster_changed" || (begun && begun.received !== "new")) return [];
  const presence = await presenceOf(house, turn, {
    fresh: turn.kind === "press" || turn.kind === "file_consent",
    namesRevision: begun?.names,
  });
  const { request, responses } = await answerTurn(presence, turn, { last: begun?.reading, ahead });
  const reading = request?.kind === "question" ? request : null;
  if (reading) noteReading(turn, reading);
  const finished = finishTurn(db, {
    conversationId,
    activityId: turn.activityId,
    at: turn.at,
    personId: presence.person?.aadObjectId ?? null,
    role: presence.person?.role ?? null,
    audience: presence.audience,
    audits: responses.map(({ audit }) => audit),
    reading,
  });
  const made = meanwhile(() => responses.map((response) => show(presence, response)));
  // shown only when the store has written: no disclosure without its audit row
  const [replies] = await Promise.all([made, finished]);
  return replies;
}

/** Takes the turn in and keeps where it came from. A press is known by its receipt, not by its activity. */
async function begin(house: House, turn: Turn): Promise<BegunTurn | null> {
  const { db } = house.store;
  const { conversation, activityId, actor, at } = turn;
  if (turn.kind === "roster_changed") house.directory.forget(conversation.id);
  if (turn.kind === "roster_changed" || turn.kind === "press") {
    await upsertConversation(db, seenIn(turn));
    return null;
  }
  const begun = await beginTurn(
    db,
    {
      seen: seenIn(turn),
      activityId,
      at,
      personId: actor.aadObjectId,
      readingSince: new Date(at.getTime() - house.policy.followUpMinutes * 60_000),
    },
    { takeOverAfterMs: TAKE_OVER_AFTER_MS },
  );
  if (turn.kind === "installed") await markInstalled(db, conversation.id, at);
  return begun;
}

/** Work that needs no store, done while the store works on what it was just sent. */
async function meanwhile<T>(work: () => T): Promise<T> {
  // the driver sends on the next tick
  await new Promise<void>((resolve) => process.nextTick(resolve));
  return work();
}

function aheadOf(house: House, turn: Turn): ReadAhead | null {
  return turn.kind === "text" && turn.text.length <= LONGEST_TEXT ? readAhead(house, turn) : null;
}

/** The only place where a response becomes something that can be sent. */
export function show(presence: Presence, { showable, follow, onCard }: Response): Reply {
  const { audience, viewer, show: context } = presence;
  if (showable.kind === "file_offer") {
    const offer = discloseOffer(showable, audience, viewer, context);
    if (offer) return { kind: "offer", offer };
  } else if (showable.kind === "file") {
    const file = discloseFile(showable, audience, viewer, context);
    if (file) return { kind: "file", file, otherwise: discloseSentence("file_not_saved") };
  } else if (onCard && showable.kind === "notice") {
    return { kind: "sentence", text: discloseSentence(showable.code) };
  }
  const shown: Showable =
    showable.kind === "file_offer" || showable.kind === "file"
      ? { kind: "notice", code: "nothing_to_export" }
      : showable;
  return { kind: "card", view: disclose(shown, audience, viewer, context), follow };
}

export interface Answered {
  request: Request | null;
  responses: Response[];
}

/** `last`: the asker's last question here, as it was kept; `ahead`: the text, read on a guess at it. */
interface Before {
  last: unknown;
  ahead: ReadAhead | null;
}

async function answerTurn(presence: Presence, turn: Turn, before: Before): Promise<Answered> {
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
  const { conversation, person, now, names } = presence;
  if (conversation.scope === "personal" && !person) return only(refusal("not_known", { kind: "text" }));
  if (text.trim() === "")
    return only(refusal(attachments > 0 ? "only_attachment" : "empty_message", { kind: "text" }));
  if (text.length > LONGEST_TEXT) return only(refusal("too_long", { kind: "text" }));
  const context = person && last ? parseReading(last) : null;
  return consider(presence, confirmed(ahead, { text, now, names, context }));
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
