import { z } from "zod";
import { GROUPINGS, METRICS, NOT_HELD } from "../../data/vocabulary.ts";
import abbreviationsJson from "./lexicon/abbreviations.json" with { type: "json" };
import actionsJson from "./lexicon/actions.json" with { type: "json" };
import filtersJson from "./lexicon/filters.json" with { type: "json" };
import groupingsJson from "./lexicon/groupings.json" with { type: "json" };
import helpJson from "./lexicon/help.json" with { type: "json" };
import metricsJson from "./lexicon/metrics.json" with { type: "json" };
import packsJson from "./lexicon/packs.json" with { type: "json" };
import phrasesJson from "./lexicon/phrases.json" with { type: "json" };
import refusalsJson from "./lexicon/refusals.json" with { type: "json" };
import wordsJson from "./lexicon/words.json" with { type: "json" };
import { type Pattern, pattern } from "./pattern.ts";
import { CALENDAR_WORDS, NUMBER_WORDS } from "./periods/calendar-words.ts";

/**
 * The lexicon: terms to typed values, read once. A council's own words are added to the JSON files;
 * a phrase is words with `(a|b)`, `(…)?` and `@kind` for a span that was read before.
 */
const phrase = z.string().min(1).max(6000);

const WHO =
  "(@child( (and|,|&) @child){0,5}|@child @unknown|@unknown( (and|&) (@child|@unknown)| @unknown){0,2}|@episode)";
/** A time of day as it is typed. Bare figures are none: "missing 3 times". */
const TIME_OF_DAY =
  "((at |about |around |since |from |by |gone ){0,2}(\\d{1,2}[:.]\\d{2}( ?[ap]m)?|\\d{1,2} ?[ap]m|\\d{4} hours|midnight|noon|midday|half (past )?[a-z0-9]{1,6}|quarter (past|to) [a-z0-9]{1,8}|(five|ten|twenty|twenty five) (past|to) [a-z0-9]{1,8}|\\d{1,2} past [a-z0-9]{1,8})|at \\d{1,4})";
const MACROS: [RegExp, string][] = [
  [/\{time\}/g, TIME_OF_DAY],
  [/\{who\}/g, WHO],
  [/@ranked/g, "(top|most|worst|highest|biggest|greatest)"],
  [/@when/g, "(@clock|@period|@today)"],
];

/** A lexicon phrase, its macros spelt out. Unbounded repetition is refused: no phrase may be slow. */
function compile(source: string): Pattern {
  if (/\*|\+(?!\])|\{(?![01],\d{1,2}\}|(who|time)\})/.test(source))
    throw new Error(`not a phrase: ${source}`);
  let expanded = source;
  for (const [macro, text] of MACROS) expanded = expanded.replace(macro, text);
  // anchors stand outside the blanks that the words stand between
  const anchored = expanded.replaceAll("^ ", "(?<=^ )").replaceAll(" $", "(?= $)");
  return pattern(anchored);
}

const filterTerm = z.strictObject({
  key: z.string(),
  values: z.array(z.string()).optional(),
  value: z.union([z.string(), z.boolean()]).optional(),
  phrases: z.array(phrase),
});
export interface FilterTerm {
  key: string;
  values?: readonly (string | number)[] | undefined;
  value?: string | boolean | undefined;
  patterns: Pattern[];
}

const metricCue = z.strictObject({
  metric: z.enum(METRICS),
  strength: z.enum(["strong", "noun", "weak"]),
  all: z.array(phrase),
  any: z.array(phrase).optional(),
  need: phrase.optional(),
  none: z.array(phrase).optional(),
});
export interface MetricCue {
  metric: (typeof METRICS)[number];
  strength: "strong" | "noun" | "weak";
  all: Pattern[];
  /** one of these, too */
  any: Pattern[];
  none: Pattern[];
}

const grouping = z.strictObject({ by: z.enum(GROUPINGS), words: phrase, which: z.string() });

const abbreviations = z.record(z.string(), z.string()).parse(abbreviationsJson);
const phrases = z.array(z.tuple([phrase, phrase])).parse(phrasesJson);
const filters = z.array(filterTerm).parse(filtersJson);
const metrics = z.array(metricCue).parse(metricsJson);
const groupings = z.array(grouping).parse(groupingsJson);
const ACTION_ORDER = [
  "undo",
  "update_risk",
  "correct_return",
  "unsubscribe",
  "subscribe",
  "weekly_summary",
  "export",
  "assign_interviewer",
  "offer_interview",
  "hold_strategy_meeting",
  "record_interview",
  "arrange_strategy_meeting",
  "log_return",
  "report_missing",
] as const;
const actions = z.record(z.enum(ACTION_ORDER), z.array(phrase)).parse(actionsJson);
const REFUSAL_ORDER = ["injection", "destructive", "hr_it", "advice", "no_data", "chitchat"] as const;
const about = z.strictObject({ subject: z.enum(NOT_HELD), phrase });
const refusals = z.record(z.enum(REFUSAL_ORDER), z.array(z.union([phrase, about]))).parse(refusalsJson);
const phraseOf = (entry: z.infer<typeof phrase> | z.infer<typeof about>) =>
  typeof entry === "string" ? entry : entry.phrase;
const help = z.strictObject({ phrases: z.array(phrase), terms: phrase }).parse(helpJson);
const packs = z
  .strictObject({
    monthly_group: z.array(phrase),
    board_report: z.array(phrase),
    either: z.array(phrase),
    with: z.string(),
  })
  .parse(packsJson);
const words = z.strictObject({ stop: z.string(), politePrefix: z.array(phrase) }).parse(wordsJson);

export const LEXICON = {
  abbreviations: new Map(Object.entries(abbreviations).map(([from, to]) => [from, to.split(" ")])),
  phrases: phrases.map(([from, to]) => ({ from: compile(from), to: to.split(" "), source: from })),
  filters: filters.map((term): FilterTerm => ({ ...term, patterns: term.phrases.map(compile) })),
  metrics: metrics.map(
    (cue): MetricCue => ({
      metric: cue.metric,
      strength: cue.strength,
      all: [...cue.all, ...(cue.need ? [cue.need] : [])].map(compile),
      any: (cue.any ?? []).map(compile),
      none: (cue.none ?? []).map(compile),
    }),
  ),
  groupings,
  actions: ACTION_ORDER.map((action) => ({ action, patterns: actions[action].map(compile) })),
  refusals: REFUSAL_ORDER.flatMap((why) =>
    refusals[why].map((entry) => ({
      why,
      ...(typeof entry === "string" ? {} : { subject: entry.subject }),
      pattern: compile(phraseOf(entry)),
    })),
  ),
  help: help.phrases.map(compile),
  helpTerms: compile(help.terms),
  packs: {
    monthly_group: packs.monthly_group.map(compile),
    board_report: packs.board_report.map(compile),
    either: packs.either.map(compile),
    with: new Set(packs.with.split(" ")),
  },
  politePrefix: words.politePrefix.map((source) => compile(`^ (${source})`)),
  stop: new Set(words.stop.split(" ")),
} as const;

/** Words of the period grammar and the filters that no lexicon file holds. */
const EXTRA =
  "rolling complete early late mid beginning middle eve whit whitsun guy fawkes valentine valentines mothering mothers nye hols inset festive " +
  "today yesterday tomorrow tonight fortnight overnight weekend weekends weekday weekdays mornings evenings nights ytd mtd qtd wtd financial fiscal calendar " +
  "commencing ending ended christmas boxing easter bank holiday holidays halloween bonfire spring summer autumn " +
  "winter term half couple quarters halves past previous following under over older younger aged between " +
  "above below hours days weeks minutes midnight noon midday halfpast o'clock oclock hour everywhere everything pronoun remove clear";

/** The same as a set: a home called after a season needs more than its first word. */
export const PERIOD_WORDS: ReadonlySet<string> = new Set([...EXTRA.split(" "), ...CALENDAR_WORDS]);

/** Words that the lexicon knows: the rest is a name, a slip of the pen, or beyond it. */
export const KNOWN: ReadonlySet<string> = knownWords();

function knownWords(): Set<string> {
  const known = new Set<string>([...LEXICON.stop, ...CALENDAR_WORDS, ...NUMBER_WORDS]);
  const sources = [
    ...Object.keys(abbreviations),
    ...Object.values(abbreviations),
    ...phrases.flat(),
    ...filters.flatMap((term) => term.phrases),
    ...metrics.flatMap((cue) => [...cue.all, ...(cue.any ?? []), ...(cue.none ?? []), cue.need ?? ""]),
    ...groupings.flatMap((group) => [group.words, group.which]),
    ...Object.values(actions).flat(),
    ...Object.values(refusals).flat().map(phraseOf),
    ...help.phrases,
    help.terms,
    ...Object.values(packs).flat(),
    ...words.politePrefix,
    EXTRA,
  ];
  for (const source of sources) {
    for (const word of optionalLetters(source.replace(/\{(who|time)\}|@[a-zA-Z]+|\\./g, " ")))
      known.add(word);
  }
  return known;
}

/** The words of a phrase; `orders?` is two of them, `high(er|est)?` three. */
function optionalLetters(source: string): string[] {
  const found: string[] = [];
  for (const [, stem, endings] of source.matchAll(/([a-z']+)\(([a-z|]+)\)/g)) {
    found.push(stem!, ...endings!.split("|").map((ending) => stem! + ending));
  }
  for (const [, stem, last] of source.matchAll(/([a-z']+)([a-z])\?/g)) found.push(stem!, stem! + last!);
  for (const [word] of source.replace(/\?/g, " ").matchAll(/[a-z0-9']+(?:\/[a-z])?/g)) found.push(word);
  return found;
}
