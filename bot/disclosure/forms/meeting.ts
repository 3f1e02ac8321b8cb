import { instantText } from "../../answers/sentences.ts";
import { dateInput, type FormWords, timeInput } from "./form.ts";

/** Whom a form of meetings can be about. */
export const BEEN_MISSING = "a child who has been missing lately";

/** A strategy meeting was held. */
export const meetingWords: FormWords = {
  title: "Record a strategy meeting",
  submit: "Record the meeting",
  whose: "Which child was it about?",
  whom: BEEN_MISSING,
  offer: { title: "Record meeting", where: ({ meeting }) => meeting.state === "planned" },
  after: [],
  inputs: (form, lens) => [
    dateInput(form, lens, { label: "Date it was held", error: "Give the date, today or earlier." }),
    timeInput(form, { label: "Time it was held", error: "Give the time, for example 10:00." }),
    {
      type: "text",
      id: "chair",
      // in a shared conversation what is typed is not shown again, and a staff name need not be typed at all
      label: "Chair (empty: it was you)",
      value: form.values.chair ?? "",
      maxLength: 100,
      required: false,
      error: "",
    },
  ],
  receipt(episode, lens) {
    const { heldAt } = episode.meeting;
    if (!heldAt) return null;
    return {
      title: "Strategy meeting held",
      headline: `${lens.child(episode.childId)}: strategy meeting held`,
      already: "Already recorded",
      facts: [
        { label: "Episode", value: episode.reference },
        { label: "Held", value: instantText(heldAt, lens.context.policy.timeZone) },
      ],
      next: null,
    };
  },
};
