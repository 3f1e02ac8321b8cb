import { z } from "zod";
import { onceOnly, receiptKey } from "../../data/casework/receipts.ts";
import { type Writing, write } from "../../data/casework/write.ts";
import { episodeFaces } from "../../data/faces.ts";
import { adoptForm } from "../../data/posted-cards.ts";
import type { ProblemCode } from "../disclosure/showable.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import { queueReceiptNote } from "../schedule/receipt-note.ts";
import { type CaseForm, loadAbout, type Values } from "./case-form.ts";
import { formFor, mayPressHere, refusedPress } from "./form-open.ts";
import { receiptOf } from "./receipt.ts";
import { rowNumber, type Verb, verb } from "./verb.ts";

const target = z.object({ id: rowNumber, version: rowNumber });
type Pressed = z.infer<typeof target>;

/** Rolls the transaction back: a refused press leaves no receipt, so that it can be tried again. */
class Refused extends Error {
  constructor(readonly why: ProblemCode) {
    super(why);
  }
}

/** A form's button: writes what was filled in, once. */
export function pressVerb(form: CaseForm): Verb<unknown> {
  return verb({
    writes: true,
    schema: target.and(form.schema as z.ZodType<object>),
    async handle(presence, pressed, { cardActivityId }) {
      return { request: null, responses: [await pressOnce(presence, form, pressed, cardActivityId)] };
    },
  });
}

/**
 * Loads again, checks again, writes once. The same press again gets the stored receipt; a press on a
 * version that has passed is told what happened meanwhile. `card`: the message that was pressed.
 */
export async function pressOnce(
  presence: Presence,
  form: CaseForm,
  pressed: Pressed,
  card: string | null,
): Promise<Response> {
  const { house, person, now, activityId, conversation, audience } = presence;
  const verb = `${form.form}.log`;
  const about = await loadAbout(house.store.db, form, pressed.id);
  if (!person || !about || !mayPressHere(presence, verb, about)) return refusedPress(verb, about);

  const presser = person.aadObjectId;
  const { id: subjectId, version } = pressed;
  const key = receiptKey({ card: card ?? "", version, verb, presser, inputs: pressed });
  const author = {
    by: presser,
    recordedAt: now,
    activityId,
    role: person.role,
    audience,
    conversationId: conversation.id,
  };
  try {
    const once = (writing: Writing) =>
      onceOnly(writing, { key, verb, personId: presser, subjectId, version }, async () => {
        const written = await form.run(writing, about, pressed, presence);
        if ("problem" in written) throw new Refused(written.problem);
        const { episodeId } = written;
        writing.describe({ verb, episodeId });
        if (card && form.subject === "child")
          await adoptForm(writing.tx, {
            conversationId: conversation.id,
            activityId: card,
            form: form.form,
            episodeId,
          });
        writing.touched([episodeId]);
        await queueReceiptNote(writing.tx, {
          conversationId: conversation.id,
          threadId: conversation.threadId,
          personId: presser,
          card,
          form: form.form,
          episodeId,
        });
        return { episodeId };
      });
    const { outcome, again } = await write(house.store, author, once, { limit: presence.limit });
    return await receipt(presence, form, pressed, { ...outcome, again });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return refused(presence, form, pressed, error.why);
  }
}

/** The receipt, from the store as it now is; the form again, where what was recorded was taken back since. */
async function receipt(
  presence: Presence,
  form: CaseForm,
  { id }: Pressed,
  { episodeId, again }: { episodeId: number; again: boolean },
): Promise<Response> {
  const [episode] = await episodeFaces(presence.house.store.db, [episodeId]);
  if (!episode || !form.stands(episode))
    return formFor(presence, form, id, { values: {}, problem: "changed_since" });
  return (await receiptOf(presence, form, episode, { again }))!;
}

/** The form again with the reason; what happened meanwhile, where the form makes no sense any more. */
async function refused(
  presence: Presence,
  form: CaseForm,
  { id, version: _, ...inputs }: Pressed & Record<string, unknown>,
  why: ProblemCode,
): Promise<Response> {
  const filled = Object.entries(inputs).filter(([, value]) => typeof value === "string");
  const values = Object.fromEntries(filled) as Values;
  const response = await formFor(presence, form, id, { values, problem: why });
  const subject = form.subject === "episode" ? { episodeId: id } : {};
  const detail = { verb: `${form.form}.log`, ...subject, why };
  return { ...response, audit: { ...response.audit, kind: "refusal", detail } };
}
