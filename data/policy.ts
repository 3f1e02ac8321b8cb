import type { Metric } from "./vocabulary.ts";

/**
 * What a deployment decides and every answer prints: one typed object, from configuration.
 * Elapsed times are in hours or days of 86,400 s; `timeZone` gives the calendar's days.
 */
export interface Policy {
  council: string;
  timeZone: string;
  /** a return interview is in time up to this long after the return */
  interviewWindowHours: number;
  /** an episode is long from this length on */
  longEpisodeHours: number;
  persistent: { episodes: number; days: number };
  /** the categories that count where a question names none */
  categories: readonly ("missing" | "away" | "absent")[];
  seriesBreaks: readonly SeriesBreak[];
  /** agencies of the information-sharing agreement, for the operational audience */
  agencies: readonly AgreedAgency[];
  /** a follow-up question merges with the last one up to this many minutes later */
  followUpMinutes: number;
  /** an episode made by card and one in a file are the same where their starts are no more hours apart */
  sameEpisodeHours: number;
  /** a return may be corrected or taken back up to this many hours after it was recorded */
  undoWindowHours: number;
  /** an open episode that a file brings is posted where its start is no more hours ago */
  newEpisodeHours: number;
  /** a weekly summary that was missed is still sent up to this many hours later */
  weeklyGraceHours: number;
  /** answers say how old the data is, where the last import's is older than this many days of 86,400 s */
  staleAfterDays: number;
  /** masked messages that were not understood are kept this many London days (failed-texts.ts); 0: none */
  failedTextDays: number;
}

/** "Recent" where a measure or typed words look back and nobody named a period: days, today the last. */
export const RECENT_DAYS = 90;

/** A dated change in recording: `day` is a London day; `metrics` are the measures it touches. */
export interface SeriesBreak {
  day: string;
  metrics: readonly Metric[];
  note: string;
}

export interface AgreedAgency {
  name: string;
  tenantIds: readonly string[];
  groupIds: readonly string[];
}

/** The counts that a change in what is recorded as missing moves; shares are not among them. */
const COUNTS: readonly Metric[] = [
  "episodes",
  "individuals",
  "summary",
  "rate",
  "top_missing",
  "persistent_missing",
  "long_episodes",
  "longest_episodes",
];

export const DEFAULT_POLICY: Policy = {
  council: "Homeward demonstration council",
  timeZone: "Europe/London",
  interviewWindowHours: 72,
  longEpisodeHours: 72,
  persistent: { episodes: 3, days: 90 },
  categories: ["missing"],
  seriesBreaks: [
    {
      day: "2017-11-01",
      metrics: COUNTS,
      note: "In November 2017 the police began to record high-risk children as missing at once instead of absent, so counts before and after are not like for like.",
    },
  ],
  agencies: [],
  followUpMinutes: 30,
  sameEpisodeHours: 12,
  undoWindowHours: 24,
  newEpisodeHours: 48,
  weeklyGraceHours: 12,
  staleAfterDays: 7,
  failedTextDays: 0,
};

/** Presets by name. `derby`: 3 episodes in 30 days (Derby and Derbyshire practice; see README). */
export const POLICY_PRESETS: Readonly<Record<string, Partial<Policy>>> = {
  default: {},
  derby: { persistent: { episodes: 3, days: 30 } },
};
