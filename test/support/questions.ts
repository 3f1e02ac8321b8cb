import type { Metric, Question } from "../../data/vocabulary.ts";

/** A question with nothing but what is given. */
export function ask(metric: Metric, more: Partial<Question> = {}): Question {
  return {
    kind: "question",
    metric,
    filters: {},
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
    ...more,
  };
}
