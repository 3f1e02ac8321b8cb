import { z } from "zod";
import type { Disclosures, EpisodeHistory, Filters, RecordQuestion, Request } from "../../data/vocabulary.ts";
import { takeNames } from "./filters.ts";
import json from "./lexicon/records.json" with { type: "json" };
import type { Line } from "./line.ts";
import type { IndexedNames } from "./names.ts";
import { clarifyNames, done, doubtful } from "./outcomes.ts";
import { type Pattern, pattern } from "./pattern.ts";
import { dropPoliteness } from "./politeness.ts";
import { noSlots, type Slots } from "./slots.ts";
import { takeTimes } from "./times.ts";
import type { Understanding } from "./understanding.ts";

const phrases = z.array(z.string());
/**
 * Phrases of whole lines; `{name}` stands for a macro, `when` and the words around may be there or not.
 * Each holds one of the `keys`: most lines need not be tried.
 */
const lexicon = z
  .strictObject({
    keys: z.string(),
    macros: z.record(z.string(), z.string()),
    looked: phrases,
    life: phrases,
    also: phrases,
    when: z.string(),
    before: z.string(),
    after: z.string(),
  })
  .parse(json);

const macros: Record<string, string> = { ...lexicon.macros, when: lexicon.when };
const expanded = (source: string): string =>
  source.replace(/\{([a-z_]+)\}/g, (_, name: string) => expanded(macros[name]!));
const whole = (source: string): Pattern =>
  pattern(
    expanded(
      `(?<=^ )(${lexicon.before} ){0,4}({when} ,? ?)?(${source})( {when})?( ${lexicon.after}){0,3}(?= $)`,
    ),
  );
const KEYS: ReadonlySet<string> = new Set(lexicon.keys.split(" "));
const LOOKED = lexicon.looked.map(whole);
const LIFE = lexicon.life.map(whole);
const ALSO = lexicon.also.map(whole);
const LATEST = pattern(expanded("{latest}"));

/**
 * "Who looked at MC-1042", "history of this episode": questions about what was recorded and shown. The
 * whole line has to be one of their phrases, before anything is spelt out: one word more, and it is left
 * to the other readings. `context`: the last reading, which says who "this child" is. Null: it is neither.
 */
export function readRecordQuestion(
  line: Line,
  context: Request | null,
  today: string,
  index: IndexedNames,
): Understanding | null {
  if (context?.kind !== "disclosures" && !line.units.some(({ w }) => KEYS.has(w))) return null;
  const own = line.copy();
  dropPoliteness(own);
  const slots = noSlots();
  takeTimes(own, slots, { today, forward: false });
  takeNames(own, slots);
  const asked = fits(own, LIFE) ? episodeHistory(own, slots, context) : disclosures(own, slots, context);
  if (!asked) return null;
  own.mark(0, own.units.length, "metric");
  // every word was used: none may be a name that nothing knows
  line.mark(0, line.units.length, "metric");
  if (slots.doubts.length > 0) return clarifyNames(own, asked, slots, index);
  if (slots.periodTrouble) return doubtful(own, "period", [], slots.namesChild);
  return done(own, asked, slots.namesChild, [], []);
}

const fits = (line: Line, phrases: readonly Pattern[]): boolean => phrases.some((re) => line.has(re));

function disclosures(line: Line, slots: Slots, context: Request | null): Disclosures | null {
  const before = context?.kind === "disclosures" ? context : null;
  const goesOn = before !== null && fits(line, ALSO);
  if (!goesOn && !fits(line, LOOKED)) return null;
  const period = slots.period && { from: slots.period.from, to: slots.period.to };
  const ever = goesOn && !period && !slots.filters.child;
  return {
    kind: "disclosures",
    filters: childIn(slots, context),
    period: period ?? (goesOn && !ever ? before.period : null),
  };
}

/** Nothing is counted in a period here: a line that names one asks for something else. */
function episodeHistory(line: Line, slots: Slots, context: Request | null): EpisodeHistory | null {
  if (slots.period) return null;
  const reference = episodeIn(line);
  if (reference) return historyOf(reference);
  if (line.has(LATEST) && namesOne(slots))
    return { kind: "episode_history", episode: "latest", filters: slots.filters };
  return { kind: "episode_history", episode: "this", filters: childIn(slots, context) };
}

const namesOne = ({ filters, doubts }: Slots): boolean => filters.child !== undefined || doubts.length > 0;

/** The child that the line names, else the only one that the last reading was of. */
function childIn(slots: Slots, context: Request | null): Filters {
  if (namesOne(slots)) return slots.filters;
  const child = context && "filters" in context ? context.filters.child : undefined;
  return child?.length === 1 ? { child } : {};
}

/** The one episode that a line names by its reference; null where it names none, or several. */
export function episodeIn(line: Line): string | null {
  const named = line.units.filter(({ w }) => w === "@episode");
  return named.length === 1 ? (named[0]!.value as string) : null;
}

/**
 * An episode is named in a line that nothing else has read: its history is all that can be asked of it,
 * and is offered, for a figure that passed over the reference would be of other episodes.
 */
export function offerHistory(line: Line, namesChild: boolean): Understanding | null {
  if (!line.units.some(({ w }) => w === "@episode")) return null;
  const reference = episodeIn(line);
  const choices: RecordQuestion[] = reference ? [historyOf(reference)] : [];
  return doubtful(line, reference ? "metric" : "episode", choices, namesChild);
}

const historyOf = (episode: string): EpisodeHistory => ({ kind: "episode_history", episode, filters: {} });
