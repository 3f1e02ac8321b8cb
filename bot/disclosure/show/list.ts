import type { ListRow, ListView } from "../../../cards/views.ts";
import type { Metric } from "../../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { formButtons } from "../forms/offer.ts";
import { emptyText, headlineOf } from "../headline.ts";
import { type EpisodeMinimum, type Lens, WITHHELD } from "../lens.ts";
import type { FormName } from "../roles.ts";
import { count, figureText, number } from "../wording.ts";
import {
  type AnswerShowable,
  answerChange,
  answerFrame,
  exportButtons,
  PAGE,
  paging,
} from "./answer-frame.ts";
import { besideFacts } from "./figure.ts";
import { type Column, columnsOf, dueBy, riskThen } from "./list-columns.ts";
import { bucketLabel, childOf } from "./rows.ts";

/**
 * Children or episodes, one a row: the child as this viewer may see it, and the minimum fields (risk,
 * since when, deadlines). Where the viewer may read the name, the placement too.
 */
export function showList(showable: AnswerShowable, lens: Lens): ListView {
  const { answer, offset } = showable;
  const { page, more } = paging(answer.rowCount, offset, answer);
  const rows = answer.rows.slice(offset, offset + PAGE);
  const columns = columnsOf(answer);
  return {
    card: "list",
    ...answerFrame(showable, lens, more, exportButtons(showable, lens)),
    headline: rankingHeadline(answer) ?? headlineOf(answer),
    change: answerChange(answer, lens),
    columns: ["Child", ...columns.map(({ title }) => title)],
    rows: rows.map((row) => listRow(row, columns, answer, lens)),
    page,
    beside: besideFacts(answer, rankingHeadline(answer) ? ["joint_share"] : []),
    empty: emptyText(answer),
  };
}

/** "10 children had 366 of the 1,069 missing episodes in 2018/19 (34 %)"; null where they are all there are. */
function rankingHeadline(answer: Answer): string | null {
  const joint = answer.beside.find(({ key }) => key === "joint_share");
  if (!joint?.numerator || !joint.denominator || joint.numerator === joint.denominator) return null;
  const [children, part] = [count(answer.rows.length, "child", "children"), number(joint.numerator)];
  return `${children} had ${part} of the ${headlineOf(answer)} (${figureText(joint.value, "share")})`;
}

const INTERVIEWS: readonly FormName[] = ["interview_offer", "interview"];
/** What is done about a row of a list: the first of these that makes sense; else the return is logged. */
const ROW_FORMS: Readonly<Partial<Record<Metric, readonly FormName[]>>> = {
  interviews_due: INTERVIEWS,
  interviews_overdue: INTERVIEWS,
  interviews_outstanding: INTERVIEWS,
  long_without_strategy_meeting: ["meeting", "meeting_plan"],
};

/** Whom a row is about, as this viewer may see it. */
export interface RowSeen {
  label: string;
  episode: EpisodeMinimum | null;
  /** false: a bare row, since when and how long could tell who it is */
  shown: boolean;
}

export function rowSeen({ subject }: AnswerRow, lens: Lens): RowSeen {
  const childId = childOf(subject);
  const label = childId === null ? bucketLabel(subject) : lens.child(childId);
  const found = subject.kind === "episode" ? lens.episode(subject.episodeId) : null;
  const episode = found && found.childId === childId ? found : null;
  return { label, episode, shown: label !== WITHHELD || subject.kind === "others" };
}

function listRow(row: AnswerRow, columns: readonly Column[], answer: Answer, lens: Lens): ListRow {
  const { label, episode, shown } = rowSeen(row, lens);
  const cells = columns.map(({ cell }) => (shown ? cell(row, episode, lens) : ""));
  const [button] = episode ? formButtons(ROW_FORMS[answer.metric] ?? ["return"], episode, lens) : [];
  return {
    cells: [[label, ...knownFacts(row, episode, lens)].join(", "), ...cells],
    ...(button ? { button } : {}),
    ...(isAlert(row, answer, episode, lens) ? { alert: true } : {}),
  };
}

/** Where the viewer may read the name: the placement, and that the child has come of age meanwhile. */
function knownFacts({ detail }: AnswerRow, episode: EpisodeMinimum | null, lens: Lens): string[] {
  if (!episode || !lens.knows(episode.childId)) return [];
  const facts = episode.placement ? [episode.placement] : [];
  return detail?.turned18 === true ? [...facts, "now 18 or over"] : facts;
}

function isAlert(
  row: AnswerRow,
  { metric, asOf }: Answer,
  episode: EpisodeMinimum | null,
  lens: Lens,
): boolean {
  if (!episode) return false;
  if (metric === "currently_missing") return riskThen(row, episode) === "high";
  const interviews = metric === "interviews_overdue" || metric === "interviews_outstanding";
  return interviews && episode.endedAt !== null && dueBy(episode.endedAt, lens) <= asOf;
}
