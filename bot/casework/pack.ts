import { dayOf } from "../../data/calendar.ts";
import { childFaces, episodeFaces } from "../../data/faces.ts";
import type { Action } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";
import { type PackAnswer, packAnswer, packPeriod } from "../answers/pack.ts";
import { MOST_PACK_ROWS } from "../answers/pack-plans.ts";
import type { Presence } from "../presence.ts";
import { childrenOf, episodesOf, figures, type Response, refusal } from "../respond.ts";

/**
 * A pack, worked out for what was asked: its key figures, and with `whole` all that its document shows.
 * The showable's children are those that it speaks of: the board's document speaks of none.
 */
export async function packResponse(
  { house, now, viewer }: Presence,
  request: Action,
  { whole = false } = {},
): Promise<Response> {
  const { policy, store } = house;
  const pack = request.slots?.pack;
  if (!pack) return refusal("old_card", { kind: "pack" });
  const period = packPeriod(pack, request.period, dayOf(now, policy.timeZone));
  if (typeof period === "string") return refusal(period, { kind: "pack" });
  const result = await packAnswer(store.db, pack, period, { asOf: now, policy, me: viewer }, { whole });
  const answers = whole && pack === "board_report" ? [] : answersOf(result);
  const shown = answers.map((answer) => ({ answer, rows: answer.rows.slice(0, MOST_PACK_ROWS) }));
  const childIds = [...new Set(shown.flatMap(({ answer, rows }) => childrenOf(answer, whole ? rows : [])))];
  const [children, episodes] = await Promise.all([
    childFaces(store.db, childIds),
    episodeFaces(store.db, whole ? shown.flatMap(({ rows }) => episodesOf(rows)) : []),
  ]);
  return {
    showable: { kind: "pack", pack: result, children, episodes },
    audit: { kind: "answer", detail: detailOf(result), childIds },
  };
}

function answersOf({ sections }: PackAnswer): Answer[] {
  return sections.flatMap(({ figures, charts, tables }) => [
    ...figures.map(({ answers }) => answers[0]),
    ...[...charts, ...tables].map(({ answer }) => answer),
  ]);
}

/** What each figure of a paper needs to be explained later. */
function detailOf({ pack, period, sections }: PackAnswer): Record<string, unknown> {
  const lines = sections.flatMap((section) => section.figures.map(({ answers }) => figures(answers[0])));
  return { what: "pack", pack, period: { from: period.from, to: period.to }, figures: lines };
}
