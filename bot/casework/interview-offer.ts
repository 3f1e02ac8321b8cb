import { z } from "zod";
import { momentValues } from "../disclosure/forms/form.ts";
import { interviewerValue } from "../disclosure/forms/interview-parts.ts";
import { type CaseForm, caseForm, momentOf, momentSchema, stepRecorded, typedMoment } from "./case-form.ts";
import { interviewForm } from "./interview.ts";
import {
  assigned,
  chosenInterviewer,
  interviewerOptions,
  interviewerSchema,
  latestReturn,
  notReturned,
  recordStep,
} from "./interviews.ts";
import { receiptOf } from "./receipt.ts";

/** The child has been offered a return interview. */
export const interviewOfferForm: CaseForm = caseForm({
  form: "interview_offer",
  subject: "episode",
  part: "interview",
  schema: z.object({ ...momentSchema, ...interviewerSchema }),
  find: latestReturn,
  async instead(presence, about) {
    const { episode } = about;
    const state = episode?.interview.state;
    if (state === "completed") return receiptOf(presence, interviewForm, episode!, { again: true });
    if (state === "offered") return receiptOf(presence, interviewOfferForm, episode!, { again: true });
    return notReturned(about);
  },
  values({ house, now }, { episode }, request) {
    const who = assigned(episode);
    return {
      ...momentValues(typedMoment(request) ?? now, house.policy.timeZone),
      interviewer: who ? interviewerValue(who) : "",
    };
  },
  options: interviewerOptions,
  async run(w, about, inputs) {
    const at = momentOf(inputs, about.episode!.endedAt);
    if (!at) return { problem: "not_a_time" };
    const who = await chosenInterviewer(w, inputs.interviewer);
    if (who === undefined) return { problem: "not_chosen" };
    return recordStep(w, about, inputs, { kind: "offer", at, ...who });
  },
  stands: ({ endedAt, interview }) => endedAt !== null && interview.state !== "none",
  recorded: stepRecorded("interview", ["offeredAt"]),
});
