import template from "./episode.json" with { type: "json" };
import { buttonData, type FactsData, factsData, type HeadData, headData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { type CardJson, compile } from "./template.ts";
import { md } from "./text.ts";
import type { EpisodeCardView } from "./views.ts";

export interface EpisodeCardData extends HeadData, FactsData {
  style: "attention" | "warning" | "accent" | "good";
  headline: string;
  deadlines: { text: string; weight: "Bolder" | "Default" }[];
  hasHistory: boolean;
  historyHeading: string;
  history: { text: string }[];
  hasLast: boolean;
  last: string;
  asAt: string;
}

/** The words say it; the colour repeats it for those who see it. */
const STYLES = { overdue: "attention", missing: "warning", back: "accent", closed: "good" } as const;

const fill = compile<EpisodeCardData>(template);

export function episodeCardData(view: EpisodeCardView): EpisodeCardData {
  return {
    ...headData(view),
    ...factsData(view.facts),
    style: STYLES[view.tone],
    headline: md(view.headline),
    deadlines: view.deadlines.map(({ label, text, overdue }) => ({
      text: md(`${label}: ${text}`, 300),
      weight: overdue ? "Bolder" : "Default",
    })),
    hasHistory: view.history !== null,
    historyHeading: md(view.history?.heading ?? ""),
    history: (view.history?.lines ?? []).map((line) => ({ text: md(line, 300) })),
    hasLast: view.last !== null,
    last: md(view.last ?? "", 300),
    asAt: md(view.asAt),
  };
}

/** Teams gives at most so many people a card of their own. */
const MOST_VIEWERS = 60;

/**
 * Teams asks for these people's own card by itself; everybody else sees this one. An empty list would
 * offer everybody a "Refresh card", so there is none.
 */
function withRefresh(card: CardJson, { refresh }: EpisodeCardView, shown: number): CardJson {
  if (!refresh || shown === 0) return card;
  const { title, verb, data } = structuredClone(buttonData(refresh.button));
  const action = { type: "Action.Execute", title, verb, data } as CardJson;
  return { ...card, refresh: { action, userIds: refresh.userIds.slice(0, shown) } };
}

/** One episode: how it stands, what is due, what can be done now. The last viewers go where it is too large. */
export const episode: Kind<EpisodeCardView> = {
  length: ({ refresh }) => Math.min(refresh?.userIds.length ?? 0, MOST_VIEWERS),
  card: (view, shown) => withRefresh(fill(episodeCardData(view)), view, shown),
};
