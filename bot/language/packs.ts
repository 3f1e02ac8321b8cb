import { daysBetween } from "../../data/calendar.ts";
import { PACKS, type PackName } from "../../data/vocabulary.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { done, doubtful } from "./outcomes.ts";
import { takeSpans } from "./take-spans.ts";
import type { Understanding } from "./understanding.ts";

/** The paper's name, and days that are real or are not. */
const SPANS: ReadonlySet<string> = new Set(["@pack", "@period", "@trouble"]);
const SIGN = /^[^\p{L}\p{N}@]+$|^'s$/u;
/** A pack of no more days than this is the monthly one. */
const LONGEST_MONTHLY_DAYS = 100;

/**
 * "Monitoring group pack for October", "board report 2018/19": a paper and its period, and nothing else.
 * One word that is not of it, and the line is left to the other readings. `today`: a London day.
 */
export function readPack(said: Line, today: string): Understanding | null {
  const line = said.copy();
  const name = takeName(line);
  if (!name) return null;
  const slots = takeSpans(line, today);
  const only = line.units.every(({ w }) => SPANS.has(w) || LEXICON.packs.with.has(w) || SIGN.test(w));
  if (!only) return null;
  if (slots.periodTrouble) return doubtful(line, "period", [], false);
  const period = slots.period && { from: slots.period.from, to: slots.period.to };
  const long = period !== null && daysBetween(period.from, period.to) > LONGEST_MONTHLY_DAYS;
  const pack = name === "either" ? (long ? "board_report" : "monthly_group") : name;
  return done(
    line,
    {
      kind: "action",
      action: "pack",
      metric: null,
      filters: {},
      period,
      compare: null,
      groupBy: null,
      limit: null,
      slots: { pack },
    },
    false,
    [],
    [],
  );
}

/** Turns the paper's name into one span, so that "monthly" in it groups nothing. */
function takeName(line: Line): PackName | "either" | null {
  for (const name of [...PACKS, "either"] as const) {
    for (const re of LEXICON.packs[name]) {
      const found = line.find(re);
      if (!found || line.units.slice(found.from, found.to).some(({ slot }) => slot !== null)) continue;
      line.replace(found.from, found.to, "@pack", "action");
      return name;
    }
  }
  return null;
}
