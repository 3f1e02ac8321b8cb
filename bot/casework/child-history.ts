import { episodeFaces } from "../../data/faces.ts";
import type { Question } from "../../data/vocabulary.ts";
import { answer } from "../answers/answer-question.ts";
import type { ChildHistory } from "../disclosure/showable.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";

/** Other episodes of the child on the card of one. */
const MOST_OTHERS = 3;

/** What the child's record says beside one of its episodes: the same figures and rows as its history card. */
export async function childHistory(
  { house, now, viewer }: Presence,
  { id, childId }: EpisodeFace,
): Promise<ChildHistory> {
  const { db } = house.store;
  const record = await answer(db, recordOf(childId), { asOf: now, policy: house.policy, me: viewer });
  const others = record.rows
    .filter(({ subject }) => subject.kind === "episode" && subject.episodeId !== id)
    .reverse();
  const rows = others.slice(0, MOST_OTHERS);
  const ids = rows.flatMap(({ subject }) => (subject.kind === "episode" ? [subject.episodeId] : []));
  return {
    counts: record.beside,
    others: { rows, all: others.length },
    episodes: await episodeFaces(db, ids),
  };
}

const recordOf = (childId: number): Question => ({
  kind: "question",
  metric: "child_profile",
  filters: { child: [childId] },
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
});
