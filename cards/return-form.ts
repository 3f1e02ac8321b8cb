import { type ButtonData, buttonData, type FactsData, factsData, type HeadData, headData } from "./frame.ts";
import { RETURN_INPUTS } from "./inputs.ts";
import type { Kind } from "./kind.ts";
import template from "./return-form.json" with { type: "json" };
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { ReturnFormView } from "./views.ts";

export interface ReturnFormData extends HeadData, FactsData, ProblemData {
  dateId: string;
  timeId: string;
  date: string;
  time: string;
  maxDate: string;
  submit: ButtonData[];
}

export interface ProblemData {
  hasProblem: boolean;
  problem: string;
}

const fill = compile<ReturnFormData>(template);

export function problemData(problem: string | null): ProblemData {
  return { hasProblem: problem !== null, problem: problem === null ? "" : md(problem, 300) };
}

export function returnFormData(view: ReturnFormView): ReturnFormData {
  return {
    ...headData({ ...view, buttons: view.buttons.slice(0, 5) }),
    ...problemData(view.problem),
    ...factsData(view.facts),
    dateId: RETURN_INPUTS.date,
    timeId: RETURN_INPUTS.time,
    date: view.date,
    time: view.time,
    maxDate: view.maxDate,
    submit: [buttonData(view.submit)],
  };
}

/** Log a return: one date, one time, one button. */
export const returnForm: Kind<ReturnFormView> = {
  length: () => 0,
  card: (view) => fill(returnFormData(view)),
};
