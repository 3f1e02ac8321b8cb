import template from "./form.json" with { type: "json" };
import { type ButtonData, buttonData, type FactsData, factsData, type HeadData, headData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import type { FormView, Input } from "./views.ts";

interface FormData extends HeadData, FactsData {
  hasProblem: boolean;
  problem: string;
  inputs: InputData[];
  submit: ButtonData[];
}

/** Every field of every type of input, since a template finds each path or fails. */
interface InputData {
  isDate: boolean;
  isTime: boolean;
  isText: boolean;
  isChoice: boolean;
  id: string;
  label: string;
  value: string;
  required: boolean;
  error: string;
  min: string;
  max: string;
  placeholder: string;
  lines: boolean;
  maxLength: number;
  several: boolean;
  choices: { title: string; value: string }[];
}

/** More choices than this nobody scrolls through, and a card holds no more. */
const MOST_CHOICES = 100;

const fill = compile<FormData>(template);

export function formData(view: FormView): FormData {
  return {
    ...headData({ ...view, buttons: view.buttons.slice(0, 5) }),
    ...factsData(view.facts),
    hasProblem: view.problem !== null,
    problem: view.problem === null ? "" : md(view.problem, 300),
    inputs: view.inputs.map(inputData),
    submit: [buttonData(view.submit)],
  };
}

function inputData(input: Input): InputData {
  const { type, id, label, value, required, error } = input;
  return {
    isDate: type === "date",
    isTime: type === "time",
    isText: type === "text",
    isChoice: type === "choice",
    id,
    label: plain(label, 300),
    value: plain(value, 1_000),
    required,
    error: plain(error, 300),
    min: input.type === "date" ? input.min : "",
    max: input.type === "date" ? input.max : "",
    placeholder: input.type === "text" ? plain(input.placeholder ?? "", 100) : "",
    lines: input.type === "text" && input.lines === true,
    maxLength: input.type === "text" ? input.maxLength : 0,
    several: input.type === "choice" && input.several === true,
    choices:
      input.type === "choice"
        ? input.choices
            .slice(0, MOST_CHOICES)
            .map((choice) => ({ ...choice, title: plain(choice.title, 100) }))
        : [],
  };
}

/** A form: what it is about, its inputs in order, one button. */
export const form: Kind<FormView> = {
  length: () => 0,
  card: (view) => fill(formData(view)),
};
