import type { Action, ActionName, ActionSlots } from "../../data/vocabulary.ts";
import { londonTime, takeClock } from "./clock.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { readMetric } from "./metrics.ts";
import { type Pattern, pattern } from "./pattern.ts";
import { PatternTable } from "./pattern-table.ts";
import { episodeIn } from "./record-questions.ts";
import { readSchedule } from "./schedule.ts";

import type { Slots } from "./slots.ts";

/** A line that was read as something to do. */
export interface ActionReading {
  action: Action;
  /** a child that nobody knows was named */
  unknownChild: boolean;
}

const QUESTION_START = pattern(
  "^ (who|what|which|when|where|why|how|is|are|was|were|has|have|had|did|does|do(?! not)|any|anyone|anybody|will|should|whose|whom|number of|count of|total|percent|list|compare)".replace(
    "^ ",
    "(?<=^ )",
  ),
);
const QUESTION_INSIDE = pattern(
  "how many|how often|number of|percent|rate|compliance|total|average|most|which|list of|compare|compared|times|reason|reasons|why|tell me|@compare|@group|@limit|persistent|persistently",
);
const ABOUT_A_CHILD: ReadonlySet<ActionName> = new Set([
  "assign_interviewer",
  "offer_interview",
  "hold_strategy_meeting",
  "log_return",
  "report_missing",
  "record_interview",
  "arrange_strategy_meeting",
  "update_risk",
  "correct_return",
]);
/** Of one child these are casework; of many, or of anything else, they would be edits in bulk. */
const AMENDS: ReadonlySet<ActionName> = new Set(["update_risk", "correct_return"]);
const BULK = pattern("all|every|everyone|everybody|each|both|any|children|kids|episodes|returns|records");
/** A question mark behind these does no harm: they show, stop or take back. */
const DO_NOT_ASK: ReadonlySet<ActionName> = new Set([
  "weekly_summary",
  "export",
  "subscribe",
  "unsubscribe",
  "undo",
]);
const NOT_DONE = pattern("(not|never|is not|has not|are not|have not|no longer)");

const FORMS = new PatternTable(LEXICON.actions, ({ patterns }) => patterns);

/**
 * Reads an action: an imperative, or a first-hand statement about a child. A question word or a
 * question mark forbids it, unless the line was led by "can you please…". `amending`: only what would
 * otherwise be refused as an edit of the records.
 */
export function readAction(
  line: Line,
  slots: Slots,
  now: Date,
  asked: { polite: boolean; mark: boolean },
  { amending = false } = {},
): ActionReading | null {
  const opensAsQuestion = line.has(QUESTION_START) && !(asked.polite && line.units[0]?.w === "have");
  const forbidden = opensAsQuestion || (asked.mark && !asked.polite);
  for (const [{ action }, re] of FORMS.heldBy(line)) {
    const found = line.find(re);
    // what follows goes by the action and the line, never by which of the action's forms was found
    if (!found || (amending && !AMENDS.has(action))) continue;
    if (forbidden && !(DO_NOT_ASK.has(action) && !opensAsQuestion)) continue;
    if (ABOUT_A_CHILD.has(action) && !mayBeDone(action, line, slots)) continue;
    if (action === "subscribe" && !line.has(SENDS)) continue;
    line.mark(found.from, found.to, "action");
    return fill(
      action,
      line,
      slots,
      now,
      line.words.slice(found.from, found.to).some((w) => w === "@unknown"),
    );
  }
  return null;
}

const SENDS = pattern(
  "(send|post|share|give|email|drop|put|schedule|set up|deliver|message|get|want|like|show|ping|push|subscribe|sign|arrange|start|automate|turn on|switch on|enable|every|each|weekly)",
);
const OF_A_CHILD_ONLY = new Set(["child", "placement", "worker", "team", "agency"]);

const MEETS: ReadonlySet<ActionName> = new Set(["arrange_strategy_meeting", "record_interview"]);
/** "Long ones nobody did a strategy meeting for": a lack that is asked about, not a meeting to arrange. */
const LACKS = pattern("no|nobody|none|never|without|not|long|longest|ones|@long|episode|episodes");

/** Words of counting, filters without a child, or a past month belong to a question. */
function mayBeDone(action: ActionName, line: Line, slots: Slots): boolean {
  if (line.has(QUESTION_INSIDE)) return false;
  const child = slots.filters.child !== undefined || line.has(WHO);
  // "children who have not had their interview": nobody did anything, and nobody is named
  if (MEETS.has(action) && !slots.filters.child && line.has(LACKS)) return false;
  if (AMENDS.has(action) && line.has(BULK)) return false;
  const graded =
    action === "update_risk" || (action === "report_missing" && slots.filters.child !== undefined);
  const said = Object.keys(slots.filters).filter((key) => !(graded && key === "risk"));
  // "their lad River is missing": who is named needs no other mark
  const others = said.filter(
    (key) => !OF_A_CHILD_ONLY.has(key) && !(key === "gender" && slots.filters.child),
  );
  if (others.length > 0 || slots.compare || slots.groupBy) return false;
  if (
    !child &&
    (slots.period !== null || said.length > 0) &&
    !(action === "arrange_strategy_meeting" && slots.period)
  )
    return false;
  if (!child && line.has(PLURAL) && action !== "log_return") return false;
  const { period } = slots;
  if (period && !["day", "range"].includes(period.unit) && action !== "arrange_strategy_meeting")
    return false;
  if (action === "log_return" && child && line.has(NOT_DONE) && !line.has(NO_LONGER)) return false;
  return true;
}

const WHO = pattern("@child|@unknown|@episode");
const PLURAL = pattern("interviews|episodes|strategy meetings|returns");
const NO_LONGER = pattern("no longer missing");

function fill(action: ActionName, line: Line, slots: Slots, now: Date, unknownChild: boolean): ActionReading {
  const ahead = action === "arrange_strategy_meeting";
  const casework = ABOUT_A_CHILD.has(action);
  const schedules = action === "subscribe" || action === "unsubscribe";
  const words = line.text + wordsOf(line);
  const read = casework || schedules ? takeClock(line) : null;
  const more: ActionSlots = {};
  const at = casework ? londonTime(read, slots.period, words, now, ahead) : null;
  if (at) more.at = at;
  const schedule = schedules
    ? readSchedule(line, read && "clock" in read ? read.clock : null, slots.period)
    : null;
  if (schedule && action === "subscribe") more.schedule = schedule;
  const episode = casework || action === "undo" ? episodeIn(line) : null;
  if (episode) more.episode = episode;
  const outcome = action === "record_interview" ? outcomeOf(line) : undefined;
  if (outcome) more.outcome = outcome;
  if (action === "assign_interviewer" && line.has(TO_ME)) slots.filters.worker ??= ["@me"];
  const { risk: grades, gender: _, ...ungraded } = slots.filters;
  const risk = action === "update_risk" ? (grades?.[0] ?? plainGrade(line)) : grades?.[0];
  if (casework && risk) more.risk = risk;
  const summary = action === "weekly_summary" || schedules;
  const metric =
    casework || action === "undo" ? null : (readMetric(line)?.metric ?? (summary ? "summary" : null));
  const reading: Action = {
    kind: "action",
    action,
    metric: action === "weekly_summary" ? "summary" : metric,
    filters: action === "undo" ? onlyChild(slots) : casework ? ungraded : slots.filters,
    // the day of an action is part of its time
    period:
      casework || schedules || action === "undo" || !slots.period
        ? null
        : { from: slots.period.from, to: slots.period.to },
    compare: action === "export" ? slots.compare : null,
    groupBy: action === "export" ? slots.groupBy : null,
    limit: action === "export" ? slots.limit : null,
  };
  if (Object.keys(more).length > 0) reading.slots = more;
  return { action: reading, unknownChild };
}

/** "Undo that for the home": of all that was said only the child tells what is to be undone. */
function onlyChild({ filters: { child } }: Slots): Action["filters"] {
  return child ? { child } : {};
}

const PLAIN_GRADES: [Pattern, ActionSlots["risk"]][] = [
  [pattern("no apparent risk"), "no_apparent_risk"],
  [pattern("high"), "high"],
  [pattern("medium"), "medium"],
  [pattern("low"), "low"],
];

/** The grade, where the word "risk" stands apart from it. */
function plainGrade(line: Line): ActionSlots["risk"] {
  return PLAIN_GRADES.find(([re]) => line.has(re))?.[1];
}

const TO_ME = pattern("(to|assign|allocate|give) (me|myself)");

function wordsOf(line: Line): string {
  return line.units.map(({ value }) => (typeof value === "string" ? value : "")).join(" ");
}

const OUTCOMES: [Pattern, ActionSlots["outcome"]][] = [
  [
    pattern(
      "declined|refused|turned down|rejected|said no|declines|refuses|not want|would not|will not|refusal|does not want|opted out|not engage",
    ),
    "declined",
  ],
  [
    pattern(
      "not contactable|(could|can|was|were|are) not (able to )?(reach|contact|get hold of)|uncontactable|(unable|not able|failed) to (reach|contact|see|engage)|unable to contact|no contact|not reachable|no answer|could not contact|unable to reach|not available",
    ),
    "not_contactable",
  ],
  [pattern("missing again|gone missing|went missing"), "missing_again"],
  [
    pattern(
      "completed|done|had|did|held|complete|carried out|finished|conducted|undertook|attended|interviewed|saw|spoke|took part|engaged",
    ),
    "completed",
  ],
  [pattern("accepted|agreed|said yes|accepts|wants"), "accepted"],
];

function outcomeOf(line: Line): ActionSlots["outcome"] {
  for (const [re, outcome] of OUTCOMES) {
    const found = line.find(re);
    if (!found) continue;
    line.mark(found.from, found.to, "outcome");
    return outcome;
  }
  return undefined;
}
