import { z } from "zod";
import { momentValues } from "../disclosure/forms/form.ts";
import { OUTCOMES, type OutcomeValue } from "../disclosure/forms/interview.ts";
import { interviewerValue } from "../disclosure/forms/interview-parts.ts";
import { type CaseForm, caseForm, momentOf, momentSchema, stepRecorded, typedMoment } from "./case-form.ts";
import {
  assigned,
  chosenInterviewer,
  interviewerSchema,
  interviewersFor,
  latestReturn,
  me,
  notReturned,
  otherReturns,
  recordStep,
} from "./interviews.ts";
import { receiptOf } from "./receipt.ts";
import { rowNumber } from "./verb.ts";

const values = OUTCOMES.map(({ value }) => value) as [OutcomeValue, ...OutcomeValue[]];
/** Episodes that the interview serves as well, as a choice of several gives them. */
const also = z
  .string()
  .max(500)
  .default("")
  .transform((text) => text.split(",").filter(Boolean).map(Number))
  .pipe(z.array(rowNumber).max(50));

/** What came of a return interview: completed, accepted, declined, not reached, missing again. */
export const interviewForm: CaseForm = caseForm({
  form: "interview",
  subject: "episode",
  part: "interview",
  schema: z.object({ outcome: z.enum(values), ...momentSchema, ...interviewerSchema, also }),
  find: latestReturn,
  async instead(presence, about) {
    if (about.episode?.interview.state === "completed")
      return receiptOf(presence, interviewForm, about.episode, { again: true });
    return notReturned(about);
  },
  values(presence, { episode }, request) {
    const who = assigned(episode) ?? me(presence);
    return {
      ...momentValues(typedMoment(request) ?? presence.now, presence.house.policy.timeZone),
      outcome: request?.slots?.outcome ?? "completed",
      interviewer: who ? interviewerValue(who) : "",
    };
  },
  options: async (presence, about, request) => ({
    episodes: about.episode ? await otherReturns(presence, about.episode) : [],
    interviewers: await interviewersFor(presence, about, request),
  }),
  async run(w, about, inputs) {
    const at = momentOf(inputs, about.episode!.endedAt);
    if (!at) return { problem: "not_a_time" };
    const { outcome } = inputs;
    if (outcome !== "completed")
      return recordStep(w, about, { version: inputs.version }, { kind: "outcome", outcome, at });
    const who = await chosenInterviewer(w, inputs.interviewer);
    if (who === undefined) return { problem: "not_chosen" };
    return recordStep(w, about, inputs, { kind: "complete", at, ...who });
  },
  stands: ({ endedAt, interview }) => endedAt !== null && !["none", "offered"].includes(interview.state),
  recorded: stepRecorded("interview", ["outcome", "completedAt"]),
});
