import type { Freshness } from "../../data/files/freshness.ts";
import type { Figure } from "../../data/measures/figures.ts";
import type { Grouping, Metric, Question } from "../../data/vocabulary.ts";
import type { NextStep } from "../disclosure/showable.ts";

/** Ids only: names are put in by disclose. */
export type Subject =
  | { kind: "child"; childId: number }
  | { kind: "episode"; episodeId: number; childId: number }
  /** a value of the grouping: a day, a placement, an age band */
  | { kind: "bucket"; grouping: Grouping; key: string; label: string; part?: boolean }
  /** the remainder behind a limit */
  | { kind: "others"; count: number }
  /** a line of the summary */
  | { kind: "measure"; metric: Metric };

export interface AnswerRow {
  subject: Subject;
  value: number | null;
  unit: string;
  numerator?: number;
  denominator?: number;
  compare?: { value: number | null; change: number | null; changePercent: number | null } | null;
  /** instants, states and counts for the card's further columns, by a fixed name */
  detail?: Record<string, string | number | boolean | Date | null>;
}

export interface BesideFigure {
  key: string;
  label: string;
  value: number | null;
  unit: string;
  /** of a share, where it is known */
  numerator?: number;
  denominator?: number;
}

export interface AnswerPeriod {
  from: string;
  to: string;
  /** "2018/19", "July 2019 so far" */
  label: string;
  /** the asker named none */
  assumed: boolean;
}

/** Typed, so that disclose decides what of it an audience may read. */
export type Caveat =
  | { kind: "assumed_period"; label: string; alternative: string | null }
  | { kind: "so_far"; until: string }
  | { kind: "series_break"; day: string; note: string; within: boolean }
  | {
      kind: "outlier";
      childId: number;
      episodes: number;
      /** the figure without that child, in both periods */
      without: number;
      withoutBefore: number | null;
    }
  | { kind: "indeterminate"; count: number }
  | { kind: "assumed_attributes"; count: number }
  | { kind: "children_in_several_buckets" }
  | { kind: "older_not_shown"; count: number }
  | { kind: "as_at_past"; at: Date }
  | { kind: "like_for_like"; days: number }
  | { kind: "episodes_without_interview_due"; count: number }
  | { kind: "stale_data"; days: number }
  /** a fixed sentence that holds no data about a child */
  | { kind: "note"; text: string };

/** A figure on both sides of a comparison. */
export interface Sides {
  now: Figure;
  before: Figure;
}

/** The bucket, or the two, that explain a change (see driver.ts). */
export interface Driver {
  grouping: Grouping;
  /** buckets, never children; the one that moved most first */
  moved: { subject: Subject; sides: Sides }[];
  /** all else together; null where one child or meeting may stand in several buckets */
  rest: Sides | null;
}

/** The same days a year earlier, point for point beside the rows of a course over time. */
export interface YearBeside {
  period: AnswerPeriod;
  points: { subject: Subject; figure: Figure }[];
}

export interface Answer {
  question: Question;
  metric: Metric;
  asOf: Date;
  period: AnswerPeriod | null;
  /** shares: between 0 and 1, unrounded; null: a share of nothing */
  value: number | null;
  unit: "episodes" | "children" | "share" | "hours" | "meetings" | "episodes per child" | "several";
  numerator: number | null;
  denominator: number | null;
  beside: BesideFigure[];
  /** all rows; where only a page was asked for, those up to it, and the first `KNOWN` in any case */
  rows: AnswerRow[];
  /** how many rows there are in all */
  rowCount: number;
  compare: {
    period: AnswerPeriod | null;
    value: number | null;
    numerator: number | null;
    denominator: number | null;
    change: number | null;
    /** null for a base of 0 and for shares */
    changePercent: number | null;
  } | null;
  /** what drove the change of `compare`; null where nothing explains it */
  driver: Driver | null;
  /** beside a course over time for which no comparison was asked */
  yearBeside: YearBeside | null;
  caveats: Caveat[];
  /** the measure's definition with the policy's values in it */
  definition: string;
  /** what a person would ask next */
  next: NextStep[];
  /** the store's revision that was answered from */
  revision: bigint;
  /** the last import; null where the store has never had one */
  imported: Freshness | null;
}
