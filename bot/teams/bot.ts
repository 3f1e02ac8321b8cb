import type { TurnContext } from "botbuilder";
import type { Log, LogFields } from "../log.ts";
import type { Reply, TakeTurn, Turn } from "../turn.ts";
import { activitySchema } from "./activity.ts";
import { door } from "./door.ts";
import { fileActivity, offerActivity, putFile, type Uploads } from "./file-consent.ts";
import { FirstMessage } from "./first-message.ts";
import { doneResponse, invokeResponse, pressBody, unreadableBody } from "./invoke-response.ts";
import { sendAlone } from "./post-message.ts";
import { type CardMaker, toActivity } from "./to-activity.ts";
import { toTurn } from "./to-turn.ts";

/** What the transport needs from the rest of the house. */
export interface TeamsBotDeps {
  takeTurn: TakeTurn;
  /** a reply stands in the conversation under this id */
  sent: (turn: Turn, reply: Reply, activityId: string) => Promise<void>;
  /** every reply of a turn is out */
  delivered?: (turn: Turn) => Promise<void>;
  cards: CardMaker;
  /** where files may be put, beside SharePoint: nowhere, unless told */
  uploads?: Uploads;
  /** tenants that may speak; null takes any (local mode only) */
  tenants: readonly string[] | null;
  clock: () => Date;
  log: Log;
}

export type TeamsBot = (context: TurnContext) => Promise<void>;

/** A reply that could not be delivered; there is no use in sending another message about it. */
export class SendFailed extends Error {
  constructor(cause: unknown) {
    super("a reply could not be sent", { cause });
  }
}

/** The transport: door, turn, walk, replies. It holds no figures, names or rules. */
export function createTeamsBot(deps: TeamsBotDeps): TeamsBot {
  return async (context) => {
    const invoke = context.activity.type === "invoke";
    const parsed = activitySchema.safeParse(context.activity);
    const verdict = parsed.success ? door(parsed.data, deps.tenants) : "unreadable";
    if (!parsed.success || verdict !== "open") {
      deps.log.warn("activity dropped", { ...idsOf(context), reason: verdict });
      if (invoke) await context.sendActivity(invokeResponse(unreadableBody()));
      return;
    }
    const turn = toTurn(parsed.data, deps.clock());
    if (!turn) {
      deps.log.info("activity ignored", idsOf(context));
      if (invoke) await context.sendActivity(invokeResponse(unreadableBody()));
      return;
    }
    const first = new FirstMessage(context, deps.cards);
    try {
      const replies = await deps.takeTurn(turn, turn.kind === "text" ? first.drawn : undefined);
      if (turn.kind === "press") {
        if (replies.length > 1)
          deps.log.warn("press with several replies", { ...idsOf(context), count: replies.length });
        await context.sendActivity(invokeResponse(pressBody(replies[0], deps.cards)));
      } else if (turn.kind === "file_consent") {
        await send(deps, context, turn, replies, first);
        await takeAway(deps, context);
        await context.sendActivity(doneResponse());
      } else if (turn.kind === "text" || turn.kind === "installed")
        await send(deps, context, turn, replies, first);
      deps.log.info("turn taken", {
        ...idsOf(context),
        scope: turn.conversation.scope,
        kind: turn.kind,
        ...(turn.kind === "press" ? { verb: turn.verb } : {}),
        count: replies.length,
        latencyMs: deps.clock().getTime() - turn.at.getTime(),
      });
    } finally {
      first.drop();
    }
  };
}

async function send(
  deps: TeamsBotDeps,
  context: TurnContext,
  turn: Turn,
  replies: Reply[],
  first: FirstMessage,
): Promise<void> {
  for (const reply of replies) {
    const sent = first.send(reply) ?? sendAlone(context, await activityOf(deps, turn, reply));
    let activityId: string | undefined;
    try {
      activityId = (await sent)?.id;
    } catch (error) {
      throw new SendFailed(error);
    }
    if (!activityId) continue;
    try {
      await deps.sent(turn, reply, activityId);
    } catch (error) {
      // The person has the answer already; only its later edits are lost.
      deps.log.error("sent card not kept", error, { ...idsOf(context), activityId });
    }
  }
  if (replies.length === 0) return;
  try {
    await deps.delivered?.(turn);
  } catch (error) {
    deps.log.error("delivery not kept", error, idsOf(context));
  }
}

/** A file is put where the consent says before it is shown; where it cannot be, that is said instead. */
async function activityOf({ cards, uploads = { loopback: false } }: TeamsBotDeps, turn: Turn, reply: Reply) {
  if (reply.kind === "file" && turn.kind === "file_consent" && turn.upload) {
    const put = await putFile(turn.upload, reply.file, uploads);
    if (put) return fileActivity(turn.upload);
  }
  return reply.kind === "offer" ? offerActivity(reply.offer) : toActivity(reply, cards);
}

/** The offer has been answered: it goes, so that nobody answers it twice. */
async function takeAway(deps: TeamsBotDeps, context: TurnContext): Promise<void> {
  const { replyToId } = context.activity;
  if (!replyToId) return;
  try {
    await context.deleteActivity(replyToId);
  } catch (error) {
    deps.log.warn("offer not taken away", { ...idsOf(context), reason: (error as Error)?.constructor?.name });
  }
}

/** Ids alone; the activity itself holds names and typed text. */
export function idsOf({ activity }: TurnContext): LogFields {
  return {
    activityId: activity.id ?? null,
    conversationId: activity.conversation?.id ?? null,
    tenantId: activity.conversation?.tenantId ?? null,
    channelId: activity.channelId ?? null,
    personId: activity.from?.aadObjectId ?? null,
  };
}
