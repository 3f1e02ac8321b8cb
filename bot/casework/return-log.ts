import { z } from "zod";
import { clockOf, instantOf } from "../../data/calendar.ts";
import { onceOnly, receiptKey } from "../../data/casework/receipts.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { write } from "../../data/casework/write.ts";
import { childFaces, episodeFaces } from "../../data/faces.ts";
import { mayPress } from "../disclosure/permissions.ts";
import type { ProblemCode } from "../disclosure/showable.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import { queueReceiptNote } from "../schedule/receipt-note.ts";
import { receiptOf } from "./receipt.ts";
import { formFor, refusedPress } from "./return-open.ts";
import { rowNumber, verb } from "./verb.ts";

const schema = z.object({
  id: rowNumber,
  version: rowNumber,
  // a field that was left empty may be missing altogether
  date: z.string().max(40).default(""),
  time: z.string().max(40).default(""),
});
type Inputs = z.infer<typeof schema>;

/** Rolls the transaction back: a refused return leaves no receipt, so that it can be tried again. */
class Refused extends Error {
  constructor(readonly why: ProblemCode) {
    super(why);
  }
}

/**
 * The form's button: logs the return, once. The same press again gets the stored receipt; a press
 * on a version that has passed is told what happened meanwhile.
 */
export const logReturnVerb = verb({
  schema,
  async handle(presence, inputs, { cardActivityId }) {
    return { request: null, responses: [await logReturn(presence, inputs, cardActivityId)] };
  },
});

async function logReturn(presence: Presence, inputs: Inputs, card: string | null): Promise<Response> {
  const { house, person, viewer, now, activityId, conversation } = presence;
  const [episode] = await episodeFaces(house.store.db, [inputs.id]);
  const [child] = episode ? await childFaces(house.store.db, [episode.childId]) : [];
  if (
    !person ||
    presence.audience === "outside" ||
    !episode ||
    !child ||
    !mayPress(viewer, "return.log", child)
  )
    return refusedPress("return.log", episode ?? null);
  const returnedAt = returnOf(inputs, episode.startedAt);
  if (!returnedAt) return formFor(presence, inputs.id, { at: now, problem: "not_a_time" });

  const press = {
    card: card ?? "",
    version: inputs.version,
    verb: "return.log",
    presser: person.aadObjectId,
    inputs,
  };
  try {
    const again = await write(
      house.store,
      {
        by: person.aadObjectId,
        recordedAt: now,
        activityId,
        role: person.role,
        audience: presence.audience,
        conversationId: conversation.id,
      },
      async (writing) => {
        const once = await onceOnly(
          writing,
          {
            key: receiptKey(press),
            verb: press.verb,
            personId: press.presser,
            subjectId: inputs.id,
            version: press.version,
          },
          async () => {
            const [outcome] = await logReturns(writing, [
              { episodeId: inputs.id, version: inputs.version, returnedAt },
            ]);
            if (!outcome?.ok) throw new Refused(outcome?.why ?? "unknown_episode");
            writing.describe({ verb: press.verb, episodeId: inputs.id });
            await queueReceiptNote(writing.tx, {
              conversationId: conversation.id,
              threadId: conversation.threadId,
              personId: person.aadObjectId,
              card,
              episodeId: inputs.id,
            });
            return { episodeId: inputs.id };
          },
        );
        return once.again;
      },
    );
    return await receipt(presence, inputs, again);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused(presence, inputs.id, returnedAt, error.why);
  }
}

/** In the hour that occurs twice in October, the second one for a child who went missing after the first. */
function returnOf({ date, time }: Inputs, startedAt: Date): Date | null {
  const first = instantOf(date, time);
  if (!first || first >= startedAt) return first;
  const second = new Date(first.getTime() + 3_600_000);
  return clockOf(second) === time && second >= startedAt ? second : first;
}

/** The receipt, from the store as it now is; the form again, where the return was taken back since. */
async function receipt(presence: Presence, { id }: Inputs, again: boolean): Promise<Response> {
  const { db } = presence.house.store;
  const [episode] = await episodeFaces(db, [id]);
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  if (!episode?.endedAt || !child)
    return formFor(presence, id, { at: presence.now, problem: "changed_since" });
  return receiptOf(presence, child, episode, { again });
}

/** The form again with the reason; what happened meanwhile, where the episode has ended. */
async function refused(presence: Presence, episodeId: number, at: Date, why: ProblemCode): Promise<Response> {
  const response = await formFor(presence, episodeId, { at, problem: why });
  return {
    ...response,
    audit: { ...response.audit, kind: "refusal", detail: { verb: "return.log", episodeId, why } },
  };
}
