import type { HistoryView } from "../../../cards/views.ts";
import type { AnswerRow } from "../../answers/answer.ts";
import { type EpisodeMinimum, type Lens, WITHHELD } from "../lens.ts";
import { durationText, shortInstantText } from "../wording.ts";
import { riskText } from "../words.ts";
import { type AnswerShowable, answerFrame, PAGE, paging } from "./answer-frame.ts";
import { besideFacts } from "./figure.ts";
import { returnButton } from "./list.ts";

type EpisodeLine = HistoryView["episodes"][number];

/** One child's episodes in order; only where the viewer may read that child's name. */
export function showHistory(showable: AnswerShowable, lens: Lens): HistoryView {
  const { answer, offset } = showable;
  const { page, more } = paging(answer.rows.length, offset, answer);
  const [childId] = answer.question.filters.child ?? [];
  return {
    card: "history",
    ...answerFrame(showable, lens, more),
    subject: childId === undefined ? WITHHELD : lens.child(childId),
    facts: besideFacts(answer),
    episodes: answer.rows.slice(offset, offset + PAGE).flatMap((row) => lineOf(row, lens)),
    page,
  };
}

function lineOf(row: AnswerRow, lens: Lens): EpisodeLine[] {
  const episode = row.subject.kind === "episode" ? lens.episode(row.subject.episodeId) : null;
  if (!episode || !lens.knows(episode.childId)) return [];
  const button = returnButton(episode, lens);
  return [
    {
      reference: episode.reference,
      when: whenText(episode, lens),
      length: row.value === null ? "" : durationText(row.value),
      interview: text(row, "interview") ?? "",
      meeting: text(row, "meeting"),
      open: episode.endedAt === null,
      ...(button ? { button } : {}),
    },
  ];
}

function whenText(episode: EpisodeMinimum, { context }: Lens): string {
  const zone = context.policy.timeZone;
  const from = shortInstantText(episode.startedAt, zone, episode.startPrecision);
  const to = episode.endedAt
    ? shortInstantText(episode.endedAt, zone, episode.endPrecision)
    : "still missing";
  const parts = [`${from} – ${to}`, `risk ${riskText(episode.risk).toLowerCase()}`, episode.placement];
  return parts.filter(Boolean).join(", ");
}

function text({ detail }: AnswerRow, key: string): string | null {
  const value = detail?.[key];
  return typeof value === "string" ? value : null;
}
