import type { Input, ReceiptView } from "../../../cards/views.ts";
import { clockOf, dayOf } from "../../../data/calendar.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import type { FormName } from "../roles.ts";
import type { Showable } from "../showable.ts";

export type FormShowable = Extract<Showable, { kind: "form" }>;
export type ReceiptShowable = Extract<Showable, { kind: "receipt" }>;

/** What one form of casework and its receipt say. What is filled in is checked again at the press. */
export interface FormWords {
  title: string;
  /** the button that writes */
  submit: string;
  /** asks for the child */
  whose: string;
  /** whom it can be about, as in "I can't find … by that name": a child… */
  whom: string;
  /** the button that opens it on an episode's row or card, and where it makes sense; null: never */
  offer: { title: string; where(episode: EpisodeMinimum, lens: Lens): boolean } | null;
  /** what is likely to be done next, offered on the receipt where it makes sense */
  after: readonly FormName[];
  inputs(form: FormShowable, lens: Lens): Input[];
  /** null where what was recorded does not stand any more */
  receipt(episode: EpisodeMinimum, lens: Lens): ReceiptWords | null;
}

export type ReceiptWords = Pick<ReceiptView, "title" | "headline" | "facts" | "next"> & {
  /** "Already logged": how a repeat begins */
  already: string;
};

/** What one field of a form is called, and what to do where it is left empty. */
interface Field {
  id?: string;
  label: string;
  error: string;
  required?: boolean;
}

/** A day that has begun. */
export function dateInput({ values, now }: FormShowable, { context }: Lens, field: Field): Input {
  const max = dayOf(now, context.policy.timeZone);
  return { type: "date", ...common({ id: "date", ...field }, values), min: "1900-01-01", max };
}

export function timeInput({ values }: FormShowable, field: Field): Input {
  return { type: "time", ...common({ id: "time", ...field }, values) };
}

/** A choice of one; `choices` as value and title. */
export function choiceInput(
  { values }: FormShowable,
  field: Field & { id: string },
  choices: readonly (readonly [value: string, title: string])[],
): Input {
  const offered = choices.map(([value, title]) => ({ value, title }));
  return { type: "choice", ...common(field, values), choices: offered };
}

/** Words about a child: typed, kept with the change, and shown to nobody else. */
export function reasonInput({ values }: FormShowable, label: string): Input {
  const field = common({ id: "reason", label, error: "Say in a few words why." }, values);
  return { type: "text", ...field, maxLength: 500, lines: true };
}

function common({ id = "", label, error, required = true }: Field, values: FormShowable["values"]) {
  return { id, label, error, required, value: values[id] ?? "" };
}

/** The inputs' defaults for an instant, on the zone's wall clock. */
export function momentValues(at: Date, zone: string): { date: string; time: string } {
  return { date: dayOf(at, zone), time: clockOf(at, zone) };
}
