import type { AnswerFrame, Button, FigureView, ListRow, ListView } from "../../cards/views.ts";

/** Figures and lists as `disclose` makes them. Nobody in them is real. */

export const ask = (title: string, reading: Record<string, unknown> = { metric: "episodes" }): Button => ({
  title,
  verb: "question.ask",
  data: { reading },
});

export const answer: AnswerFrame = {
  title: "Missing episodes",
  reading: "Missing episodes · 1 Apr 2018 to 31 Mar 2019 (2018/19) · compared with 2017/18",
  asAt: "As at Tuesday 30 July 2019, 14:00",
  definition:
    "Episodes recorded as missing that began in the period. Days are London days. Voided episodes do not count.",
  caveats: [],
  unused: null,
  demonstration: true,
  buttons: [],
};

export const BREAK =
  "In November 2017 the police began to record high-risk children as missing at once instead of absent, so counts before and after are not like for like.";

export const figure: FigureView = {
  ...answer,
  card: "figure",
  figure: "1,069",
  label: "missing episodes in 2018/19",
  of: null,
  change: { text: "up 382 (+56 %) from 687 in 2017/18", tone: "bad" },
  beside: [{ label: "Children", value: "308" }],
  caveats: [BREAK],
  buttons: [ask("By placement"), ask("By month"), ask("The ten children with most episodes")],
};

export const compliance: FigureView = {
  ...answer,
  card: "figure",
  title: "Return interviews within 72 hours",
  reading: "Return interviews within 72 hours · 1 Apr 2018 to 31 Mar 2019 (2018/19) · compared with 2017/18",
  figure: "62 %",
  of: "629 of 1,014",
  label: "of return interviews were completed within 72 hours of the return",
  change: {
    text: "down 2.0 points from 64 % (440 of 688) in 2017/18",
    tone: "bad",
    why: "Most of it: Independent homes, 58 % (110 of 190), before 66 % (100 of 152); all else together, 63 % (519 of 824), before 63 % (340 of 536).",
  },
  beside: [
    { label: "Not yet due", value: "6" },
    { label: "Time not certain", value: "3" },
  ],
  definition:
    "Of the episodes whose child returned in the period and whose 72 hours have passed: those with a return interview completed no later than 72 hours after the return. Declined and not reached ones stay in the total.",
  unused: "please, urgently",
};

export const missingRow = (
  child: string,
  length: string,
  risk: string,
  home: string,
  id: number,
): ListRow => ({
  cells: [child, home, length, risk],
  button: { title: "Log return", verb: "return.open", data: { id, version: 3 } },
  alert: risk === "high",
});

export const missingNow: ListView = {
  ...answer,
  card: "list",
  title: "Missing now",
  reading: "Missing now",
  headline: "5 children are missing now",
  change: {
    text: "up 8 from 3 a week ago",
    tone: "bad",
    why: "Most of it: Foster care, up 7 from 1; all else together, up 1 from 2.",
  },
  columns: ["Child", "From", "Missing for", "Risk"],
  rows: [
    missingRow("Amira Haddad · MC-1042", "3 days 4 hours", "high", "Beech House", 1),
    missingRow("Callum O'Neill-Fitzgerald · MC-1107", "1 day 2 hours", "medium", "Foster care", 2),
    missingRow("MC-1190", "19 hours", "medium", "Northgate Supported Accommodation", 3),
    missingRow("Jayden Okafor · MC-1201", "6 hours", "low", "Family home", 4),
    missingRow("Ellie Marsh · MC-1215", "40 minutes", "not graded", "Beech House", 5),
  ],
  page: null,
  beside: [],
  empty: "No child is missing now.",
  definition: "Episodes recorded as missing that have begun and have no return recorded.",
};

export const topChildren: ListView = {
  ...missingNow,
  title: "Children with most episodes",
  reading: "Children with most missing episodes · 1 Apr 2018 to 31 Mar 2019 (2018/19)",
  headline: "10 children account for 366 of 1,069 episodes (34 %)",
  change: null,
  columns: ["Child", "Episodes", "Share"],
  rows: [82, 51, 46, 41, 33, 30, 26, 22, 19, 16].map((episodes, i) => ({
    cells: [`MC-${1010 + 17 * i}`, String(episodes), `${Math.round((100 * episodes) / 1069)} %`],
    alert: i === 0,
  })),
  page: "1 to 10 of 308",
  beside: [{ label: "Their joint share", value: "34 % (366 of 1,069)" }],
  buttons: [ask("Next 10"), ask("Compared with 2017/18")],
};
