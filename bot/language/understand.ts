import { dayOf } from "../../data/calendar.ts";
import type { Action, Clarify, ClarifyWhy, OutOfScopeWhy, Question, Request } from "../../data/vocabulary.ts";
import { readAction } from "./actions.ts";
import { takeAges } from "./ages.ts";
import { takeCounts, takeDurations, takeLimit } from "./amounts.ts";
import { clean, LONGEST_TEXT } from "./clean.ts";
import { followUp, isFollowUp } from "./context.ts";
import { cover, isUnknown, markUnknown } from "./coverage.ts";
import { choicesFor, couldBeName, unknownName } from "./doubts.ts";
import { expand } from "./expand.ts";
import { takeFilters, takeNames } from "./filters.ts";
import { takeGrouping } from "./grouping.ts";
import { readHelp } from "./help.ts";
import { LEXICON } from "./lexicon.ts";
import { type Line, pattern } from "./line.ts";
import { markNames } from "./name-spans.ts";
import { type IndexedNames, indexed } from "./names.ts";
import { type Part, readPart, toQuestion } from "./question.ts";
import { looksLikeCode, refusal } from "./refusals.ts";
import { severalQuestions } from "./several.ts";
import { noSlots, type Slots } from "./slots.ts";
import { nearestExamples } from "./suggestions.ts";
import { takeTimes } from "./times.ts";
import type { UnderstandInput, Understanding } from "./understanding.ts";

/** Longer lines are no question, however short their words. */
const MOST_UNITS = 120;

/**
 * What a text asks for or wants done. Pure and total: the same text, instant, names and last reading
 * give the same result, and nothing is thrown.
 */
export function understand(input: UnderstandInput): Understanding {
  if (input.text.length > LONGEST_TEXT) return refused(input, "not_understood", []);
  const index = indexed(input.names);
  const line = clean(input.text, (name) => index.phrases.has(name));
  if (line.units.length === 0) return refused(input, "not_understood", []);
  if (line.units.length > MOST_UNITS)
    return refused(input, looksLikeCode(input.text) ? "injection" : "not_understood", []);
  if (looksLikeCode(input.text)) return refused(input, "injection", []);
  const understood = read(input, line, index);
  return { ...understood, namesChild: understood.namesChild || mayHoldName(understood.request, line) };
}

/**
 * A word that nothing knows may be a name that nobody bears. Where the reading goes past it (a refusal,
 * help, an action without a child), it has to count as one, so that a name that fits is told no differently.
 * A question has had all of its words explained.
 */
function mayHoldName(request: Request, line: Line): boolean {
  return request.kind !== "question" && line.units.some(isUnknown);
}

const FORWARD = pattern(
  "due|deadline|upcoming|coming up|schedule|arrange|book|strategy meeting for @child|plan|organise|set up|convene",
);
const MARK = pattern("[?]");

function read(input: UnderstandInput, line: Line, index: IndexedNames): Understanding {
  markNames(line, index);
  const greeted = dropGreetings(line);
  expand(line);
  const polite = dropPoliteness(line);
  if (line.units.every(({ slot, w }) => slot === "stop" || /^[?.,;:!-]$/.test(w))) {
    return refused(input, greeted || polite ? "chitchat" : "not_understood", line.units);
  }
  const asked = { polite, mark: line.has(MARK) };
  const raw = line.copy();
  if (refusal(line, ["injection"])) return refused(input, "injection", line.units);
  const helped = readHelp(line);
  const named = line.units.some(({ w }) => w === "@child");
  if (helped) return { ...nothing(line), request: { kind: "help", topic: helped.topic }, namesChild: named };

  const slots = noSlots();
  const clock = { today: dayOf(input.now), forward: line.has(FORWARD) };
  const destructive = refusal(line, ["destructive"]);
  takeDurations(line, slots);
  takeCounts(line, slots);
  takeTimes(line, slots, clock);
  takeLimit(line, slots);
  takeAges(line, slots);
  takeGrouping(line, slots);
  takeNames(line, slots);
  takeFilters(line, slots);
  markUnknown(line);
  if (destructive) return refused(input, "destructive", line.units, slots.namesChild);

  const action = readAction(line.copy(), slots, input.now, asked);
  if (action) {
    const unknownChild = action.unknownChild || (!slots.filters.child && couldBeName(line, input.text));
    return takeAction(input, line, slots, action.action, unknownChild, index);
  }

  const refusedFor = refusal(line, ["hr_it", "advice", "no_data", "chitchat"]);
  if (refusedFor) return refused(input, refusedFor, line.units, slots.namesChild);
  return answerable(input, raw, line, slots, index);
}

function answerable(
  input: UnderstandInput,
  raw: Line,
  line: Line,
  slots: Slots,
  index: IndexedNames,
): Understanding {
  const several = severalQuestions(raw, (part) => readLine(part, input));
  const part = readPart(line, slots);
  const follows = isFollowUp(line);
  const coverage = cover(several?.line ?? part.line);
  const unknown = coverage.unknown;
  const named = slots.namesChild;
  if (unknown.length > 0) {
    const child = unknownName(part.line, input.context);
    if (child) return doubtful(input, line, "child", [], true);
    return refused(
      input,
      "not_understood",
      line.units,
      named || couldBeName(line, input.text),
      coverage.strays,
    );
  }
  if (slots.periodTrouble) return doubtful(input, line, "period", periodChoices(part), named);

  const merged = input.context && !several ? followUp(part, follows, input.context) : null;
  if (merged?.kind === "reading") {
    return settled(input, line, merged.request, slots, coverage.strays, index);
  }
  if (several) {
    const [first, ...also] = several.questions;
    return settled(input, line, { ...first!, also }, several.slots, coverage.strays, index);
  }
  // "our own homes this year against last": who, when and against what; how many is meant
  if (
    !part.metric &&
    !follows.any &&
    slots.period &&
    slots.compare &&
    Object.keys(slots.filters).length > 0
  ) {
    part.metric = "episodes";
    part.strength = "weak";
  }
  if (!part.metric) {
    const empty = !hasSlots(slots);
    if (part.pronoun || (empty && follows.refers)) return doubtful(input, line, "context", [], named);
    if (empty && coverage.strays.length === 0 && !VAGUE.test(line.text))
      return refused(input, "not_understood", line.units, named);
    if (slots.doubts.length > 0)
      return clarifyNames(input, line, { ...part, metric: "child_profile" }, slots, index);
    const why: ClarifyWhy =
      follows.any || !empty ? (slots.period && !follows.any ? "metric" : "context") : "metric";
    return doubtful(input, line, why, metricChoices(slots), named);
  }
  if (part.pronoun) return doubtful(input, line, "context", [], named);
  if (follows.any && part.strength === "weak" && !input.context && !slots.period) {
    return doubtful(input, line, "context", metricChoices(slots), named);
  }
  return settled(input, line, toQuestion(part), slots, coverage.strays, index, part);
}

const VAGUE = / (figures|figure|numbers|data|report|reports|stats|information|list|details|results) /;

/** Reads typed spans and a metric from a part of a line: for several questions in one. */
function readLine(line: Line, input: UnderstandInput): Part {
  const slots = noSlots();
  takeDurations(line, slots);
  takeCounts(line, slots);
  takeTimes(line, slots, { today: dayOf(input.now), forward: line.has(FORWARD) });
  takeLimit(line, slots);
  takeAges(line, slots);
  takeGrouping(line, slots);
  takeNames(line, slots);
  takeFilters(line, slots);
  markUnknown(line);
  return readPart(line, slots);
}

function takeAction(
  input: UnderstandInput,
  line: Line,
  slots: Slots,
  action: Action,
  unknownChild: boolean,
  index: IndexedNames,
): Understanding {
  const withContext = fromContext(action, input.context);
  if (slots.periodTrouble && action.action === "export")
    return doubtful(input, line, "period", [], slots.namesChild);
  if (unknownChild || line.has(FOR_UNKNOWN)) return doubtful(input, line, "child", [], true);
  if (slots.doubts.length > 0) return clarifyNames(input, line, { action: withContext }, slots, index);
  // a name with a slip of the pen never writes: the bot asks whether that child is meant
  if (slots.fuzzyChild && withContext.filters.child)
    return doubtful(input, line, "child", [withContext], true);
  return done(line, withContext, slots.namesChild, [], []);
}

/** "Weekly summary for Zorbert" is not the summary of everybody. */
const FOR_UNKNOWN = pattern("(for|about|of) @unknown");

/** "Export that": the last reading's metric and filters. */
function fromContext(action: Action, context: Request | null): Action {
  if (action.action !== "export" || action.metric !== null || context?.kind !== "question") return action;
  return {
    ...action,
    metric: context.metric,
    filters: { ...context.filters, ...action.filters },
    period: action.period ?? context.period,
    compare: action.compare ?? context.compare,
    groupBy: action.groupBy ?? context.groupBy,
    limit: action.limit ?? context.limit,
  };
}

function settled(
  input: UnderstandInput,
  line: Line,
  question: Question | Action,
  slots: Slots,
  strays: string[],
  index: IndexedNames,
  part?: Part,
): Understanding {
  if (slots.doubts.length > 0) {
    return clarifyNames(
      input,
      line,
      question.kind === "question" ? { question } : { action: question },
      slots,
      index,
    );
  }
  return done(
    line,
    question,
    slots.namesChild,
    strays,
    part && question.kind === "question" ? part.alternatives(question) : [],
  );
}

function clarifyNames(
  input: UnderstandInput,
  line: Line,
  base: { question?: Question; action?: Action } | Part,
  slots: Slots,
  index: IndexedNames,
): Understanding {
  const whole = "line" in base ? toQuestion(base) : (base.question ?? base.action!);
  const { why, choices } = choicesFor(whole, slots, index);
  return doubtful(input, line, why, choices, slots.namesChild);
}

function periodChoices(part: Part): Question[] {
  if (!part.metric) return [];
  return [toQuestion({ ...part, slots: { ...part.slots, period: null } })];
}

function metricChoices(slots: Slots): Question[] {
  const base = {
    filters: slots.filters,
    period: slots.period ? { from: slots.period.from, to: slots.period.to } : null,
  };
  return (["summary", "episodes", "individuals", "interview_compliance"] as const).map((metric) => ({
    kind: "question",
    metric,
    ...base,
    compare: slots.compare,
    groupBy: slots.groupBy,
    limit: slots.limit,
  }));
}

function hasSlots(slots: Slots): boolean {
  return (
    Object.keys(slots.filters).length > 0 ||
    slots.period !== null ||
    slots.compare !== null ||
    slots.groupBy !== null ||
    slots.limit !== null ||
    slots.long ||
    slots.doubts.length > 0
  );
}

function dropGreetings(line: Line): boolean {
  const tail = line.find(SIGN_OFF);
  if (tail && line.units.length - tail.to <= 3 && tail.from > 0) line.drop(tail.from, line.units.length);
  return line.has(GREETING);
}
const SIGN_OFF = pattern(
  "(thanks|thank you|many thanks|cheers|ta|thx|kind regards|best wishes|regards)(?! for)",
);
const GREETING = pattern("hello|hi|hey|thanks|thank you|morning|afternoon|evening|cheers|ta|bye|goodbye");

function dropPoliteness(line: Line): boolean {
  let dropped = false;
  for (let times = 0; times < 6; times++) {
    const found = LEXICON.politePrefix
      .map((re) => line.find(re))
      .filter((one) => one?.from === 0)
      .sort((a, b) => b!.to - a!.to)[0];
    if (!found || found.to > line.units.length) break;
    if (line.units.slice(0, found.to).some(({ w }) => w.startsWith("@"))) break;
    if (/^(just|so|right|ok|okay|[-,.])$/.test(line.units[0]!.w)) {
      if (line.units[0]!.w === "just") break;
    } else dropped = true;
    if (found.to === line.units.length) {
      line.mark(0, found.to, "stop");
      break;
    }
    line.drop(0, found.to);
  }
  return dropped;
}

function nothing(line: Line): Understanding {
  return {
    request: { kind: "out_of_scope", why: "not_understood", nearest: [] },
    spans: spansOf(line),
    unused: [],
    namesChild: false,
    alternatives: [],
  };
}

function spansOf(line: Line): Understanding["spans"] {
  return line.units
    .filter(({ slot }) => slot !== null && slot !== "stop")
    .map(({ start, end, slot, w }) => ({ start, end, slot: slot!, text: w }));
}

function done(
  line: Line,
  request: Request,
  namesChild: boolean,
  unused: string[],
  alternatives: Question[],
): Understanding {
  return { request, spans: spansOf(line), unused, namesChild, alternatives };
}

function doubtful(
  _input: UnderstandInput,
  line: Line,
  why: ClarifyWhy,
  choices: Clarify["choices"],
  namesChild: boolean,
): Understanding {
  return done(line, { kind: "clarify", why, choices }, namesChild, [], []);
}

function refused(
  input: UnderstandInput,
  why: OutOfScopeWhy,
  units: Line["units"],
  namesChild = units.some(({ w }) => w === "@child"),
  unused: string[] = [],
): Understanding {
  const nearest = (input as Nested).nested
    ? []
    : nearestExamples(input.text.slice(0, 300), (text) => example(input, text));
  return { request: { kind: "out_of_scope", why, nearest }, spans: [], unused, namesChild, alternatives: [] };
}

/** An example of the command table as a question; read once for a day and a revision of the names. */
function example(input: UnderstandInput, text: string): Question | null {
  const day = dayOf(input.now);
  let known = EXAMPLES.get(input.names);
  if (known?.day !== day) {
    known = { day, questions: new Map() };
    EXAMPLES.set(input.names, known);
  }
  const before = known.questions.get(text);
  if (before !== undefined) return before;
  const nested: Nested = { ...input, text, context: null, nested: true };
  const { request } = understand(nested);
  const question = request.kind === "question" ? request : null;
  known.questions.set(text, question);
  return question;
}

const EXAMPLES = new WeakMap<
  UnderstandInput["names"],
  { day: string; questions: Map<string, Question | null> }
>();

/** Set while an example is read for a refusal, so that a refused example ends there. */
interface Nested extends UnderstandInput {
  nested?: boolean;
}
