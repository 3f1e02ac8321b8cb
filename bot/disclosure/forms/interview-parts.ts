import type { Fact, Input } from "../../../cards/views.ts";
import { interviewDueBy, isClosed } from "../../../data/episode-progress.ts";
import type { Interviewing } from "../../../data/interviewers.ts";
import { instantText } from "../../answers/sentences.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { choiceInput, type FormShowable } from "./form.ts";

/** An episode whose interview is still to be done: the child is back, and it is neither completed nor declined. */
export function isOutstanding({
  endedAt,
  interview,
}: Pick<EpisodeMinimum, "endedAt" | "interview">): boolean {
  return endedAt !== null && !isClosed({ endedAt, interview });
}

/** Whom a form of interviews can be about. */
export const RETURNED = "a child who has come back lately";

/** The value of an interviewer's choice; what comes back is looked up among those that were offered. */
export function interviewerValue({ interviewerId, agencyId }: Interviewing): string {
  return `${interviewerId ?? ""}/${agencyId ?? ""}`;
}

/** "Isaiah Langer, Open Door"; an agency by itself stands for whoever of it is free. */
export function interviewerText({ interviewerId, agencyId }: Interviewing, { context }: Lens): string | null {
  const names = [
    ...(interviewerId === null ? [] : [context.label("worker", interviewerId)]),
    ...(agencyId === null ? [] : [context.label("agency", agencyId)]),
  ];
  return names.length > 0 ? names.join(", ") : null;
}

/** Who interviews; nothing where nobody could be chosen. */
export function interviewerInput(form: FormShowable, lens: Lens, required: boolean): Input[] {
  const people = form.options?.interviewers ?? [];
  if (people.length === 0) return [];
  const choices = people.map((one) => [interviewerValue(one), interviewerText(one, lens) ?? ""] as const);
  const label = required ? "Interviewer" : "Interviewer (if known)";
  const field = { id: "interviewer", label, error: "Choose who interviews.", required };
  return [choiceInput(form, field, choices)];
}

/** The facts of an interview's receipt. */
export function interviewFacts(episode: EpisodeMinimum, lens: Lens, more: Fact[] = []): Fact[] {
  const zone = lens.context.policy.timeZone;
  const who = interviewerText(episode.interview, lens);
  return [
    { label: "Episode", value: episode.reference },
    ...(episode.endedAt ? [{ label: "Returned", value: instantText(episode.endedAt, zone) }] : []),
    ...more,
    ...(who ? [{ label: "Interviewer", value: who }] : []),
  ];
}

/** "Return interview to be done by Friday 2 August 2019, 14:05 (72 hours)."; null where nothing is due. */
export function interviewDueText(episode: EpisodeMinimum, { context }: Lens): string | null {
  const { timeZone, interviewWindowHours } = context.policy;
  const due = interviewDueBy(episode, context.policy);
  return (
    due && `Return interview to be done by ${instantText(due, timeZone)} (${interviewWindowHours} hours).`
  );
}
