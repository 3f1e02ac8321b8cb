import type { Policy } from "../policy.ts";
import type { Metric } from "../vocabulary.ts";
import { CATALOGUE } from "./catalogue.ts";

/** What a figure means, with the policy's values in it, so that it can be quoted. */
export function definition(metric: Metric, policy: Policy): string {
  return CATALOGUE[metric].words(policy);
}
