import { episodeFaces } from "../../data/faces.ts";
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
  const about = form.subject === "episode" ? await loadAbout(db, form, episode.id) : null;
  const stillRight =
    about && versionOf(form, about) === reading.version && !(await form.instead(presence, about));
  return stillRight ? null : formFor(presence, form, episode.id);
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
