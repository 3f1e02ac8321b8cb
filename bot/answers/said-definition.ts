import { definition } from "../../data/measures/definitions.ts";
import type { Policy } from "../../data/policy.ts";
import type { Category, Question } from "../../data/vocabulary.ts";

const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  missing: "missing",
  away: "away from placement without authorisation",
  absent: "absent",
};

/** The measure's definition as this question used it: the threshold, the days and the category it named. */
export function saidDefinition(question: Question, policy: Policy): string {
  const { metric, filters, period } = question;
  if (metric === "persistent_missing") {
    const episodes = filters.minEpisodes ?? policy.persistent.episodes;
    if (period) return `Children with ${episodes} or more episodes that started in the period.`;
    return definition(metric, { ...policy, persistent: { ...policy.persistent, episodes } });
  }
  const said = definition(metric, policy);
  if (!filters.category || filters.category.every((one) => one === "missing")) return said;
  const recorded = filters.category.map((one) => CATEGORY_WORDS[one]).join(" or ");
  if (metric === "episodes") return `Episodes recorded as ${recorded} that started in the period.`;
  return `${said} Only episodes recorded as ${recorded} count here.`;
}
