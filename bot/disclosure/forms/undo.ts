import { instantText } from "../../answers/sentences.ts";
import { type FormWords, reasonInput } from "./form.ts";

/** The child is not back after all. */
export const undoWords: FormWords = {
  title: "Take a return back",
  submit: "Take it back",
  whose: "Whose return is to be taken back?",
  whom: "a child whose return is logged",
  offer: { title: "Undo return", where: ({ endedAt }) => endedAt !== null },
  after: ["return"],
  inputs: (form) => [reasonInput(form, "Why it is taken back")],
  receipt({ endedAt, childId, reference, startedAt }, { child, context }) {
    if (endedAt) return null;
    return {
      title: "Return taken back",
      headline: `${child(childId)}: return taken back`,
      already: "Already taken back",
      facts: [
        { label: "Episode", value: reference },
        { label: "Missing since", value: instantText(startedAt, context.policy.timeZone) },
      ],
      next: "The child is missing: the episode is open again, and what was recorded of its interview no longer counts.",
    };
  },
};
