import type { Button, HistoryView } from "../../../cards/views.ts";
import type { AnswerRow } from "../../answers/answer.ts";
import { formButtons } from "../forms/offer.ts";
import { type EpisodeMinimum, type Lens, WITHHELD } from "../lens.ts";
import { durationText, shortInstantText } from "../wording.ts";
import { riskText } from "../words.ts";
import { type AnswerShowable, answerFrame, PAGE, paging } from "./answer-frame.ts";
import { besideFacts } from "./figure.ts";
import { historyButtons } from "./record-frame.ts";

type EpisodeLine = HistoryView["episodes"][number];

/** One child's episodes in order; only where the viewer may read that child's name. */
export function showHistory(showable: AnswerShowable, lens: Lens): HistoryView {
  const { answer, offset } = showable;
  const { page, more } = paging(answer.rowCount, offset, answer);
  const [childId] = answer.question.filters.child ?? [];
  const open = openOf(answer, lens);
  const casework = open
    ? formButtons(["risk"], open, lens)
    : childId === undefined
      ? []
      : reportButtons(childId, lens);
  return {
    card: "history",
    ...answerFrame(showable, lens, [...more, ...casework]),
    subject: childId === undefined ? WITHHELD : lens.child(childId),
    facts: besideFacts(answer),
    episodes: answer.rows.slice(offset, offset + PAGE).flatMap((row) => lineOf(row, lens, answer.asOf)),
    page,
  };
}

/** The open episode, of those on this page. */
function openOf({ rows }: AnswerShowable["answer"], lens: Lens): EpisodeMinimum | null {
  const episodes = rows.flatMap(
    ({ subject }) => (subject.kind === "episode" ? lens.episode(subject.episodeId) : null) ?? [],
  );
  return episodes.find(({ endedAt }) => endedAt === null) ?? null;
}

/** A child who is not missing, as far as the page shows, can be reported; who is, is not reported again. */
function reportButtons(childId: number, lens: Lens): Button[] {
  if (!lens.mayOffer("report.open", childId)) return [];
  return [{ title: "Report missing", verb: "report.open", data: { id: childId } }];
}

function lineOf(row: AnswerRow, lens: Lens, asOf: Date): EpisodeLine[] {
  const known = knownEpisode(row, asOf, lens);
  if (!known) return [];
  const { episode, line } = known;
  const window = lens.context.policy.undoWindowHours * 3_600_000;
  const recent = episode.endedAt !== null && asOf.getTime() - episode.endedAt.getTime() <= window;
  const next = ["return", "interview_offer", "interview", ...(recent ? ["correct" as const] : [])] as const;
  const [button] = [...formButtons(next, episode, lens), ...historyButtons(episode, lens)];
  return [{ ...line, ...(button ? { button } : {}) }];
}

/** An episode of a child's record in words; null where the viewer may not read the child's name here. */
export function knownEpisode(
  row: AnswerRow,
  asOf: Date,
  lens: Lens,
): { episode: EpisodeMinimum; line: EpisodeLine } | null {
  const episode = row.subject.kind === "episode" ? lens.episode(row.subject.episodeId) : null;
  if (!episode || !lens.knows(episode.childId)) return null;
  const line = {
    reference: episode.reference,
    when: whenText(episode, asOf, lens),
    length: row.value === null ? "" : durationText(row.value),
    interview: text(row, "interview") ?? "",
    meeting: text(row, "meeting"),
    open: endThen(episode, asOf) === null,
  };
  return { episode, line };
}

/** The return, where it had happened by the answer's instant. */
function endThen({ endedAt }: EpisodeMinimum, asOf: Date): Date | null {
  return endedAt !== null && endedAt <= asOf ? endedAt : null;
}

function whenText(episode: EpisodeMinimum, asOf: Date, { context }: Lens): string {
  const zone = context.policy.timeZone;
  const end = endThen(episode, asOf);
  const from = shortInstantText(episode.startedAt, zone, episode.startPrecision);
  const to = end ? shortInstantText(end, zone, episode.endPrecision) : "still missing";
  const parts = [`${from} – ${to}`, `risk ${riskText(episode.risk).toLowerCase()}`, episode.placement];
  return parts.filter(Boolean).join(", ");
}

function text({ detail }: AnswerRow, key: string): string | null {
  const value = detail?.[key];
  return typeof value === "string" ? value : null;
}
