import type { Figures } from "../../data/measures/figures.ts";
import type { ChildRow, EpisodeRow, KnownRow } from "../../data/measures/rows.ts";
import type { Policy } from "../../data/policy.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { AnswerRow } from "./answer.ts";
import { changeBetween } from "./change.ts";
import { instantText } from "./sentences.ts";

/**
 * Rows of the lists. The keys of `detail`, by row:
 *
 * - every episode: `category`, `startedAt`, `endedAt`, `hours`, `dateOnly` (a start or return without
 *   a time), `long`, `risk`, `placementLabel`, `turned18`;
 * - `currently_missing`, `longest_episodes`: also `deadline`, when it becomes a long one;
 * - `interviews_due`, `_overdue`, `_outstanding` and `child_profile`: also `returnedAt`, `dueBy`,
 *   `hoursLeft` (negative when overdue), `interviewState` (not_returned, completed, completed_late,
 *   declined, due, overdue), `offered`, `completedAt`;
 * - `long_without_strategy_meeting` and `child_profile`: also `meetingState` (held, planned, none),
 *   `meetingAt`;
 * - `child_profile`: also `interview` and `meeting`, the same in words;
 * - children (`top_missing`, `persistent_missing`): `latestStart`.
 *
 * A row that is not shown has neither value nor detail.
 */
export function listRows(metric: Metric, figures: Figures, policy: Policy): AnswerRow[] {
  return [
    ...figures.episodes.map((episode) => episodeRow(metric, episode, policy)),
    ...figures.children.map(childRow),
  ];
}

type Detail = NonNullable<AnswerRow["detail"]>;

function episodeRow(metric: Metric, episode: EpisodeRow | KnownRow, policy: Policy): AnswerRow {
  const { episodeId, childId } = episode;
  const subject = { kind: "episode" as const, episodeId, childId };
  if (!("value" in episode)) return { subject, value: null, unit: "hours" };
  const { value, interview, meeting } = episode;
  const detail: Detail = {
    category: episode.category,
    startedAt: episode.startedAt,
    endedAt: episode.endedAt,
    hours: episode.hours,
    dateOnly: episode.dateOnly,
    long: episode.long,
    risk: episode.risk,
    placementLabel: episode.placementLabel,
    turned18: episode.turned18,
  };
  if (metric === "currently_missing" || metric === "longest_episodes") {
    detail.deadline = new Date(episode.startedAt.getTime() + policy.longEpisodeHours * 3_600_000);
  }
  if (interview) {
    detail.returnedAt = episode.endedAt;
    detail.dueBy = interview.dueBy;
    detail.hoursLeft = interview.hoursLeft;
    detail.interviewState = interview.state;
    detail.offered = interview.offered;
    detail.completedAt = interview.completedAt;
  }
  if (meeting) {
    detail.meetingState = meeting.state;
    detail.meetingAt = meeting.at;
  }
  if (metric === "child_profile") {
    detail.interview = interviewWords(interview!, policy.timeZone);
    detail.meeting = meetingWords(meeting!, policy.timeZone);
  }
  return { subject, value, unit: "hours", detail };
}

function childRow({ childId, episodes, before, latestStart }: ChildRow): AnswerRow {
  const compare = before === null ? null : { value: before, ...changeBetween(episodes, before, "episodes") };
  return {
    subject: { kind: "child", childId },
    value: episodes,
    unit: "episodes",
    compare,
    detail: { latestStart },
  };
}

function interviewWords(interview: NonNullable<EpisodeRow["interview"]>, zone: string): string | null {
  const at = (instant: Date | null) => (instant ? instantText(instant, zone) : "");
  switch (interview.state) {
    case "not_returned":
      return null;
    case "completed":
      return `Interview completed ${at(interview.completedAt)}`;
    case "completed_late":
      return `Interview completed late, ${at(interview.completedAt)}`;
    case "declined":
      return "Interview declined";
    case "due":
      return `Interview due by ${at(interview.dueBy)}`;
    case "overdue":
      return `Interview overdue since ${at(interview.dueBy)}`;
  }
}

function meetingWords(meeting: NonNullable<EpisodeRow["meeting"]>, zone: string): string | null {
  if (meeting.state === "none" || !meeting.at) return null;
  return `Strategy meeting ${meeting.state === "held" ? "held" : "planned for"} ${instantText(meeting.at, zone)}`;
}
