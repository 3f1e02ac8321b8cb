import { dayOf } from "../../data/calendar.ts";
import type { Request } from "../../data/vocabulary.ts";
import { readAction } from "./actions.ts";
import { answerable } from "./answerable.ts";
import { readChannelAction } from "./channels.ts";
import { clean, LONGEST_TEXT } from "./clean.ts";
import { readConflicts } from "./conflicts.ts";
import { isUnknown } from "./coverage.ts";
import { couldBeName } from "./doubts.ts";
import { expand } from "./expand.ts";
import { readHelp } from "./help.ts";
import type { Line } from "./line.ts";
import { markNames } from "./name-spans.ts";
import { type IndexedNames, indexed } from "./names.ts";
import { done, refused } from "./outcomes.ts";
import { sayInLexicon } from "./own-index.ts";
import { readPack } from "./packs.ts";
import { pattern } from "./pattern.ts";
import { dropGreetings, dropPoliteness, passPurpose } from "./politeness.ts";
import { offerHistory, readRecordQuestion } from "./record-questions.ts";
import { looksLikeCode, refusal } from "./refusals.ts";
import { nearestTo } from "./suggestions.ts";
import { takeAction } from "./take-action.ts";
import { takeSpans } from "./take-spans.ts";
import { takeTitle } from "./titles.ts";
import type { UnderstandInput, Understanding } from "./understanding.ts";

/** Longer lines are no question, however short their words. */
const MOST_UNITS = 120;

/**
 * What a text asks for or wants done. Pure and total: the same text, instant, names and last reading
 * give the same result, and nothing is thrown.
 */
export function understand(input: UnderstandInput): Understanding {
  const understood = readText(input);
  const { request } = understood;
  if (request.kind !== "out_of_scope") return understood;
  const nearest = nearestTo(input, request.subject, (example) => readText(example).request);
  return { ...understood, request: { ...request, nearest } };
}

function readText(input: UnderstandInput): Understanding {
  if (input.text.length > LONGEST_TEXT) return refused("not_understood", []);
  const index = indexed(input.names);
  const line = clean(input.text, (name) => index.phrases.has(name));
  if (line.units.length === 0) return refused("not_understood", []);
  if (line.units.length > MOST_UNITS)
    return refused(looksLikeCode(input.text) ? "injection" : "not_understood", []);
  if (looksLikeCode(input.text)) return refused("injection", []);
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

const MARK = pattern("[?]");

function read(input: UnderstandInput, line: Line, index: IndexedNames): Understanding {
  const today = dayOf(input.now);
  takeTitle(line);
  markNames(line, index);
  sayInLexicon(line, index.own);
  const greeted = dropGreetings(line);
  const ofRecord = readRecordQuestion(line, input.context, today, index);
  if (ofRecord) return ofRecord;
  if (readConflicts(line)) return done(line, { kind: "import_conflicts" }, false, [], []);
  expand(line);
  const polite = dropPoliteness(line);
  passPurpose(line);
  if (line.units.every(({ slot, w }) => slot === "stop" || /^[?.,;:!-]$/.test(w))) {
    return refused(greeted || polite ? "chitchat" : "not_understood", line.units);
  }
  const asked = { polite, mark: line.has(MARK) };
  const raw = line.copy();
  if (refusal(line, ["injection"])) return refused("injection", line.units);
  const helped = readHelp(line);
  const named = line.units.some(({ w }) => w === "@child");
  if (helped) return done(line, { kind: "help", topic: helped.topic }, named, [], []);

  const pack = readPack(line, today);
  if (pack) return pack;

  const destructive = refusal(line, ["destructive"]);
  const slots = takeSpans(line, today);
  const action = readAction(line.copy(), slots, input.now, asked, { amending: destructive !== null });
  if (destructive && !action) return refused("destructive", line.units, slots.namesChild);

  const ofChannel = readChannelAction(line, slots);
  if (ofChannel) return takeAction(input.context, line, slots, ofChannel, false, index);
  if (action) {
    const unknownChild = action.unknownChild || (!slots.filters.child && couldBeName(line, input.text));
    return takeAction(input.context, line, slots, action.action, unknownChild, index);
  }

  const refusedFor = refusal(line, ["hr_it", "advice", "no_data", "chitchat"]);
  if (refusedFor) {
    return refused(refusedFor.why, line.units, slots.namesChild, [], refusedFor.subject);
  }
  return offerHistory(line, slots.namesChild) ?? answerable(input, raw, line, slots, index);
}
