import template from "./episode.json" with { type: "json" };
import { type FactsData, factsData, type HeadData, headData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { EpisodeCardView } from "./views.ts";

export interface EpisodeCardData extends HeadData, FactsData {
  style: "attention" | "warning" | "accent" | "good";
  headline: string;
  deadlines: { text: string; weight: "Bolder" | "Default" }[];
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
    hasLast: view.last !== null,
    last: md(view.last ?? "", 300),
    asAt: md(view.asAt),
  };
}

/** One episode: how it stands, what is due, what can be done now. */
export const episode: Kind<EpisodeCardView> = {
  length: () => 0,
  card: (view) => fill(episodeCardData(view)),
};
