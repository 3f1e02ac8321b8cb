import type { Input } from "../../../cards/views.ts";
import { instantText } from "../../answers/sentences.ts";
import type { Lens } from "../lens.ts";
import { shortInstantText } from "../wording.ts";
import { choiceInput, dateInput, type FormShowable, type FormWords, timeInput } from "./form.ts";
import {
  interviewDueText,
  interviewerInput,
  interviewFacts,
  isOutstanding,
  RETURNED,
} from "./interview-parts.ts";

/** What can come of an interview; `said` heads its receipt, behind the child. */
export const OUTCOMES = [
  { value: "completed", title: "Interview completed", said: "interview completed" },
  { value: "accepted", title: "Offer accepted", said: "interview accepted" },
  { value: "declined", title: "Offer declined", said: "interview declined" },
  { value: "not_contactable", title: "Could not be reached", said: "could not be reached" },
  { value: "missing_again", title: "Missing again before it", said: "missing again before the interview" },
] as const;
export type OutcomeValue = (typeof OUTCOMES)[number]["value"];

const CLOSED = "This episode is closed.";
const DECLINED = `${CLOSED} If the interview takes place after all, record it as completed.`;

/** What came of the return interview. */
export const interviewWords: FormWords = {
  title: "Record a return interview",
  submit: "Record",
  whose: "Which child was it with?",
  whom: RETURNED,
  offer: { title: "Record interview", where: isOutstanding },
  after: ["interviewer"],
  inputs: (form, lens) => [
    choiceInput(
      form,
      { id: "outcome", label: "What came of it", error: "Choose what came of it." },
      OUTCOMES.map(({ value, title }) => [value, title]),
    ),
    dateInput(form, lens, { label: "Date", error: "Give the date, today or earlier." }),
    timeInput(form, { label: "Time", error: "Give the time, for example 14:05." }),
    ...interviewerInput(form, lens, false),
    ...othersInput(form, lens),
  ],
  receipt(episode, lens) {
    const { state, at } = episode.interview;
    const outcome = OUTCOMES.find(({ value }) => value === state);
    if (!episode.endedAt || !outcome) return null;
    const when = at ? [{ label: "When", value: instantText(at, lens.context.policy.timeZone) }] : [];
    return {
      title: outcome.title,
      headline: `${lens.child(episode.childId)}: ${outcome.said}`,
      already: "Already recorded",
      facts: interviewFacts(episode, lens, when),
      next:
        state === "declined" ? DECLINED : state === "completed" ? CLOSED : interviewDueText(episode, lens),
    };
  },
};

/** One interview may serve several episodes of a child who went missing again before it. */
function othersInput(form: FormShowable, lens: Lens): Input[] {
  const zone = lens.context.policy.timeZone;
  const choices = (form.options?.episodes ?? []).flatMap(({ id }) => {
    const episode = lens.episode(id);
    if (!episode?.endedAt) return [];
    return [[String(id), `${episode.reference}, back ${shortInstantText(episode.endedAt, zone)}`] as const];
  });
  if (choices.length === 0) return [];
  const field = { id: "also", label: "Also for (if completed)", error: "", required: false };
  return [{ ...choiceInput(form, field, choices), several: true } as Input];
}
