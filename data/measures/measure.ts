import type { Policy } from "../policy.ts";

/**
 * The measures, declared once: what is counted, which event places it in time, what it is divided
 * by. The statement (figures.ts) and the words (definitions.ts) follow from the declaration.
 *
 * Expressions are SQL over one row of the counted set: an episode (columns in sets.ts), a child
 * (`n` episodes, `latest` start, `place` in the ranking) or a meeting's episode (`meeting_id`,
 * `held`). They hold no values: those are bound by name, as `:limit`, `:threshold`.
 */
export interface Measure {
  unit: "episodes" | "children" | "share" | "hours" | "meetings" | "episodes per child" | "several";
  /** the event that places it in time; "open": open at the instant, placed by its start */
  event: "start" | "return" | "held" | "open";
  per: "episode" | "child" | "meeting";
  numerator: string;
  /** null: the numerator is the value */
  denominator: string | null;
  /** the same of all episodes, from one row for each child */
  ofChildren?: { numerator: string; denominator: string | null };
  /** the same from what has been counted ahead (data/rollups) */
  ofCells?: OfCells;
  /** the same from a year's `episodes`, `children` and how many of them had one (`once`), and `top`, those of the first N */
  ofYear?: { numerator: string; denominator: string | null };
  /** counts and lists nothing but long episodes for which no meeting has been held */
  onlyLongUnmet?: boolean;
  /** mean and median length, which the counted lengths give as well (data/rollups) */
  ofLengths?: boolean;
  /** counts long episodes, and points out the child with most of all */
  longOfAll?: boolean;
  /** says and lists nothing but the longest */
  longestFirst?: boolean;
  /** neither counts nor lists a child with fewer episodes than the threshold */
  onlyFrequent?: boolean;
  /** of all that wait for an interview, it counts those whose window has closed, is still open, or any */
  waits?: "closed" | "open" | "any";
  needs?: readonly Need[];
  /** further figures of the same set, without groups */
  beside?: readonly Beside[];
  /** rows whose dates are too coarse to tell */
  indeterminate?: string;
  /** the period where none is named (see bot/answers/period.ts) */
  period: "year_to_date" | "open_or_recent" | "recent_returns" | "now" | "all";
  /** a comparison without a period is as at an earlier instant */
  stock?: boolean;
  rows?: Rows;
  /** how many rows, children or buckets where no limit is named */
  limit?: number;
  /** how the limit is used: rows and buckets are cut by it, or it is part of the measure */
  limitIsN?: boolean;
  groups: "all" | "not_time" | "none";
  /** the one child with most episodes is pointed out */
  outlier?: boolean;
  /** an interview measure: `agency` is the agency that interviews, "me" the interviewer */
  interviews?: boolean;
  rise: "good" | "bad" | "neutral";
  words: (policy: Policy) => string;
}

/** `of`: what a share is a share of; `ofYear`: the same as there. */
export interface Beside {
  key: string;
  label: string;
  unit: string;
  sql: string;
  of?: string;
  ofYear?: { sql: string; of: string };
}

/** From cells of months: sums over the columns of `rollup_start` or `rollup_return`. */
export interface OfCells {
  of: "starts" | "returns";
  numerator: string;
  denominator: string | null;
  /** rows whose dates are too coarse to tell */
  unclear?: string;
  /** only where the window of every return has closed */
  closed?: boolean;
}

/**
 * What the counted set must know. `long_meetings`: the meetings of the long episodes, which are few;
 * `waiting`: only episodes that no interview has served.
 */
export type Need = "length" | "interviews" | "meetings" | "long_meetings" | "waiting";

/** A list under the figure: episodes, or children of the ranking, in this order. */
export interface Rows {
  of: "episode" | "child";
  where?: string;
  order: string;
  value: string | null;
  unit: string;
}
