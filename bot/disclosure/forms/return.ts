import { instantText } from "../../answers/sentences.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { durationText } from "../wording.ts";
import { dateInput, type FormWords, type ReceiptWords, timeInput } from "./form.ts";
import { interviewDueText } from "./interview-parts.ts";

/** A child is back: when, and by when the return interview is due (return + the policy's hours, elapsed). */
export const returnWords: FormWords = {
  title: "Log a return",
  submit: "Log the return",
  whose: "Which child is back?",
  whom: "a child who is missing now",
  offer: { title: "Log return", where: ({ endedAt }) => endedAt === null },
  after: ["interview_offer", "correct", "undo"],
  inputs: (form, lens) => [
    dateInput(form, lens, {
      label: "Date of return",
      error: "Give the date of the return, today or earlier.",
    }),
    timeInput(form, { label: "Time of return", error: "Give the time of the return, for example 14:05." }),
  ],
  receipt(episode, lens) {
    const facts = returnFacts(episode, lens);
    if (!facts) return null;
    return {
      title: "Return logged",
      headline: `${lens.child(episode.childId)} is back`,
      already: "Already logged",
      ...facts,
    };
  },
};

/** The return as it stands, and what is due next; null where there is none. */
export function returnFacts(
  episode: EpisodeMinimum,
  lens: Lens,
): Pick<ReceiptWords, "facts" | "next"> | null {
  const { reference, startedAt, endedAt } = episode;
  if (!endedAt) return null;
  const zone = lens.context.policy.timeZone;
  const hours = (endedAt.getTime() - startedAt.getTime()) / 3_600_000;
  return {
    facts: [
      { label: "Episode", value: reference },
      { label: "Missing since", value: instantText(startedAt, zone) },
      { label: "Returned", value: instantText(endedAt, zone) },
      { label: "Length", value: durationText(hours) },
    ],
    next: interviewDueText(episode, lens),
  };
}
