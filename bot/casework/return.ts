import { z } from "zod";
import { logReturns } from "../../data/casework/returns.ts";
import { openEpisodes } from "../../data/faces.ts";
import { momentValues } from "../disclosure/forms/form.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import { type CaseForm, caseForm, episodeChange, momentOf, momentSchema, typedMoment } from "./case-form.ts";
import { receiptOf } from "./receipt.ts";

/** A child is back. */
export const returnForm: CaseForm = caseForm({
  form: "return",
  subject: "episode",
  schema: z.object(momentSchema),
  find: openEpisodeOf,
  async instead(presence, { episode }) {
    return episode?.endedAt ? receiptOf(presence, returnForm, episode, { again: true }) : null;
  },
  values: ({ house, now }, _about, request) =>
    momentValues(typedMoment(request) ?? now, house.policy.timeZone),
  async run(w, { episode }, inputs) {
    const returnedAt = momentOf(inputs, episode!.startedAt);
    if (!returnedAt) return { problem: "not_a_time" };
    const [outcome] = await logReturns(w, [{ episodeId: episode!.id, version: inputs.version, returnedAt }]);
    return outcome!.ok ? outcome! : { problem: outcome!.why };
  },
  stands: ({ endedAt }) => endedAt !== null,
  recorded: episodeChange("endedAt"),
});

/** The episode that is open as at now. */
export async function openEpisodeOf({ house, now }: Presence, childId: number): Promise<EpisodeFace | null> {
  const [episode] = await openEpisodes(house.store.db, [childId], now);
  return episode ?? null;
}
