import { z } from "zod";
import { lastReturnBy, undoReturns } from "../../data/casework/returned.ts";
import { episodeFaces, lastReturned } from "../../data/faces.ts";
import { mayPress } from "../disclosure/permissions.ts";
import type { Presence } from "../presence.ts";
import { type CaseForm, caseForm, episodeChange, reasonSchema } from "./case-form.ts";
import { receiptOf } from "./receipt.ts";

/** A return that was logged by mistake: the episode is open again. */
export const undoForm: CaseForm = caseForm({
  form: "undo",
  subject: "episode",
  schema: z.object(reasonSchema),
  find: ({ house }, childId) => lastReturned(house.store.db, childId),
  /** "Undo that": the last return that they logged themselves, while it may still be taken back. */
  async unnamed(presence) {
    const { house, person } = presence;
    const { db } = house.store;
    const id = person && (await lastReturnBy(db, person.aadObjectId, windowStart(presence)));
    const [episode] = id ? await episodeFaces(db, [id]) : [];
    return episode ?? null;
  },
  async instead(presence, { episode }) {
    return episode?.endedAt === null ? receiptOf(presence, undoForm, episode, { again: true }) : null;
  },
  values: () => ({ reason: "" }),
  async run(w, { child, episode }, { reason, version }, presence) {
    if (reason === "") return { problem: "no_reason" };
    const ofOthers = mayPress(presence.viewer, "undo", child);
    const notBefore = windowStart(presence);
    const [outcome] = await undoReturns(w, [
      { episodeId: episode!.id, version, reason, ofOthers, notBefore },
    ]);
    return outcome!.ok ? outcome! : { problem: outcome!.why };
  },
  stands: ({ endedAt }) => endedAt === null,
  recorded: episodeChange("endedAt"),
});

/** The earliest recording of a return that may still be changed here. */
export function windowStart({ now, house }: Presence): Date {
  return new Date(now.getTime() - house.policy.undoWindowHours * 3_600_000);
}
