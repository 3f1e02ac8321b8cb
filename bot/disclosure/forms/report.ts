import type { Input } from "../../../cards/views.ts";
import { instantText } from "../../answers/sentences.ts";
import type { LabelKind } from "../context.ts";
import type { Lens } from "../lens.ts";
import { CATEGORY_WORDS, RISK_WORDS, riskText } from "../words.ts";
import { choiceInput, dateInput, type FormShowable, type FormWords, timeInput } from "./form.ts";

/** The choice of none of the store's. */
export const NONE = "none";

/** A child is missing: a new episode. Where the child was placed is more than the minimum fields. */
export const reportWords: FormWords = {
  title: "Report a child missing",
  submit: "Report missing",
  whose: "Which child is missing?",
  whom: "a child",
  offer: null,
  after: ["return", "risk"],
  inputs: (form, lens) => [
    dateInput(form, lens, {
      label: "Date last seen",
      error: "Give the date when the child was last seen, today or earlier.",
    }),
    timeInput(form, {
      label: "Time last seen",
      error: "Give the time when the child was last seen, for example 14:05.",
    }),
    choiceInput(
      form,
      { id: "category", label: "Category", error: "Choose missing or away." },
      Object.entries(CATEGORY_WORDS),
    ),
    choiceInput(form, { id: "risk", label: "Police risk grade", error: "Choose the risk." }, [
      ...Object.entries(RISK_WORDS),
      [NONE, "Not graded"],
    ]),
    labelled(form, lens, "agency", "Reported by", "Choose who reported it."),
    ...(lens.knows(form.child.id)
      ? [labelled(form, lens, "placement", "Missing from", "Choose where the child is placed.")]
      : []),
  ],
  receipt({ childId, category, reference, startedAt, grade, endedAt }, { child, context }) {
    if (endedAt) return null;
    const { timeZone: zone, longEpisodeHours } = context.policy;
    const long = new Date(startedAt.getTime() + longEpisodeHours * 3_600_000);
    return {
      title: "Reported missing",
      headline: `${child(childId)} reported ${category === "away" ? "away" : "missing"}`,
      already: "Already reported",
      facts: [
        { label: "Episode", value: reference },
        { label: "Missing since", value: instantText(startedAt, zone) },
        { label: "Risk", value: riskText(grade) },
      ],
      next: `Strategy meeting to be held by ${instantText(long, zone)}, if the child is not back.`,
    };
  },
};

function labelled(
  form: FormShowable,
  { context }: Lens,
  kind: LabelKind & ("agency" | "placement"),
  label: string,
  error: string,
): Input {
  const choices = (form.options[kind] ?? [])
    .map((id) => [String(id), context.label(kind, id)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, "en-GB"));
  return choiceInput(form, { id: kind, label, error }, [...choices, [NONE, "Not given"]]);
}
