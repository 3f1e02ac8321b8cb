import type { Button, ListRow, ListView } from "../../../cards/views.ts";
import type { Metric } from "../../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { emptyText, headlineOf } from "../headline.ts";
import { type EpisodeMinimum, type Lens, WITHHELD } from "../lens.ts";
import { durationText, figureText, shortInstantText } from "../wording.ts";
import { riskText } from "../words.ts";
import { type AnswerShowable, answerChange, answerFrame, PAGE, paging } from "./answer-frame.ts";
import { rowFigure } from "./breakdown.ts";
import { besideFacts } from "./figure.ts";
import { bucketLabel, childOf } from "./rows.ts";

/**
 * Children or episodes, one a row: the child as this viewer may see it, and the minimum fields (risk,
 * since when, deadlines). Where the viewer may read the name, the placement too.
 */
export function showList(showable: AnswerShowable, lens: Lens): ListView {
  const { answer, offset } = showable;
  const { page, more } = paging(answer.rows.length, offset, answer);
  const rows = answer.rows.slice(offset, offset + PAGE);
  const columns = columnsOf(answer);
  return {
    card: "list",
    ...answerFrame(showable, lens, more),
    headline: headlineOf(answer),
    change: answerChange(answer),
    columns: ["Child", ...columns.map(({ title }) => title)],
    rows: rows.map((row) => listRow(row, columns, answer, lens)),
    page,
    beside: besideFacts(answer),
    empty: emptyText(answer),
  };
}

interface Column {
  title: string;
  cell: (row: AnswerRow, episode: EpisodeMinimum | null, lens: Lens) => string;
}

const started = (title: string): Column => ({
  title,
  cell: (_, episode, lens) =>
    episode ? shortInstantText(episode.startedAt, zoneOf(lens), episode.startPrecision) : "",
});
const returned: Column = {
  title: "Returned",
  cell: (_, episode, lens) =>
    episode?.endedAt ? shortInstantText(episode.endedAt, zoneOf(lens), episode.endPrecision) : "",
};
const deadline: Column = {
  title: "Due by",
  cell: (_, episode, lens) =>
    episode?.endedAt ? shortInstantText(dueBy(episode.endedAt, lens), zoneOf(lens)) : "",
};
const length = (title: string): Column => ({
  title,
  cell: ({ value }) => (value === null ? "" : durationText(value)),
});
const risk: Column = { title: "Risk", cell: (_, episode) => (episode ? riskText(episode.risk) : "") };
const meeting: Column = {
  title: "Meeting",
  cell: ({ detail }, _, lens) =>
    detail?.meetingState === "planned" && detail.meetingAt instanceof Date
      ? `planned for ${shortInstantText(detail.meetingAt, zoneOf(lens))}`
      : "none planned",
};
const before: Column = {
  title: "Before",
  cell: ({ compare, unit }) => (compare ? figureText(compare.value, unit) : ""),
};
const figure = (title: string): Column => ({ title, cell: (row) => rowFigure(row) });

const COLUMNS: Readonly<Partial<Record<Metric, readonly Column[]>>> = {
  currently_missing: [started("Missing since"), length("For"), risk],
  interviews_due: [returned, deadline, length("Left")],
  interviews_overdue: [returned, deadline, length("Overdue by")],
  interviews_outstanding: [returned, deadline],
  long_without_strategy_meeting: [started("Began"), length("Length"), meeting],
};
const OF_EPISODES: readonly Column[] = [started("Began"), length("Length"), risk];
function columnsOf({ metric, rows, compare }: Answer): readonly Column[] {
  if (rows.some(({ subject }) => subject.kind === "episode")) return COLUMNS[metric] ?? OF_EPISODES;
  const unit = rows[0]?.unit ?? "";
  const ofChildren = figure(unit.slice(0, 1).toUpperCase() + unit.slice(1));
  return compare ? [ofChildren, before] : [ofChildren];
}

function listRow(row: AnswerRow, columns: readonly Column[], answer: Answer, lens: Lens): ListRow {
  const { subject } = row;
  const childId = childOf(subject);
  const label = childId === null ? bucketLabel(subject) : lens.child(childId);
  const found = subject.kind === "episode" ? lens.episode(subject.episodeId) : null;
  const episode = found && found.childId === childId ? found : null;
  // a child who is not shown is a bare row: since when and how long could tell who it is
  const shown = label !== WITHHELD || subject.kind === "others";
  const cells = columns.map(({ cell }) => (shown ? cell(row, episode, lens) : ""));
  const button = episode && returnButton(episode, lens);
  return {
    cells: [[label, ...knownFacts(row, episode, lens)].join(", "), ...cells],
    ...(button ? { button } : {}),
    ...(isAlert(answer, episode, lens) ? { alert: true } : {}),
  };
}

/** Where the viewer may read the name: the placement, and that the child has come of age meanwhile. */
function knownFacts({ detail }: AnswerRow, episode: EpisodeMinimum | null, lens: Lens): string[] {
  if (!episode || !lens.knows(episode.childId)) return [];
  const facts = episode.placement ? [episode.placement] : [];
  return detail?.turned18 === true ? [...facts, "now 18 or over"] : facts;
}

/** Opens the form for an open episode. */
export function returnButton(episode: EpisodeMinimum, lens: Lens): Button | null {
  if (episode.endedAt !== null || !lens.mayOffer("return.open", episode.childId)) return null;
  return { title: "Log return", verb: "return.open", data: { id: episode.id, version: episode.version } };
}

function isAlert({ metric, asOf }: Answer, episode: EpisodeMinimum | null, lens: Lens): boolean {
  if (!episode) return false;
  if (metric === "currently_missing") return episode.risk === "high";
  const interviews = metric === "interviews_overdue" || metric === "interviews_outstanding";
  return interviews && episode.endedAt !== null && dueBy(episode.endedAt, lens) <= asOf;
}

function dueBy(returnedAt: Date, { context }: Lens): Date {
  return new Date(returnedAt.getTime() + context.policy.interviewWindowHours * 3_600_000);
}

const zoneOf = ({ context }: Lens): string => context.policy.timeZone;
