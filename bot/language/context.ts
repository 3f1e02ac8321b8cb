import { daysBetween } from "../../data/calendar.ts";
import type { Choice, Filters, Period, Question, Request } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import { shifted } from "./moved-period.ts";
import { type Pattern, pattern } from "./pattern.ts";
import { GOOD, isOneWord, LOWEST, type Part, WORST } from "./question.ts";

/** The signs that a line goes on from the one before. */
export interface FollowUp {
  /** "and…", "what about…", "same but…" */
  opens: boolean;
  /** "that", "those": what was shown before */
  refers: boolean;
  /** "only", "by month", "without…": a filter or a cut, if there is no question of its own */
  narrows: boolean;
  clears: string[];
}

const OPENS = pattern(
  "^ (and|what about|how about|what of|same|the same|but|also|or|now|instead|then|ok and|again)".replace(
    "^ ",
    "(?<=^ )",
  ),
);
const REFERS = pattern("(that|those|them|these|same|instead|its|of which|their)");
/** Behind another question "they" are its children; by itself it may be children in general. */
const THEY = pattern("they");
const NARROWS = pattern(
  "(just|only|by|per|without|excluding|except|not|versus|vs|compared|with|for|from|at|in|top|including|split|breakdown|compare|show|remove|clear|all|everyone|everywhere|overall|the|limit|make|change|switch|add)",
);
const CLEARS: [Pattern, string[]][] = [
  [
    pattern(
      "(all|any|every|across all|remove the|clear the|whatever) (placements|placement|homes|home|settings|placement types|types)|everywhere|all of them|all types",
    ),
    ["placement", "placementType", "provider", "not_placement", "not_placementType"],
  ],
  [
    pattern(
      "(all|every|any|across all|remove the|clear the) (teams|team)|whole (council|service|department)|council wide|across the (council|service|board)|everyone|all of us|overall",
    ),
    ["team", "worker", "not_team", "not_worker"],
  ],
  [
    pattern("(all|any|every|both|remove the|clear the) (genders|gender|sexes)|boys and girls|@everybody"),
    ["gender", "not_gender"],
  ],
  [pattern("(all|any|every|remove the|clear the) (ages|age|age groups)"), ["ageMin", "ageMax"]],
  [
    pattern("(all|any|every|remove the|clear the) (risks|risk|risk levels|risk grades)"),
    ["risk", "not_risk"],
  ],
  [
    pattern("all (children|of the children)|every child|(whole|entire) cohort"),
    ["child", "gender", "ageMin", "ageMax", "flag", "lookedAfter", "legalStatus", "risk"],
  ],
  [
    pattern(
      "(remove|clear|drop|reset|no|without)( all)?( the| any)? (filters|filter)|(remove|clear) (it|that|them)",
    ),
    ["*"],
  ],
  [
    pattern(
      "all time|ever|any time|since records began|(all|any|every|remove the|clear the|drop the|no) (dates|date|periods|period|date range)",
    ),
    ["period"],
  ],
  [
    pattern(
      "(drop|remove|without|lose|no|ditch|forget|clear|take off|leave out)( the| that| any)? (comparison|compare|comparing)",
    ),
    ["compare"],
  ],
];

export function isFollowUp(line: Line): FollowUp & { any: boolean } {
  const first = line.units[0]?.w ?? "";
  const opens = line.has(OPENS);
  const refers = line.has(REFERS);
  const narrows = line.has(NARROWS) || first.startsWith("@");
  const clears: string[] = [];
  for (const [re, keys] of CLEARS) {
    const found = line.find(re);
    if (!found) continue;
    clears.push(...keys);
  }
  return { opens, refers, narrows, clears, any: opens || refers };
}

/**
 * Merges a fragment into the last reading: the same slot replaces, a new one adds, "all placements"
 * clears, a metric changes the question and keeps its slots. Null where the line stands by itself.
 */
export function followUp(
  part: Part,
  follows: FollowUp,
  context: Request,
): { kind: "reading"; request: Choice } | null {
  if (context.kind === "clarify") {
    const chosen = chosenOf(part, context.choices);
    return chosen ? { kind: "reading", request: chosen } : null;
  }
  if (context.kind !== "question") return null;
  const counts = part.line.has(OWN_QUESTION);
  const weak = part.metric === null || part.strength === "weak";
  const justWho = part.metric === "individuals" && part.line.has(JUST_WHO);
  const asksWho = justWho || (part.metric === "individuals" && part.line.has(NAMES_THEM));
  const named = asksWho && LISTS.has(context.metric);
  const howLong = part.metric === "average_duration" && part.line.has(HOW_LONG);
  const refers = follows.refers || part.line.has(THEY);
  const fragment = named || (weak && (!counts || follows.opens || refers));
  const justLong = part.metric === "long_episodes" && part.line.has(JUST_LONG);
  const justOne = part.line.has(JUST_COUNT) || isOneWord(part);
  const bare = part.elliptic || justWho || howLong || justLong || justOne;
  const changed = !fragment && !weak && (follows.opens || refers || bare);
  const ownChild = part.pronoun && context.filters.child !== undefined;
  if (!fragment && !changed && !ownChild) return null;
  if (
    fragment &&
    part.metric === "child_profile" &&
    !follows.opens &&
    !part.slots.period &&
    context.filters.child === undefined
  )
    return null;
  return { kind: "reading", request: merge(part, follows, context, fragment) };
}

/** Lists of children: "who are they?" asks for the same list. */
const LISTS: ReadonlySet<string> = new Set([
  "currently_missing",
  "persistent_missing",
  "top_missing",
  "individuals",
]);
export const NAMES_THEM = pattern(
  "(who|which ones|names)( are| is| were)?( they| those| these| them)|(their|the) names",
);
const JUST_WHO = pattern("(?<=^ )(who|names|which ones|(name|list|show) (them|those))( [?])?(?= $)");
const HOW_LONG = pattern("(?<=^ )how long( each| for)?( on average)?( [?])?(?= $)");
const JUST_COUNT = pattern(
  "(?<=^ )((and|so|ok) )?how many( different| individual| separate)? (children|individuals|episodes)( [?])?(?= $)",
);

const JUST_LONG = pattern("(?<=^ )((just|only|the|those|any) )*@long( ones)?( only)?( [?])?(?= $)");
const OWN_QUESTION = pattern("missing|how many|total|number of|went|gone|who");

function merge(part: Part, follows: FollowUp, context: Question, keepsMetric: boolean): Question {
  const { slots } = part;
  // "what share is that?" of the children at the top
  const shared = context.metric === "top_missing" && part.line.has(SHARE);
  const metric = shared ? "top_share" : keepsMetric ? context.metric : part.metric!;
  const own = ownPeriod(part, follows, context);
  // "and the month before?": the period moves, nothing is compared
  const moved =
    own === null &&
    slots.compare !== null &&
    context.period !== null &&
    (slots.moves || (follows.opens && part.line.has(BEFORE) && !slots.weighs));
  const question: Question = {
    kind: "question",
    metric,
    filters: mergeFilters(context.filters, slots.filters, follows),
    period: moved
      ? shifted(context.period!, slots.compare!)
      : (own ?? (follows.clears.includes("period") ? null : context.period)),
    compare: moved
      ? context.compare
      : follows.clears.includes("compare")
        ? null
        : (slots.compare ?? context.compare),
    groupBy: slots.groupBy ?? context.groupBy,
    limit: slots.limit ?? (metric === context.metric || shared ? context.limit : null),
  };
  const ranked = question.groupBy !== null || question.limit !== null;
  const order =
    slots.order ??
    (ranked && (part.line.has(LOWEST) || (GOOD.has(metric) && part.line.has(WORST)))
      ? "asc"
      : metric === context.metric && !part.line.has(HIGHEST)
        ? context.order
        : undefined);
  if (order) question.order = order;
  return question;
}

const BEFORE = pattern("@compare");
const SHARE = pattern("share|percent|proportion|fraction");
const HIGHEST = pattern("most|highest|biggest|top|worst");
/** Days: longer periods are years, and "last year" is then another of them. */
const WITHIN_A_YEAR = 300;

/** The period that the line names. After "in May", "and last year?" is May of the year before. */
function ownPeriod({ slots }: Part, follows: FollowUp, { period: before }: Question): Period | null {
  const { period } = slots;
  if (!period) return null;
  const short = before !== null && daysBetween(before.from, before.to) < WITHIN_A_YEAR;
  if (period.lastYear && follows.opens && short && slots.groupBy === null)
    return shifted(before, "previous_year");
  return { from: period.from, to: period.to };
}

const GROUPS = [
  ["ageMin", "ageMax"],
  ["minDurationHours", "maxDurationHours"],
];

function mergeFilters(before: Filters, now: Filters, follows: FollowUp): Filters {
  const merged: Record<string, unknown> = { ...before };
  for (const key of follows.clears) {
    if (key === "*") for (const one of Object.keys(merged)) delete merged[one];
    else delete merged[key];
  }
  const fresh = now as Record<string, unknown>;
  for (const group of GROUPS)
    if (group.some((key) => key in fresh)) for (const key of group) delete merged[key];
  const instead = follows.opens;
  if (instead && "placementType" in fresh) delete merged.placement;
  if (instead && "placement" in fresh) delete merged.placementType;
  for (const [key, value] of Object.entries(fresh)) {
    if (key.startsWith("not_")) {
      const plain = key.slice(4);
      const held = merged[plain];
      if (Array.isArray(held) && Array.isArray(value)) {
        const left = held.filter((one) => !value.includes(one));
        if (left.length < held.length) {
          if (left.length > 0) merged[plain] = left;
          else delete merged[plain];
          if (left.length > 0) continue;
        }
      }
    } else delete merged[`not_${key}`];
    merged[key] = value;
  }
  return merged as Filters;
}

/** After "which Sam?", a full name or an id is the answer to it. */
function chosenOf(part: Part, choices: readonly Choice[]): Choice | null {
  const said = part.slots.filters.child?.[0];
  if (said === undefined || (part.metric !== "child_profile" && part.metric !== null)) return null;
  return choices.find(({ filters }) => filters.child?.includes(said)) ?? null;
}
