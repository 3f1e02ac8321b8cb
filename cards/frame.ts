import { md, moreText, plain } from "./text.ts";
import type { AnswerFrame, Button, Change, Fact } from "./views.ts";

/** What the shared parts (parts/*.json) are filled with. */

/** Teams shows at most six actions of a card. */
export const MOST_BUTTONS = 6;
const MOST_FACTS = 12;
const MOST_CAVEATS = 8;

export interface ButtonData {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  style: "default" | "positive" | "destructive";
}

export interface FactData {
  title: string;
  value: string;
}

export interface HeadData {
  demonstration: boolean;
  title: string;
  buttons: ButtonData[];
}

export interface ChangeData {
  changed: boolean;
  change: { text: string; color: "Good" | "Attention" | "Default" };
  hasWhy: boolean;
  why: string;
}

export interface FactsData {
  hasFacts: boolean;
  facts: FactData[];
}

export interface MoreData {
  hasMore: boolean;
  more: string;
}

export interface AnswerData extends HeadData {
  hasReading: boolean;
  reading: string;
  asAt: string;
  definition: string;
  hasCaveats: boolean;
  caveats: { text: string }[];
}

export function headData(view: { title: string; buttons: Button[]; demonstration: boolean }): HeadData {
  return {
    demonstration: view.demonstration,
    title: md(view.title),
    buttons: view.buttons.slice(0, MOST_BUTTONS).map(buttonData),
  };
}

export function answerData(view: AnswerFrame): AnswerData {
  const said = view.caveats.slice(0, MOST_CAVEATS).map((caveat) => md(caveat, 500));
  const unused = view.unused ? [md(`Not used from your question: ${view.unused}`, 300)] : [];
  const reading = withoutTitle(view);
  const caveats = [...unused, ...said].map((text) => ({ text }));
  return {
    ...headData(view),
    hasReading: reading !== "",
    reading: md(reading, 400),
    asAt: md(view.asAt),
    definition: md(view.definition, 1500),
    hasCaveats: caveats.length > 0,
    caveats,
  };
}

/** "1 Apr 2018 to 31 Mar 2019" under the title "Missing episodes": what was read is said once. */
function withoutTitle({ reading, title }: AnswerFrame): string {
  if (reading === title) return "";
  const repeated = `${title} · `;
  if (!reading.startsWith(repeated)) return reading;
  const rest = reading.slice(repeated.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export function buttonData(button: Button): ButtonData {
  return {
    title: plain(button.title, 100),
    verb: button.verb,
    data: button.data,
    style: button.style ?? "default",
  };
}

const COLOURS = { good: "Good", bad: "Attention", neutral: "Default" } as const;

/** The words say the direction; the arrow and the colour repeat it for those who see them. */
export function changeData(change: Change | null): ChangeData {
  if (!change) return { changed: false, change: { text: "", color: "Default" }, hasWhy: false, why: "" };
  const arrow = /^up\b/i.test(change.text) ? "▲ " : /^down\b/i.test(change.text) ? "▼ " : "";
  return {
    changed: true,
    change: { text: arrow + md(change.text), color: COLOURS[change.tone] },
    hasWhy: change.why !== undefined,
    why: md(change.why ?? "", 300),
  };
}

export function factsData(facts: readonly Fact[]): FactsData {
  const shown = facts
    .slice(0, MOST_FACTS)
    .map(({ label, value }) => ({ title: md(label, 80), value: md(value) }));
  return { hasFacts: shown.length > 0, facts: shown };
}

export function moreData(all: number, shown: number): MoreData {
  return { hasMore: all > shown, more: moreText(all - shown) };
}

/** What a card of rows, bars or points begins with: the answer, its change, the headline, what was left out. */
export interface OpeningData extends AnswerData, ChangeData, MoreData {
  headline: string;
}

/** `all` and `shown`: how many rows there are, and how many fit. */
export function openingData(
  view: AnswerFrame & { change: Change | null; headline: string },
  all: number,
  shown: number,
): OpeningData {
  return {
    ...answerData(view),
    ...changeData(view.change),
    ...moreData(all, shown),
    headline: md(view.headline),
  };
}
