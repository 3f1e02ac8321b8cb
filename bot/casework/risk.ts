import { z } from "zod";
import { giveGrades } from "../../data/casework/grades.ts";
import { RISKS } from "../../data/vocabulary.ts";
import { type CaseForm, caseForm, episodeChange } from "./case-form.ts";
import { receiptOf } from "./receipt.ts";
import { openEpisodeOf, returnForm } from "./return.ts";

/** The police have graded an open episode anew. */
export const riskForm: CaseForm = caseForm({
  form: "risk",
  subject: "episode",
  schema: z.object({ risk: z.enum(RISKS) }),
  find: openEpisodeOf,
  async instead(presence, { episode }) {
    return episode?.endedAt ? receiptOf(presence, returnForm, episode, { again: true }) : null;
  },
  values: (_presence, { episode }, request) => ({ risk: request?.slots?.risk ?? episode?.grade ?? "" }),
  async run(w, { episode }, { risk, version }) {
    const [outcome] = await giveGrades(w, [{ episodeId: episode!.id, version, risk }]);
    return outcome!.ok ? outcome! : { problem: outcome!.why };
  },
  stands: ({ grade }) => grade !== null,
  recorded: episodeChange("grade"),
});
