import { METRICS, type Metric } from "../../data/vocabulary.ts";
import { clean } from "./clean.ts";
import { METRIC_WORDS } from "./explain.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";

/** Longest first: "Episodes of 3 days or more" begins another title. */
const TITLES = METRICS.map((metric) => ({ metric, words: clean(METRIC_WORDS[metric], () => false).words }))
  .sort((a, b) => b.words.length - a.words.length)
  .map(({ metric, words }) => ({ metric, re: pattern(`(?<=^ )${words.join(" ")}(?= ·)`) }));

/** A reading copied from a card begins with its measure's title: the words in it say nothing else. */
export function takeTitle(line: Line): void {
  if (!line.units.some(({ w }) => w === "·")) return;
  for (const { metric, re } of TITLES) {
    const found = line.find(re);
    if (!found) continue;
    line.replace(found.from, found.to, "@title", "metric", metric);
    return;
  }
}

/** The measure whose title stands first. */
export function titleOf(line: Line): Metric | null {
  const [first] = line.units;
  return first?.w === "@title" ? (first.value as Metric) : null;
}
