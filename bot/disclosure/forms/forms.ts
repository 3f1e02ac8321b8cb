import type { FormName } from "../roles.ts";
import { correctWords } from "./correct.ts";
import type { FormWords } from "./form.ts";
import { interviewWords } from "./interview.ts";
import { interviewOfferWords } from "./interview-offer.ts";
import { interviewerWords } from "./interviewer.ts";
import { meetingWords } from "./meeting.ts";
import { meetingPlanWords } from "./meeting-plan.ts";
import { reportWords } from "./report.ts";
import { returnWords } from "./return.ts";
import { riskWords } from "./risk.ts";
import { undoWords } from "./undo.ts";

/** What each form of casework says. */
export const FORMS: Readonly<Record<FormName, FormWords>> = {
  return: returnWords,
  report: reportWords,
  risk: riskWords,
  correct: correctWords,
  undo: undoWords,
  interview_offer: interviewOfferWords,
  interviewer: interviewerWords,
  interview: interviewWords,
  meeting_plan: meetingPlanWords,
  meeting: meetingWords,
};
