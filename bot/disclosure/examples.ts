import type { Question } from "../../data/vocabulary.ts";

const question = (parts: Partial<Question> & Pick<Question, "metric">): Question => ({
  kind: "question",
  filters: {},
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
  ...parts,
});

/**
 * Examples of the command table that mean the same on any day, as readings that a press can ask at
 * once. "This year" is what is assumed where no period is named. The others are typed.
 */
export const EXAMPLE_READINGS: Readonly<Record<string, Question>> = {
  "who is missing now": question({ metric: "currently_missing" }),
  "who is missing now from foster care": question({
    metric: "currently_missing",
    filters: { placementType: ["foster_care"] },
  }),
  "how many children went missing this year": question({ metric: "individuals" }),
  "episodes per child this year": question({ metric: "rate" }),
  "which return interviews are overdue": question({ metric: "interviews_overdue" }),
  "which interviews are due": question({ metric: "interviews_due" }),
  "interviews offered this year by team": question({ metric: "interviews_offered", groupBy: "team" }),
  "who is persistently missing": question({ metric: "persistent_missing" }),
  "top 10 missing children this year": question({ metric: "top_missing", limit: 10 }),
  "longest 10 episodes this year": question({ metric: "longest_episodes", limit: 10 }),
  "what share of children went missing only once this year": question({ metric: "one_off_share" }),
};

/** What an outside audience can ask: one whole unit that has ended, so it has to be typed. */
export const OUTSIDE_EXAMPLES: readonly string[] = [
  "How many missing episodes in 2018/19?",
  "How many children went missing in 2018/19?",
  "Return interviews within 72 hours in 2018/19",
];
