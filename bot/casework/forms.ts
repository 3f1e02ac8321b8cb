import type { Action } from "../../data/vocabulary.ts";
import { FORM_ACTION, FORM_NAMES, type FormName } from "../disclosure/roles.ts";
import type { CaseForm } from "./case-form.ts";
import { correctForm } from "./correct.ts";
import { interviewForm } from "./interview.ts";
import { interviewOfferForm } from "./interview-offer.ts";
import { interviewerForm } from "./interviewer.ts";
import { meetingForm } from "./meeting.ts";
import { meetingPlanForm } from "./meeting-plan.ts";
import { reportForm } from "./report.ts";
import { returnForm } from "./return.ts";
import { riskForm } from "./risk.ts";
import { undoForm } from "./undo.ts";

/** The verbs of casework, by the name of their form. */
export const CASE_FORMS: Readonly<Record<FormName, CaseForm>> = {
  return: returnForm,
  report: reportForm,
  risk: riskForm,
  correct: correctForm,
  undo: undoForm,
  interview_offer: interviewOfferForm,
  interviewer: interviewerForm,
  interview: interviewForm,
  meeting_plan: meetingPlanForm,
  meeting: meetingForm,
};

/** The form that a typed action opens; null for one that has none. */
export function formOfAction(action: Action["action"]): CaseForm | null {
  const name = FORM_NAMES.find((form) => FORM_ACTION[form] === action);
  return name ? CASE_FORMS[name] : null;
}
