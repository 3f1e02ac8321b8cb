import type { Metric, Question } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";

/** Figures are of one provider by name, but not by provider: no grouping has them side by side. */
const BY_PROVIDER = [
  "(which|what)( of)?( the| our)?( \\S+){0,2} (provider|providers)",
  "(by|per|each|every|for each|across( all)?( the| our)?|between( the| our)?)( independent| private| care)? (provider|providers)",
  "(top|worst|best|highest|lowest|bottom|leading|biggest|rank|ranking of|list of|compare)( the| our| all)?( \\S+)? (provider|providers)",
  "(providers|provider) (with|having|that have|who have|ranked|breakdown|split|ranking|league table|comparison)",
].map((source) => pattern(source, "provider|providers"));

/** An interview's provider is its agency, by which interviews are broken down. */
const OF_INTERVIEWS = pattern("(interview|interviews|interviewing|return)( service)? (provider|providers)");

/** "Which provider has most missing": asked of `raw`, before any span is read. */
export function asksByProvider(raw: Line): boolean {
  return BY_PROVIDER.some((re) => raw.has(re)) && !raw.has(OF_INTERVIEWS);
}

/** The same by home and by type of placement; a ranking of children would be another question. */
export function insteadOfProviders(question: Question): Question[] {
  const metric: Metric = question.metric === "top_missing" ? "episodes" : question.metric;
  return (["placement", "placement_type"] as const).map((groupBy) => ({ ...question, metric, groupBy }));
}
