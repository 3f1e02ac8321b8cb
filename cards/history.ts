import {
  type AnswerData,
  answerData,
  type ButtonData,
  buttonData,
  type FactsData,
  factsData,
  type MoreData,
  moreData,
} from "./frame.ts";
import template from "./history.json" with { type: "json" };
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md, plain } from "./text.ts";
import type { HistoryView } from "./views.ts";

export interface HistoryData extends AnswerData, FactsData, MoreData {
  subject: string;
  episodes: EpisodeData[];
  hasPage: boolean;
  page: string;
}

interface EpisodeData {
  when: string;
  length: string;
  colour: "Default" | "Attention";
  weight: "Default" | "Bolder";
  details: string;
  hasButton: boolean;
  buttons: ButtonData[];
}

const fill = compile<HistoryData>(template);

export function historyData(view: HistoryView, shown: number): HistoryData {
  const episodes = view.episodes.slice(0, shown);
  return {
    ...answerData(view),
    ...factsData(view.facts),
    ...moreData(view.episodes.length, episodes.length),
    subject: md(view.subject),
    episodes: episodes.map(episodeData),
    hasPage: view.page !== null,
    page: md(view.page ?? ""),
  };
}

function episodeData(episode: HistoryView["episodes"][number]): EpisodeData {
  const details = [episode.reference, episode.interview, episode.meeting ?? ""].map((text) =>
    plain(text, 120),
  );
  return {
    when: plain(episode.when, 100),
    length: ` · ${plain(episode.length, 60)}`,
    colour: episode.open ? "Attention" : "Default",
    weight: episode.open ? "Bolder" : "Default",
    details: details.filter((text) => text !== "").join(" · "),
    hasButton: episode.button !== undefined,
    buttons: episode.button ? [buttonData(episode.button)] : [],
  };
}

/** One child's episodes in order. */
export const history: Kind<HistoryView> = {
  length: (view) => view.episodes.length,
  card: (view, shown) => fill(historyData(view, shown)),
};
