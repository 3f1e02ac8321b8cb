import { instantText } from "../../answers/sentences.ts";
import { dateInput, type FormWords, timeInput } from "./form.ts";
import {
  interviewDueText,
  interviewerInput,
  interviewFacts,
  isOutstanding,
  RETURNED,
} from "./interview-parts.ts";

/** The child, who is back, has been offered a return interview. */
export const interviewOfferWords: FormWords = {
  title: "Offer a return interview",
  submit: "Record the offer",
  whose: "Which child was offered an interview?",
  whom: RETURNED,
  offer: {
    title: "Offer interview",
    where: (episode) => isOutstanding(episode) && episode.interview.state === "none",
  },
  after: ["interviewer", "interview"],
  inputs: (form, lens) => [
    dateInput(form, lens, {
      label: "Date of the offer",
      error: "Give the date of the offer, today or earlier.",
    }),
    timeInput(form, { label: "Time of the offer", error: "Give the time of the offer, for example 14:05." }),
    ...interviewerInput(form, lens, false),
  ],
  receipt(episode, lens) {
    const { state, at } = episode.interview;
    if (!episode.endedAt || state === "none") return null;
    const offered =
      state === "offered" && at
        ? [{ label: "Offered", value: instantText(at, lens.context.policy.timeZone) }]
        : [];
    return {
      title: "Interview offered",
      headline: `${lens.child(episode.childId)}: interview offered`,
      already: "Already offered",
      facts: interviewFacts(episode, lens, offered),
      next: interviewDueText(episode, lens),
    };
  },
};
