import { z } from "zod";
import { correctReturns } from "../../data/casework/returned.ts";
import { lastReturned } from "../../data/faces.ts";
import { momentValues } from "../disclosure/forms/form.ts";
import {
  type CaseForm,
  caseForm,
  episodeChange,
  momentOf,
  momentSchema,
  reasonSchema,
  typedMoment,
} from "./case-form.ts";
import { receiptOf } from "./receipt.ts";
import { undoForm, windowStart } from "./undo.ts";

/** A child was back at another time than was logged. */
export const correctForm: CaseForm = caseForm({
  form: "correct",
  subject: "episode",
  schema: z.object({ ...momentSchema, ...reasonSchema }),
  find: ({ house }, childId) => lastReturned(house.store.db, childId),
  async instead(presence, { episode }) {
    return episode?.endedAt === null ? receiptOf(presence, undoForm, episode, { again: true }) : null;
  },
  values: ({ house }, { episode }, request) => ({
    ...momentValues(typedMoment(request) ?? episode!.endedAt!, house.policy.timeZone),
    reason: "",
  }),
  async run(w, { episode }, { reason, version, ...moment }, presence) {
    const returnedAt = momentOf(moment, episode!.startedAt);
    if (!returnedAt) return { problem: "not_a_time" };
    if (reason === "") return { problem: "no_reason" };
    const notBefore = windowStart(presence);
    const [outcome] = await correctReturns(w, [
      { episodeId: episode!.id, version, returnedAt, reason, notBefore },
    ]);
    return outcome!.ok ? outcome! : { problem: outcome!.why };
  },
  stands: ({ endedAt }) => endedAt !== null,
  recorded: episodeChange("endedAt"),
});
