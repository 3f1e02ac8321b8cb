import { episodeFaces } from "../../data/faces.ts";
import type { OpenForm } from "../../data/posted-cards.ts";
import type { FormName } from "../disclosure/roles.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import type { FormReading } from "../turn.ts";
import { loadAbout, versionOf } from "./case-form.ts";
import { formFor } from "./form-open.ts";
import { CASE_FORMS } from "./forms.ts";
import { receiptOf } from "./receipt.ts";

/**
 * A form that stands in a conversation, made anew: the receipt once it has been pressed, by whomever,
 * and the form as things now stand before that. Null: it is left as it is, above all where nothing has
 * changed since it was opened: an edit would empty what somebody is filling in.
 */
export async function formAnew(presence: Presence, reading: FormReading): Promise<Response | null> {
  const { db } = presence.house.store;
  const form = CASE_FORMS[reading.form];
  const [episode] = reading.episodeId ? await episodeFaces(db, [reading.episodeId]) : [];
  if (!episode || episode.voided) return null;
  const pressed = form.subject === "child" || (await form.recorded(db, episode, reading.version));
  if (pressed && form.stands(episode)) return receiptOf(presence, form, episode, { again: false });
  return (await isStillRight(presence, reading)) ? null : formFor(presence, form, episode.id);
}

/** Whether a form can be pressed as it was opened: nothing that it is about has changed since. */
async function isStillRight(presence: Presence, reading: FormReading): Promise<boolean> {
  const form = CASE_FORMS[reading.form];
  const subject = form.subject === "episode" ? reading.episodeId : reading.childId;
  const about = subject === null ? null : await loadAbout(presence.house.store.db, form, subject);
  if (!about || about.episode?.voided || versionOf(form, about) !== reading.version) return false;
  return !(await form.instead(presence, about));
}

/**
 * A form that was opened on a card and never pressed holds the card's edits up for no longer than this:
 * within a minute of the last press every card is true again.
 */
const FILLING_IN_MS = 45_000;

/**
 * Until when a card is left as it is, since an edit would take away the forms that people have opened on
 * it and are filling in; null where none is open that can still be pressed.
 */
export async function filledInUntil(presence: Presence, openForms: unknown): Promise<Date | null> {
  let until = 0;
  if (presence.audience === "outside") return null;
  for (const { reading, openedAt } of Object.values(openForms as Record<string, OpenForm>)) {
    const end = Date.parse(openedAt) + FILLING_IN_MS;
    if (end <= presence.now.getTime() || end <= until) continue;
    if (await isStillRight(presence, reading as FormReading)) until = end;
  }
  return until === 0 ? null : new Date(until);
}

/** The receipt that is posted below a card which does not turn into it itself. */
export async function receiptAnew(
  presence: Presence,
  name: FormName,
  episodeId: number,
): Promise<Response | null> {
  const form = CASE_FORMS[name];
  const [episode] = await episodeFaces(presence.house.store.db, [episodeId]);
  if (!episode || episode.voided || !form.stands(episode)) return null;
  return receiptOf(presence, form, episode, { again: false });
}
