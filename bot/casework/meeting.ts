import { z } from "zod";
import { momentValues } from "../disclosure/forms/form.ts";
import { type CaseForm, caseForm, momentOf, momentSchema, stepRecorded, typedMoment } from "./case-form.ts";
import { latestEpisode, recordMeeting } from "./meetings.ts";

/** A strategy meeting was held. */
export const meetingForm: CaseForm = caseForm({
  form: "meeting",
  subject: "episode",
  part: "meeting",
  schema: z.object({ ...momentSchema, chair: z.string().trim().max(100).default("") }),
  find: latestEpisode,
  instead: async () => null,
  values({ house, now, person }, { episode }, request) {
    const planned = episode?.meeting.plannedFor;
    const at = typedMoment(request) ?? (planned && planned <= now ? planned : now);
    return { ...momentValues(at, house.policy.timeZone), chair: person?.name ?? "" };
  },
  async run(w, about, inputs, { person }) {
    const at = momentOf(inputs, about.episode!.startedAt);
    if (!at) return { problem: "not_a_time" };
    const chair = inputs.chair || person?.name || null;
    return recordMeeting(w, about, inputs, { kind: "hold", at, chair });
  },
  stands: ({ meeting }) => meeting.heldAt !== null,
  recorded: stepRecorded("meeting", ["heldAt"]),
});
