import { type ButtonData, type HeadData, headData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import template from "./notice.json" with { type: "json" };
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { NoticeView } from "./views.ts";

const MOST_PARAGRAPHS = 8;

export interface NoticeData extends HeadData {
  paragraphs: { text: string }[];
  /** the readings to choose from, one below the other: a button would cut their long titles */
  choices: (ButtonData & { text: string })[];
}

const fill = compile<NoticeData>(template);

export function noticeData(view: NoticeView): NoticeData {
  const head = headData(view);
  const asks = view.tone === "question" || view.tone === "refusal";
  return {
    ...head,
    buttons: asks ? [] : head.buttons,
    choices: asks ? head.buttons.map((button) => ({ ...button, text: md(button.title) })) : [],
    paragraphs: view.paragraphs.slice(0, MOST_PARAGRAPHS).map((text) => ({ text: md(text, 800) })),
  };
}

/** Refusals, questions back, plain notices and the welcome. */
export const notice: Kind<NoticeView> = {
  length: () => 0,
  card: (view) => fill(noticeData(view)),
};
