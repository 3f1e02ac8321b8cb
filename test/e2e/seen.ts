import { expect } from "chai";
import type { Locator } from "playwright-core";
import type { Town } from "./town.ts";
import type { Window } from "./window.ts";

/** The town and the window of the stories, once they are open. */
export interface Scene {
  town: Town;
  window: Window;
}

export type Here = () => Scene;

/** `MC-1042` */
export const REFERENCE = /MC-\d+/;

/** An edit that does not get through at first is tried again, more than a minute later at the worst. */
export const FOLLOWS = { timeout: 150_000 };

/** What a person sees of it, on one line; what is folded away is not seen. */
export async function textOf(seen: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would read what is folded away too
  return (await seen.innerText()).replace(/\s+/g, " ");
}

/** Waits until the words are there, then says which of the rest are missing. */
export async function shows(seen: Locator, ...words: string[]): Promise<string> {
  const [first = ""] = words;
  await seen
    .filter({ hasText: first })
    .waitFor()
    .catch(() => {});
  const text = await textOf(seen);
  for (const part of words) expect(text.toLowerCase()).to.include(part.toLowerCase());
  return text;
}

/** Presses a button of a card; the answer takes the card's place. */
export async function press(card: Locator, title: string, ...words: string[]): Promise<string> {
  const answered = card.page().waitForResponse((response) => response.url().endsWith("/invoke"));
  await card.getByRole("button", { name: title, exact: true }).first().click();
  await answered;
  return shows(card, ...words);
}
