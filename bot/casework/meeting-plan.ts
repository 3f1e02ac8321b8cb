import { z } from "zod";
import { addDays, dayOf } from "../../data/calendar.ts";
import { momentValues } from "../disclosure/forms/form.ts";
import { type CaseForm, caseForm, momentOf, momentSchema, stepRecorded, typedMoment } from "./case-form.ts";
import { latestEpisode, recordMeeting } from "./meetings.ts";

/** Where none is said: tomorrow at ten. */
const DEFAULT_TIME = "10:00";

/** A strategy meeting is planned, or moved. */
export const meetingPlanForm: CaseForm = caseForm({
  form: "meeting_plan",
  subject: "episode",
  part: "meeting",
  schema: z.object(momentSchema),
  find: latestEpisode,
  instead: async () => null,
  values({ house, now }, { episode }, request) {
    const zone = house.policy.timeZone;
    const at = typedMoment(request) ?? episode?.meeting.plannedFor;
    return at && at > now
      ? momentValues(at, zone)
      : { date: addDays(dayOf(now, zone), 1), time: DEFAULT_TIME };
  },
  async run(w, about, inputs, { now }) {
    const plannedFor = momentOf(inputs, now);
    if (!plannedFor) return { problem: "not_a_time" };
    return recordMeeting(w, about, inputs, { kind: "plan", plannedFor });
  },
  stands: ({ meeting }) => meeting.plannedFor !== null,
  recorded: stepRecorded("meeting", ["plannedFor"]),
});
