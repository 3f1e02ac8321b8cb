import type { Button } from "../../../cards/views.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import type { FormName } from "../roles.ts";
import { FORMS } from "./forms.ts";

/** The button that opens a form for an episode; null where it makes no sense or may not stand here. */
export function formButton(form: FormName, episode: EpisodeMinimum, lens: Lens): Button | null {
  const { offer } = FORMS[form];
  if (!offer?.where(episode, lens) || !lens.mayOffer(`${form}.open`, episode.childId)) return null;
  return { title: offer.title, verb: `${form}.open`, data: { id: episode.id, version: episode.version } };
}

/** Those of the forms that make sense for an episode, in that order. */
export function formButtons(forms: readonly FormName[], episode: EpisodeMinimum, lens: Lens): Button[] {
  return forms.flatMap((form) => formButton(form, episode, lens) ?? []);
}
