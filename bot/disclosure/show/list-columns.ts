import { meetingDueBy } from "../../../data/episode-progress.ts";
import type { Metric } from "../../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { dueText } from "../due-text.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { durationText, figureText, shortInstantText, wallClockText } from "../wording.ts";
import { riskText } from "../words.ts";
import { rowFigure } from "./breakdown.ts";

type CellOf = (row: AnswerRow, episode: EpisodeMinimum | null, lens: Lens) => string;

/** A column of a list, after the child. */
export interface Column {
  title: string;
  /** as the card shows it: short, for a phone */
  cell: CellOf;
  /** as a file shows it, where that is another: plain figures and full times, for a spreadsheet */
  file?: { title?: string; cell: CellOf };
}

const started = (title: string): Column => ({
  title,
  cell: (_, episode, lens) =>
    episode ? shortInstantText(episode.startedAt, zoneOf(lens), episode.startPrecision) : "",
  file: {
    cell: (_, episode, lens) =>
      episode ? wallClockText(episode.startedAt, zoneOf(lens), episode.startPrecision) : "",
  },
});
const returned: Column = {
  title: "Returned",
  cell: (_, episode, lens) =>
    episode?.endedAt ? shortInstantText(episode.endedAt, zoneOf(lens), episode.endPrecision) : "",
  file: {
    cell: (_, episode, lens) =>
      episode?.endedAt ? wallClockText(episode.endedAt, zoneOf(lens), episode.endPrecision) : "",
  },
};
const deadline: Column = {
  title: "Due by",
  cell: (_, episode, lens) =>
    episode?.endedAt ? shortInstantText(dueBy(episode.endedAt, lens), zoneOf(lens)) : "",
  file: {
    cell: (_, episode, lens) =>
      episode?.endedAt ? wallClockText(dueBy(episode.endedAt, lens), zoneOf(lens)) : "",
  },
};
/** Due in so many hours, or overdue since: what a worker has to do next. */
const due: Column = {
  ...deadline,
  title: "Interview",
  cell: ({ detail }, _, lens) =>
    detail?.dueBy instanceof Date && typeof detail.hoursLeft === "number"
      ? dueText(detail.dueBy, hoursAfter(detail.dueBy, -detail.hoursLeft), zoneOf(lens))
      : "",
  file: { title: "Due by", cell: deadline.file!.cell },
};
/** Whether an episode's strategy meeting is held, planned or due, at the policy's three days. */
export const strategyMeeting: Column = {
  title: "Strategy meeting",
  cell: (row, episode, lens) =>
    episode
      ? meetingOf(row, episode, lens, shortInstantText, (dueBy) => {
          const then = answeredAt(row, episode);
          return then ? dueText(dueBy, then, zoneOf(lens)) : "";
        })
      : "",
  file: {
    cell: (row, episode, lens) =>
      episode
        ? meetingOf(
            row,
            episode,
            lens,
            wallClockText,
            (dueBy) => `due by ${wallClockText(dueBy, zoneOf(lens))}`,
          )
        : "",
  },
};
const length = (title: string): Column => ({
  title,
  cell: ({ value }) => (value === null ? "" : durationText(value)),
  file: { title: `${title} (hours)`, cell: ({ value }) => plainFigure(value, "hours") },
});
const risk: Column = {
  title: "Risk",
  cell: (row, episode) => (episode ? riskText(riskThen(row, episode)) : ""),
};
const meeting: Column = {
  title: "Meeting",
  cell: (row, _, lens) => meetingText(row, (at) => shortInstantText(at, zoneOf(lens))),
  file: { cell: (row, _, lens) => meetingText(row, (at) => wallClockText(at, zoneOf(lens))) },
};
const before: Column = {
  title: "Before",
  cell: ({ compare, unit }) => (compare ? figureText(compare.value, unit) : ""),
  file: { cell: ({ compare, unit }) => plainFigure(compare?.value ?? null, unit) },
};
const figure = (title: string): Column => ({
  title,
  cell: (row) => rowFigure(row),
  file: { cell: ({ value, unit }) => plainFigure(value, unit) },
});

const COLUMNS: Readonly<Partial<Record<Metric, readonly Column[]>>> = {
  currently_missing: [started("Missing since"), length("For"), risk, strategyMeeting],
  interviews_due: [returned, deadline, length("Left")],
  interviews_overdue: [returned, deadline, length("Overdue by")],
  interviews_outstanding: [returned, due],
  long_without_strategy_meeting: [started("Began"), length("Length"), meeting],
};
const OF_EPISODES: readonly Column[] = [started("Began"), length("Length"), risk];

/** The columns of a list after its first. */
export function columnsOf({ metric, rows, compare, value }: Answer): readonly Column[] {
  if (rows.some(({ subject }) => subject.kind === "episode")) return COLUMNS[metric] ?? OF_EPISODES;
  const unit = rows[0]?.unit ?? "";
  const ofChildren = figure(unit.slice(0, 1).toUpperCase() + unit.slice(1));
  const ranked = unit === "episodes" && value && ALL_EPISODES.includes(metric) ? [shareOf(value)] : [];
  return [ofChildren, ...ranked, ...(compare ? [before] : [])];
}

/** The measures whose value is all episodes of which each row's are a part. */
const ALL_EPISODES: readonly Metric[] = ["top_missing", "episodes"];

/** Each child's share of all episodes. */
const shareOf = (all: number): Column => ({
  title: "Share",
  cell: ({ value }) => (value === null ? "" : figureText(value / all, "share")),
  file: { cell: ({ value }) => plainFigure(value === null ? null : value / all, "share") },
});

/** The highest grade held as at the answer: a row knows it, an episode's face only the one held now. */
export function riskThen({ detail }: AnswerRow, episode: EpisodeMinimum): string | null {
  const risk = detail?.risk;
  return typeof risk === "string" || risk === null ? risk : episode.risk;
}

/** When the return interview is to be done by: elapsed hours after the return. */
export function dueBy(returnedAt: Date, { context }: Lens): Date {
  return new Date(returnedAt.getTime() + context.policy.interviewWindowHours * 3_600_000);
}

/** A figure for a spreadsheet: no unit, no thousands; shares between 0 and 1, hours to the hundredth. */
export function plainFigure(value: number | null, unit: string): string {
  if (value === null) return "";
  return String(unit === "hours" ? Math.round(value * 100) / 100 : value);
}

function meetingText({ detail }: AnswerRow, text: (at: Date) => string): string {
  return detail?.meetingState === "planned" && detail.meetingAt instanceof Date
    ? `planned for ${text(detail.meetingAt)}`
    : "none planned";
}

/** The instant of the answer: an open episode's row has how long it has lasted by then. */
function answeredAt({ value }: AnswerRow, { startedAt }: EpisodeMinimum): Date | null {
  return value === null ? null : hoursAfter(startedAt, value);
}

function meetingOf(
  row: AnswerRow,
  episode: EpisodeMinimum,
  { context }: Lens,
  text: (at: Date, zone: string) => string,
  due: (dueBy: Date) => string,
): string {
  const { heldAt, plannedFor } = episode.meeting;
  const then = answeredAt(row, episode);
  const held = heldAt !== null && (!then || heldAt <= then);
  if (held) return `held ${text(heldAt, context.policy.timeZone)}`;
  if (plannedFor) return `planned for ${text(plannedFor, context.policy.timeZone)}`;
  const back = episode.endedAt && (!then || episode.endedAt <= then) ? episode.endedAt : null;
  const meeting = { ...episode.meeting, state: "none" as const };
  const dueBy = meetingDueBy({ ...episode, endedAt: back, meeting }, context.policy);
  return dueBy ? due(dueBy) : "";
}

const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + Math.round(hours * 3_600_000));

const zoneOf = ({ context }: Lens): string => context.policy.timeZone;
