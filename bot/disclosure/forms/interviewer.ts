import type { FormWords } from "./form.ts";
import {
  interviewDueText,
  interviewerInput,
  interviewerText,
  interviewFacts,
  isOutstanding,
  RETURNED,
} from "./interview-parts.ts";

/** Who is to hold the return interview. */
export const interviewerWords: FormWords = {
  title: "Assign an interviewer",
  submit: "Assign",
  whose: "Whose interview is it?",
  whom: RETURNED,
  offer: { title: "Assign interviewer", where: isOutstanding },
  after: ["interview_offer", "interview"],
  inputs: (form, lens) => interviewerInput(form, lens, true),
  receipt(episode, lens) {
    const who = interviewerText(episode.interview, lens);
    if (!episode.endedAt || !who) return null;
    return {
      title: "Interviewer assigned",
      headline: `${lens.child(episode.childId)}: ${who}`,
      already: "Already assigned",
      facts: interviewFacts(episode, lens),
      next: interviewDueText(episode, lens),
    };
  },
};
