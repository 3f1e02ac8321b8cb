import { renderCard } from "../cards/render.ts";
import { TimeLimit } from "../data/casework/time-limit.ts";
import { markConversationGone, markInstalled, upsertConversation } from "../data/conversations.ts";
import { type BegunTurn, beginTurn, type FinishedTurn, finishTurn, type TurnToBegin } from "../data/turns.ts";
import { type Answered, answerTurn, LONGEST_TEXT } from "./answer-turn.ts";
import { refreshes, writes } from "./casework/verbs.ts";
import { discloseSentence } from "./disclosure/disclose.ts";
import { failedText } from "./failed-text.ts";
import { type House, PATIENCE } from "./house.ts";
import { meanwhile } from "./meanwhile.ts";
import { seenIn } from "./memory.ts";
import { type Presence, presenceOf } from "./presence.ts";
import { followUpsSince, noteReading, type ReadAhead, readAhead } from "./read-ahead.ts";
import { show } from "./show.ts";
import type { Reply, TakeTurn, Turn } from "./turn.ts";

/** A turn that was begun this long ago and never finished was killed: its repeat is taken over. */
const TAKE_OVER_AFTER_MS = 20_000;
const UNANSWERED = { open: "not_saved", committing: "perhaps_saved", saved: "saved_unseen" } as const;
/** A follow-up may refer to these. */
const GONE_ON_FROM: readonly string[] = ["question", "disclosures", "episode_history"];

/**
 * The walk: a turn comes in, is understood, is allowed, is answered, is disclosed, is shown.
 * A text turn that came before gives nothing (Teams repeats what took longer than 15 s); a press
 * that came before gets its receipt again.
 */
export function takeTurn(house: House, turn: Turn, drawn?: Drawn): Promise<Reply[]> {
  if (turn.kind === "press" && writes(turn.verb)) return pressInTime(house, turn);
  if (turn.kind === "press" && refreshes(turn.verb)) return refreshInTime(house, turn);
  return walk(house, turn, { drawn });
}

/** Hears of replies that are drawn and not yet to be sent: see `TakeTurn`. */
type Drawn = NonNullable<Parameters<TakeTurn>[1]>;

/**
 * What Teams asked for by itself is answered soon, whatever fails: with the card for this person, else with
 * the card as it is for nobody in particular. After an error Teams would show a failed card, and not ask again.
 */
async function refreshInTime(house: House, turn: Extract<Turn, { kind: "press" }>): Promise<Reply[]> {
  const { view } = house.patience ?? PATIENCE;
  const nobody = { ...turn, actor: { ...turn.actor, aadObjectId: "" } };
  for (const asked of [turn, nobody]) {
    try {
      return await new TimeLimit(view, 0).hold(walk(house, asked));
    } catch (error) {
      const { activityId, conversation, verb } = turn;
      house.log.error("refresh failed", error, { activityId, conversationId: conversation.id, verb });
    }
  }
  return [{ kind: "sentence", text: discloseSentence("try_again") }];
}

/** A press that may write is answered soon, and says truly whether it was saved, whatever fails. */
async function pressInTime(house: House, turn: Extract<Turn, { kind: "press" }>): Promise<Reply[]> {
  const { write, grace } = house.patience ?? PATIENCE;
  const limit = new TimeLimit(write, grace);
  try {
    return await limit.hold(walk(house, turn, { limit }));
  } catch (error) {
    const { activityId, conversation, verb } = turn;
    house.log.error("press failed", error, { activityId, conversationId: conversation.id, verb });
    return [{ kind: "sentence", text: discloseSentence(UNANSWERED[limit.state]) }];
  }
}

async function walk(
  house: House,
  turn: Turn,
  { limit, drawn = () => {} }: { limit?: TimeLimit; drawn?: Drawn } = {},
): Promise<Reply[]> {
  const { db } = house.store;
  if (turn.kind === "removed") {
    await markConversationGone(db, turn.conversation.id, turn.at);
    return [];
  }
  const ahead = await aheadOf(house, turn);
  const early = ahead && onlyReads(ahead) ? await answerAhead(house, turn, ahead, drawn) : null;
  const begun = early ? early.begun : await begin(house, turn);
  if (turn.kind === "roster_changed" || (begun && begun.received !== "new")) return [];
  if (early?.begun.stands) return early.replies;
  const presence = await presenceOf(house, turn, {
    fresh: turn.kind === "press" || turn.kind === "file_consent",
    namesRevision: begun?.names,
  });
  const answered = await answerTurn({ ...presence, limit }, turn, { last: begun?.reading, ahead });
  const leaves = leavesOf(presence, turn, answered);
  noteReading(turn, leaves.reading);
  const finished = finishTurn(db, leaves);
  // shown only when the store has written: no disclosure without its audit row
  const [replies] = await Promise.all([meanwhile(() => made(presence, answered, drawn)), finished]);
  return replies;
}

/** In a room, the answer about a named child is queued for the asker's own chat. */
const onlyReads = ({ understanding }: ReadAhead) =>
  understanding.request.kind === "question" && !understanding.namesChild;

/**
 * A question only reads. Where this process can guess on what footing, it is answered first and taken in
 * together with what it leaves, in one statement; the guess stands if the store then tells the same.
 */
async function answerAhead(
  house: House,
  turn: Turn,
  ahead: ReadAhead,
  drawn: Drawn,
): Promise<{ begun: BegunTurn; replies: Reply[] }> {
  const presence = await presenceOf(house, turn, { namesRevision: ahead.revision });
  const answered = await answerTurn(presence, turn, { last: ahead.last, ahead });
  const leaves = leavesOf(presence, turn, answered);
  const taken = beginTurn(house.store.db, toBegin(house, turn), {
    takeOverAfterMs: TAKE_OVER_AFTER_MS,
    ahead: { names: ahead.revision, reading: ahead.last, leaves },
  });
  const [replies, begun] = await Promise.all([meanwhile(() => made(presence, answered, drawn)), taken]);
  if (begun.stands) noteReading(turn, leaves.reading);
  return { begun, replies };
}

/** Takes the turn in and keeps where it came from. A press is known by its receipt, not by its activity. */
async function begin(house: House, turn: Turn): Promise<BegunTurn | null> {
  const { db } = house.store;
  const { conversation, at } = turn;
  if (turn.kind === "roster_changed") house.directory.forget(conversation.id);
  if (turn.kind === "roster_changed" || turn.kind === "press") {
    await upsertConversation(db, seenIn(turn));
    return null;
  }
  const begun = await beginTurn(db, toBegin(house, turn), { takeOverAfterMs: TAKE_OVER_AFTER_MS });
  if (turn.kind === "installed") await markInstalled(db, conversation.id, at);
  return begun;
}

function toBegin(house: House, turn: Turn): TurnToBegin {
  const { activityId, actor, at } = turn;
  return {
    seen: seenIn(turn),
    activityId,
    at,
    personId: actor.aadObjectId,
    readingSince: followUpsSince(house, turn),
  };
}

function leavesOf(presence: Presence, turn: Turn, answered: Answered): FinishedTurn {
  const { request, responses, read } = answered;
  return {
    conversationId: turn.conversation.id,
    activityId: turn.activityId,
    at: turn.at,
    personId: presence.person?.aadObjectId ?? null,
    role: presence.person?.role ?? null,
    audience: presence.audience,
    audits: responses.map(({ audit }) => audit),
    reading: request && GONE_ON_FROM.includes(request.kind) ? request : null,
    failed: failedText(presence.house, turn, read),
  };
}

/** What is sent, with its cards drawn. */
function made(presence: Presence, { responses }: Answered, drawn: Drawn): Reply[] {
  const replies = responses.map((response) => show(presence, response));
  for (const reply of replies) if (reply.kind === "card") reply.drawn = renderCard(reply.view);
  drawn(replies);
  return replies;
}

async function aheadOf(house: House, turn: Turn): Promise<ReadAhead | null> {
  return turn.kind === "text" && turn.text.length <= LONGEST_TEXT ? readAhead(house, turn) : null;
}
