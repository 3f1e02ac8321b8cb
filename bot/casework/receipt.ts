import { childFaces } from "../../data/faces.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import type { CaseForm } from "./case-form.ts";
import { handOf } from "./hand.ts";

/**
 * What was recorded of an episode, by whom and when; `again`: it had been before this press. Null where
 * the child is not stored any more.
 */
export async function receiptOf(
  presence: Presence,
  { form, recorded }: CaseForm,
  episode: EpisodeFace,
  { again }: { again: boolean },
): Promise<Response | null> {
  const { house } = presence;
  const [[child], change] = await Promise.all([
    childFaces(house.store.db, [episode.childId]),
    recorded(house.store.db, episode),
  ]);
  if (!child) return null;
  return {
    showable: {
      kind: "receipt",
      form,
      child,
      episode,
      again,
      by: change && (await handOf(presence, change)),
    },
    audit: {
      kind: "disclosure",
      detail: { what: `${form}_receipt`, episodeId: episode.id, again },
      childIds: [child.id],
    },
  };
}
