import { z } from "zod";
import { interviewerValue } from "../disclosure/forms/interview-parts.ts";
import { type CaseForm, caseForm, stepRecorded } from "./case-form.ts";
import { interviewForm } from "./interview.ts";
import {
  assigned,
  chosenInterviewer,
  interviewerSchema,
  interviewersFor,
  latestReturn,
  notReturned,
  recordStep,
  typedInterviewer,
} from "./interviews.ts";
import { receiptOf } from "./receipt.ts";

/** Who is to hold the return interview; in the place of whoever was to. */
export const interviewerForm: CaseForm = caseForm({
  form: "interviewer",
  subject: "episode",
  part: "interview",
  schema: z.object(interviewerSchema),
  find: latestReturn,
  async instead(presence, about) {
    if (about.episode?.interview.state === "completed")
      return receiptOf(presence, interviewForm, about.episode, { again: true });
    return notReturned(about);
  },
  async values(presence, { episode }, request) {
    const who = (await typedInterviewer(presence, request)) ?? assigned(episode);
    return { interviewer: who ? interviewerValue(who) : "" };
  },
  options: async (presence, about, request) => ({
    episodes: [],
    interviewers: await interviewersFor(presence, about, request),
  }),
  async run(w, about, inputs) {
    const who = await chosenInterviewer(w, inputs.interviewer);
    if (!who) return { problem: "not_chosen" };
    return recordStep(w, about, inputs, { kind: "assign", ...who });
  },
  stands: ({ endedAt, interview }) =>
    endedAt !== null && (interview.agencyId !== null || interview.interviewerId !== null),
  recorded: stepRecorded("interview", ["agencyId", "interviewerId"]),
});
