import { addYears, dayOf } from "../../../data/calendar.ts";
import { meetingDueBy } from "../../../data/episode-progress.ts";
import { instantText } from "../../answers/sentences.ts";
import { dateInput, type FormWords, timeInput } from "./form.ts";
import { BEEN_MISSING } from "./meeting.ts";

/** A strategy meeting is planned, or moved while it has not been held. */
export const meetingPlanWords: FormWords = {
  title: "Plan a strategy meeting",
  submit: "Plan the meeting",
  whose: "Which child is it about?",
  whom: BEEN_MISSING,
  offer: {
    title: "Plan meeting",
    where: (episode, { context }) => meetingDueBy(episode, context.policy) !== null,
  },
  after: ["meeting"],
  inputs(form, lens) {
    const today = dayOf(form.now, lens.context.policy.timeZone);
    const date = dateInput(form, lens, {
      label: "Date of the meeting",
      error: "Give the date of the meeting, today or later.",
    });
    return [
      { ...date, ...(date.type === "date" ? { min: today, max: addYears(today, 1) } : {}) },
      timeInput(form, { label: "Time of the meeting", error: "Give the time, for example 10:00." }),
    ];
  },
  receipt(episode, lens) {
    const { timeZone: zone, longEpisodeHours } = lens.context.policy;
    const { plannedFor } = episode.meeting;
    if (!plannedFor) return null;
    const due = meetingDueBy(episode, lens.context.policy);
    return {
      title: "Strategy meeting planned",
      headline: `${lens.child(episode.childId)}: strategy meeting planned`,
      already: "Already planned",
      facts: [
        { label: "Episode", value: episode.reference },
        { label: "Planned for", value: instantText(plannedFor, zone) },
      ],
      next:
        due &&
        `Strategy meeting to be held by ${instantText(due, zone)} (${longEpisodeHours} hours missing)${plannedFor > due ? ": the plan is later than that" : ""}.`,
    };
  },
};
