import type { Metric } from "../vocabulary.ts";
import type { Measure } from "./measure.ts";
import { OF_CHILDREN } from "./measures-of-children.ts";
import { OF_EPISODES } from "./measures-of-episodes.ts";
import { OF_INTERVIEWS } from "./measures-of-interviews.ts";

export type { Measure, Need, Rows } from "./measure.ts";

/** Every measure by its name. */
export const CATALOGUE: Readonly<Record<Metric, Measure>> = {
  ...OF_EPISODES,
  ...OF_CHILDREN,
  ...OF_INTERVIEWS,
};

/** The flows and the stocks of the summary, in the order of its rows. */
export const SUMMARY_FLOWS = ["episodes", "individuals", "interview_compliance", "long_episodes"] as const;
export const SUMMARY_STOCKS = [
  "currently_missing",
  "persistent_missing",
  "interviews_due",
  "interviews_overdue",
] as const;
