import { isTimeGrouping } from "../../data/measures/buckets.ts";
import { CATALOGUE, type Measure } from "../../data/measures/catalogue.ts";
import type { FiguresSpec } from "../../data/measures/figures.ts";
import type { Policy } from "../../data/policy.ts";
import type { Question } from "../../data/vocabulary.ts";
import { type Placed, placeInTime } from "./period.ts";
import type { Me } from "./refusals.ts";
import { resolveFilters } from "./resolve-filters.ts";

/** As at when, under which policy, and who is asking. */
export interface Asking {
  /** only what had happened by this instant counts */
  asOf: Date;
  policy: Policy;
  me: Me | null;
}

/** What has to be counted for a question, and where it stands in time. */
export function planFigures(
  question: Question,
  { asOf, policy, me }: Asking,
): { asked: Question; spec: FiguresSpec; placed: Placed } {
  const asked = withoutNeedless(question);
  const measure = CATALOGUE[asked.metric];
  const placed = placeInTime(asked, asOf, policy);
  const spec: FiguresSpec = {
    metrics: [asked.metric],
    filters: resolveFilters(asked, me),
    policy,
    sides: placed.sides,
    groupBy: asked.groupBy,
    limit: limitOf(asked, measure),
    ascending: asked.order === "asc",
    rows: measure.rows !== undefined && asked.groupBy === null,
    outlier: measure.outlier === true && (asked.groupBy === null || isTimeGrouping(asked.groupBy)),
    openToo: placed.openToo,
  };
  return { asked, spec, placed };
}

/** What a measure cannot use is left out: a ranking is by child already, a record has no comparison. */
function withoutNeedless(question: Question): Question {
  if (question.metric === "top_missing" && question.groupBy) return { ...question, groupBy: null };
  if (question.metric === "child_profile" && question.compare) return { ...question, compare: null };
  return question;
}

/** The N of the measure, or the rows of its list; a limit on buckets is no matter of the statement. */
function limitOf(question: Question, measure: Measure): number | null {
  const limit = question.limit && question.limit > 0 ? question.limit : null;
  if (question.groupBy && !measure.limitIsN) return measure.limit ?? null;
  return limit ?? measure.limit ?? null;
}
