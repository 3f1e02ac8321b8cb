import type { Metric } from "../../data/vocabulary.ts";
import { LEXICON, type MetricCue } from "./lexicon.ts";
import type { Line } from "./line.ts";
import type { Pattern } from "./pattern.ts";
import { PatternTable } from "./pattern-table.ts";

export interface MetricReading {
  metric: Metric;
  strength: MetricCue["strength"];
}

/** By the first pattern that it needs: nearly all of them a line cannot hold, and they are passed over. */
const CUES = new PatternTable(LEXICON.metrics, ({ all }) => all.slice(0, 1));

/** The first cue set of the table that fits; specific ones stand before general ones. */
export function readMetric(line: Line): MetricReading | null {
  const cue = fitting(line);
  if (!cue) return null;
  for (const re of [...cue.all, ...cue.any]) markAll(line, re);
  return { metric: cue.metric, strength: cue.strength };
}

function fitting(line: Line): MetricCue | null {
  for (const [cue] of CUES.heldBy(line)) if (fits(cue, line)) return cue;
  return null;
}

function fits(cue: MetricCue, line: Line): boolean {
  return (
    cue.all.every((re) => line.has(re)) &&
    (cue.any.length === 0 || cue.any.some((re) => line.has(re))) &&
    !cue.none.some((re) => line.has(re))
  );
}

function markAll(line: Line, re: Pattern): void {
  for (let after = 0, times = 0; times < 12; times++) {
    const found = line.find(re, after);
    if (!found) return;
    line.mark(found.from, found.to, "metric");
    after = found.from + 1;
    if (after >= line.units.length) return;
  }
}
