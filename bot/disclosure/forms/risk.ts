import { instantText } from "../../answers/sentences.ts";
import { RISK_WORDS, riskText } from "../words.ts";
import { choiceInput, type FormWords } from "./form.ts";

/** The police have graded the episode anew. */
export const riskWords: FormWords = {
  title: "Update the risk",
  submit: "Update the risk",
  whose: "Whose risk has changed?",
  whom: "a child who is missing now",
  offer: { title: "Update risk", where: ({ endedAt }) => endedAt === null },
  after: ["return"],
  inputs: (form) => [
    choiceInput(
      form,
      { id: "risk", label: "Risk now", error: "Choose the risk." },
      Object.entries(RISK_WORDS),
    ),
  ],
  receipt({ grade, childId, reference, startedAt }, { child, context }) {
    if (grade === null) return null;
    return {
      title: "Risk updated",
      headline: `Risk is now ${riskText(grade).toLowerCase()}`,
      already: "Already updated",
      facts: [
        { label: "Child", value: child(childId) },
        { label: "Episode", value: reference },
        { label: "Missing since", value: instantText(startedAt, context.policy.timeZone) },
      ],
      next: null,
    };
  },
};
