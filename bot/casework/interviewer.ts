import { z } from "zod";
import { interviewerValue } from "../disclosure/forms/interview-parts.ts";
import { type CaseForm, caseForm, stepRecorded } from "./case-form.ts";
import { interviewForm } from "./interview.ts";
import {
  assigned,
  chosenInterviewer,
  interviewerOptions,
  interviewerSchema,
  latestReturn,
  recordStep,
  typedInterviewer,
} from "./interviews.ts";

/** Who is to hold the return interview; in the place of whoever was to. */
export const interviewerForm: CaseForm = caseForm({
  form: "interviewer",
  subject: "episode",
  part: "interview",
  schema: z.object(interviewerSchema),
  find: latestReturn,
  instead: interviewForm.instead,
  async values(presence, { episode }, request) {
    const who = (await typedInterviewer(presence, request)) ?? assigned(episode);
    return { interviewer: who ? interviewerValue(who) : "" };
  },
  options: interviewerOptions,
  async run(w, about, inputs) {
    const who = await chosenInterviewer(w, inputs.interviewer);
    if (!who) return { problem: "not_chosen" };
    return recordStep(w, about, inputs, { kind: "assign", ...who });
  },
  stands: ({ endedAt, interview }) =>
    endedAt !== null && (interview.agencyId !== null || interview.interviewerId !== null),
  recorded: stepRecorded("interview", ["agencyId", "interviewerId"]),
});
