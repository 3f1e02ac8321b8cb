import type { Choice, Clarify, ClarifyWhy, NotHeld, OutOfScopeWhy, Request } from "../../data/vocabulary.ts";
import type { Alternative } from "./alternatives.ts";
import { choicesFor } from "./doubts.ts";
import type { Line } from "./line.ts";
import type { IndexedNames } from "./names.ts";
import { type Part, toQuestion } from "./question.ts";
import type { Slots } from "./slots.ts";
import type { Understanding } from "./understanding.ts";

/** The ways in which a reading ends: taken, asked back, refused. */
export function done(
  line: Line,
  request: Request,
  namesChild: boolean,
  unused: string[],
  alternatives: Alternative[],
): Understanding {
  return { request, spans: spansOf(line), unused, namesChild, alternatives };
}

/** Asks back. */
export function doubtful(
  line: Line,
  why: ClarifyWhy,
  choices: Clarify["choices"],
  namesChild: boolean,
): Understanding {
  return done(line, { kind: "clarify", why, choices }, namesChild, [], []);
}

/** Asks which of those who bear a name is meant. */
export function clarifyNames(
  line: Line,
  base: Choice | Part,
  slots: Slots,
  index: IndexedNames,
): Understanding {
  const whole = "line" in base ? toQuestion(base) : base;
  const { why, choices } = choicesFor(whole, slots, index);
  return doubtful(line, why, choices, slots.namesChild);
}

/** Cannot be answered; the nearest questions that can are found once the whole reading is done. */
export function refused(
  why: OutOfScopeWhy,
  units: Line["units"],
  namesChild = units.some(({ w }) => w === "@child"),
  unused: string[] = [],
  subject?: NotHeld,
): Understanding {
  const request: Request = { kind: "out_of_scope", why, ...(subject ? { subject } : {}), nearest: [] };
  return { request, spans: [], unused, namesChild, alternatives: [] };
}

function spansOf(line: Line): Understanding["spans"] {
  return line.units
    .filter(({ slot }) => slot !== null && slot !== "stop")
    .map(({ start, end, slot, w }) => ({ start, end, slot: slot!, text: w }));
}
