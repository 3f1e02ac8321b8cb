import { interviewDueBy, meetingDueBy } from "../../data/episode-progress.ts";
import type { EpisodeFace } from "../../data/faces.ts";
import type { Policy } from "../../data/policy.ts";

const DAY_MS = 86_400_000;

/** What of an episode passes without anybody doing anything. */
export type Passing = "long" | "interview_overdue";

type Windows = Pick<Policy, "interviewWindowHours" | "longEpisodeHours">;
type Episode = Pick<EpisodeFace, "startedAt" | "endedAt" | "voided" | "interview" | "meeting">;

/**
 * The next instant after `now` at which an episode's card shows something else, though nobody does
 * anything: the strategy meeting or the return interview becomes overdue, a planned meeting's time has
 * come, the child has been missing for a day (24 hours) more. Null: never.
 */
export function nextTurn(now: Date, episode: Episode, policy: Windows): Date | null {
  if (episode.voided) return null;
  const { startedAt, endedAt, meeting } = episode;
  const planned = meeting.state === "planned" ? meeting.plannedFor : null;
  const at = [meetingDueBy(episode, policy), interviewDueBy(episode, policy), planned];
  if (endedAt === null) {
    const days = Math.max(0, Math.floor((now.getTime() - startedAt.getTime()) / DAY_MS));
    at.push(new Date(startedAt.getTime() + (days + 1) * DAY_MS));
  }
  const coming = at.flatMap((one) => (one && one > now ? [one.getTime()] : []));
  return coming.length > 0 ? new Date(Math.min(...coming)) : null;
}

/** The deadlines that passed after `since` and by `now`, of what is still to be done; the meeting's first. */
export function passed(since: Date, now: Date, episode: Episode, policy: Windows): Passing[] {
  const within = (at: Date | null) => at !== null && since < at && at <= now;
  const late: Passing[] = [];
  if (episode.voided) return late;
  if (within(meetingDueBy(episode, policy))) late.push("long");
  if (within(interviewDueBy(episode, policy))) late.push("interview_overdue");
  return late;
}
