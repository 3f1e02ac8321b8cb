import type { Question } from "../../data/vocabulary.ts";
import type { Permission } from "./roles.ts";

/** What can be asked, as examples: with a reading where a press can ask it at once. */
export interface Example {
  text: string;
  question?: Question;
  /** shown to those who may do it */
  needs?: Permission;
}

const question = (parts: Partial<Question> & Pick<Question, "metric">): Question => ({
  kind: "question",
  filters: {},
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
  ...parts,
});

export const EXAMPLES: readonly { heading: string; examples: readonly Example[] }[] = [
  {
    heading: "Now",
    examples: [
      { text: "Who is missing now?", question: question({ metric: "currently_missing" }) },
      { text: "Return interviews due", question: question({ metric: "interviews_due" }) },
      { text: "Overdue return interviews", question: question({ metric: "interviews_overdue" }) },
      { text: "Who is persistently missing?", question: question({ metric: "persistent_missing" }) },
    ],
  },
  {
    heading: "This financial year",
    examples: [
      {
        text: "Missing episodes compared with last year",
        question: question({ metric: "episodes", compare: "previous_year" }),
      },
      {
        text: "Missing episodes by placement type",
        question: question({ metric: "episodes", groupBy: "placement_type" }),
      },
      { text: "Missing episodes by month", question: question({ metric: "episodes", groupBy: "month" }) },
      { text: "Return interviews within 72 hours", question: question({ metric: "interview_compliance" }) },
      { text: "Summary", question: question({ metric: "summary" }) },
    ],
  },
  {
    heading: "Do something",
    examples: [
      { text: "Log a return", needs: "log_return" },
      { text: "Send me the weekly summary every Monday", needs: "subscribe" },
    ],
  },
];

/** What an outside audience can ask: one whole unit that has ended, so it has to be typed. */
export const OUTSIDE_EXAMPLES: readonly Example[] = [
  { text: "How many missing episodes in 2018/19?" },
  { text: "How many children went missing in 2018/19?" },
  { text: "Return interviews within 72 hours in 2018/19" },
];
