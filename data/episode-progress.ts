import { INTERVIEW_STATE } from "./measures/sets.ts";
import type { Policy } from "./policy.ts";
import type { InterviewOutcome } from "./vocabulary.ts";

/** Where the return interview of an episode stands, as recorded. */
export interface InterviewProgress {
  /**
   * as measures.md counts them; `not_contactable` and `missing_again` where that was the last word of an
   * interview that is still to be done
   */
  state: "none" | "offered" | InterviewOutcome | "completed";
  /** when it was completed, that outcome was given, or it was offered */
  at: Date | null;
  /** of the attempt that the next step goes on with, else of the newest */
  agencyId: number | null;
  interviewerId: number | null;
  /** raised by every write to the episode's interviews; 0: there is none (casework's `seenOf`) */
  seen: number;
}

/** Where its strategy meetings stand, as recorded. */
export interface MeetingProgress {
  state: "none" | "planned" | "held";
  /** the first that was held */
  heldAt: Date | null;
  /** the newest that is planned and not held */
  plannedFor: Date | null;
  seen: number;
}

interface Times {
  startedAt: Date;
  endedAt: Date | null;
}

/** An episode is closed when the child has returned and the interview is completed or declined: nobody presses it. */
export function isClosed({ endedAt, interview }: Pick<Times, "endedAt"> & { interview: InterviewProgress }) {
  return endedAt !== null && (interview.state === "completed" || interview.state === "declined");
}

/** Return + the policy's window of elapsed hours; null: not returned, or nothing is to be done any more. */
export function interviewDueBy(
  episode: Pick<Times, "endedAt"> & { interview: InterviewProgress },
  { interviewWindowHours }: Pick<Policy, "interviewWindowHours">,
): Date | null {
  return episode.endedAt && !isClosed(episode) ? hoursAfter(episode.endedAt, interviewWindowHours) : null;
}

/** Start + the policy's long episode, elapsed; null: a meeting was held, or the child was back before. */
export function meetingDueBy(
  { startedAt, endedAt, meeting }: Times & { meeting: MeetingProgress },
  { longEpisodeHours }: Pick<Policy, "longEpisodeHours">,
): Date | null {
  const due = hoursAfter(startedAt, longEpisodeHours);
  return meeting.state === "held" || (endedAt !== null && endedAt < due) ? null : due;
}

const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);

/** The column `progress` of `PROGRESS_JOINS`, instants as text. */
export interface ProgressJson {
  completedAt: string | null;
  accepted: boolean;
  declined: boolean;
  offered: boolean;
  lastOutcome: InterviewOutcome | null;
  lastAt: string | null;
  agencyId: number | null;
  interviewerId: number | null;
  interviewsSeen: number;
  heldAt: string | null;
  plannedFor: string | null;
  meetingsSeen: number;
}

export const PROGRESS_COLUMN = `json_build_object(
  'completedAt', v.completed_at, 'accepted', v.accepted, 'declined', v.declined, 'offered', v.offered,
  'lastOutcome', n.outcome, 'lastAt', n.at, 'agencyId', n.agency_id, 'interviewerId', n.interviewer_id,
  'interviewsSeen', s.seen, 'heldAt', m.held_at, 'plannedFor', m.planned_for, 'meetingsSeen', m.seen) AS progress`;

/** Joins to an episode `e`. `n`: an open attempt before those that are closed, then the newest. */
export const PROGRESS_JOINS = `
  CROSS JOIN LATERAL (SELECT e.id, e.ended_at, 'infinity'::timestamptz AS as_of) b ${INTERVIEW_STATE}
  LEFT JOIN LATERAL (
    SELECT i.outcome, coalesce(i.outcome_at, i.offered_at) AS at, i.agency_id, i.interviewer_id
    FROM interview_episode l JOIN interview i ON i.id = l.interview_id AND i.voided_at IS NULL
    WHERE l.episode_id = e.id
    ORDER BY i.completed_at IS NULL AND i.outcome IS DISTINCT FROM 'declined' DESC, i.id DESC LIMIT 1
  ) n ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(i.version), 0)::int AS seen
    FROM interview_episode l JOIN interview i ON i.id = l.interview_id WHERE l.episode_id = e.id
  ) s
  CROSS JOIN LATERAL (
    SELECT min(t.held_at) FILTER (WHERE t.voided_at IS NULL) AS held_at,
      (array_agg(t.planned_for ORDER BY t.id DESC) FILTER (
        WHERE t.planned_for IS NOT NULL AND t.held_at IS NULL AND t.voided_at IS NULL))[1] AS planned_for,
      coalesce(sum(t.version), 0)::int AS seen
    FROM strategy_meeting_episode l JOIN strategy_meeting t ON t.id = l.meeting_id
    WHERE l.episode_id = e.id
  ) m`;

export function progressOf(row: ProgressJson): { interview: InterviewProgress; meeting: MeetingProgress } {
  const { agencyId, interviewerId } = row;
  const heldAt = instant(row.heldAt);
  const plannedFor = instant(row.plannedFor);
  return {
    interview: { ...stateOf(row), agencyId, interviewerId, seen: row.interviewsSeen },
    meeting: {
      state: heldAt ? "held" : plannedFor ? "planned" : "none",
      heldAt,
      plannedFor,
      seen: row.meetingsSeen,
    },
  };
}

function stateOf(row: ProgressJson): Pick<InterviewProgress, "state" | "at"> {
  const { lastOutcome } = row;
  const completedAt = instant(row.completedAt);
  const at = instant(row.lastAt);
  if (completedAt) return { state: "completed", at: completedAt };
  if (row.declined) return { state: "declined", at };
  if (lastOutcome === "not_contactable" || lastOutcome === "missing_again") return { state: lastOutcome, at };
  if (row.accepted) return { state: "accepted", at };
  return row.offered ? { state: "offered", at } : { state: "none", at: null };
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
