import { takeAges } from "./ages.ts";
import { takeCounts, takeDurations, takeLimit } from "./amounts.ts";
import { markUnknown } from "./coverage.ts";
import { takeFilters, takeNames } from "./filters.ts";
import { takeGrouping } from "./grouping.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import { noSlots, type Slots } from "./slots.ts";
import { takeTimes } from "./times.ts";

const FORWARD = pattern(
  "due|deadline|upcoming|coming up|schedule|arrange|book|strategy meeting for @child|plan|organise|set up|convene",
);

/** Everything typed that a line says, read in the order in which one form may hide another. `today`: a London day. */
export function takeSpans(line: Line, today: string): Slots {
  const slots = noSlots();
  const clock = { today, forward: line.has(FORWARD) };
  takeDurations(line, slots);
  takeCounts(line, slots);
  takeTimes(line, slots, clock);
  takeLimit(line, slots);
  takeAges(line, slots);
  takeGrouping(line, slots);
  takeNames(line, slots);
  takeFilters(line, slots);
  markUnknown(line);
  return slots;
}
