import { type ButtonData, buttonData, type HeadData, headData, type MoreData, moreData } from "./frame.ts";
import template from "./help.json" with { type: "json" };
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { HelpView } from "./views.ts";

export interface HelpData extends HeadData, MoreData {
  intro: string;
  groups: {
    heading: string;
    /** examples that are asked by a press */
    asks: (ButtonData & { text: string })[];
    /** examples that are typed */
    says: { text: string }[];
  }[];
  hasFootnote: boolean;
  footnote: string;
}

const fill = compile<HelpData>(template);

const count = (view: HelpView) => view.groups.reduce((sum, group) => sum + group.examples.length, 0);

export function helpData(view: HelpView, shown: number): HelpData {
  let left = shown;
  const groups = view.groups.map(({ heading, examples }) => {
    const kept = examples.slice(0, left);
    left -= kept.length;
    return {
      heading: md(heading),
      asks: kept.flatMap(({ text, button }) => (button ? [{ ...buttonData(button), text: md(text) }] : [])),
      says: kept.flatMap(({ text, button }) => (button ? [] : [{ text: md(text) }])),
    };
  });
  return {
    ...headData(view),
    ...moreData(count(view), shown),
    intro: md(view.intro, 800),
    groups: groups.filter(({ asks, says }) => asks.length + says.length > 0),
    hasFootnote: view.footnote !== null,
    footnote: md(view.footnote ?? "", 800),
  };
}

/** What can be asked, in words that can be pressed. */
export const help: Kind<HelpView> = {
  length: count,
  card: (view, shown) => fill(helpData(view, shown)),
};
