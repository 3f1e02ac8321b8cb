import { dateInput, type FormWords, reasonInput, timeInput } from "./form.ts";
import { returnFacts } from "./return.ts";

/** The return was at another time. */
export const correctWords: FormWords = {
  title: "Correct a return",
  submit: "Correct the return",
  whose: "Whose return is to be corrected?",
  whom: "a child whose return is logged",
  offer: { title: "Correct return", where: ({ endedAt }) => endedAt !== null },
  after: ["undo"],
  inputs: (form, lens) => [
    dateInput(form, lens, {
      label: "Date of return",
      error: "Give the date of the return, today or earlier.",
    }),
    timeInput(form, { label: "Time of return", error: "Give the time of the return, for example 14:05." }),
    reasonInput(form, "Why it is corrected"),
  ],
  receipt(episode, lens) {
    const facts = returnFacts(episode, lens);
    if (!facts) return null;
    return {
      title: "Return corrected",
      headline: `${lens.child(episode.childId)}: return corrected`,
      already: "Already corrected",
      ...facts,
    };
  },
};
