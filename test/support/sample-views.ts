import type { Disclosed } from "../../cards/disclosed.ts";
import type {
  AnswerFrame,
  BreakdownView,
  Button,
  CardView,
  FigureView,
  ListRow,
  ListView,
  NoticeView,
  ReceiptView,
  ReturnFormView,
  SummaryView,
  TrendView,
} from "../../cards/views.ts";
import { history, largest, TROUBLE } from "./sample-views-wide.ts";

/** Views of every kind of card as `disclose` makes them, for the tests and the gallery. Nobody in them is real. */
export interface Sample {
  name: string;
  view: Disclosed<CardView>;
}

const ask = (title: string, reading: Record<string, unknown> = { metric: "episodes" }): Button => ({
  title,
  verb: "question.ask",
  data: { reading },
});

const answer: AnswerFrame = {
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

const BREAK =
  "In November 2017 the police began to record high-risk children as missing at once instead of absent, so counts before and after are not like for like.";

const figure: FigureView = {
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

const compliance: FigureView = {
  ...answer,
  card: "figure",
  title: "Return interviews within 72 hours",
  reading: "Return interviews within 72 hours · 1 Apr 2018 to 31 Mar 2019 (2018/19) · compared with 2017/18",
  figure: "62 %",
  of: "629 of 1,014",
  label: "of return interviews were completed within 72 hours of the return",
  change: { text: "down 2.0 points from 64 % in 2017/18", tone: "bad" },
  beside: [
    { label: "Not yet due", value: "6" },
    { label: "Time not certain", value: "3" },
  ],
  definition:
    "Of the episodes whose child returned in the period and whose 72 hours have passed: those with a return interview completed no later than 72 hours after the return. Declined and not reached ones stay in the total.",
  unused: "please, urgently",
};

const missingRow = (child: string, length: string, risk: string, home: string, id: number): ListRow => ({
  cells: [child, home, length, risk],
  button: { title: "Log return", verb: "return.open", data: { id, version: 3 } },
  alert: risk === "high",
});

const missingNow: ListView = {
  ...answer,
  card: "list",
  title: "Missing now",
  reading: "Missing now",
  headline: "5 children are missing now",
  change: { text: "up 2 from 3 a week ago", tone: "bad" },
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

const topChildren: ListView = {
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

const breakdown: BreakdownView = {
  ...answer,
  card: "breakdown",
  title: "Missing episodes by placement type",
  headline: "1,069 missing episodes",
  change: null,
  dimension: "Placement type",
  unit: "episodes",
  bars: [
    { label: "Independent provider", value: 412, shown: "412", share: "39 %" },
    { label: "Council care home", value: 345, shown: "345", share: "32 %" },
    { label: "Family home", value: 188, shown: "188", share: "18 %" },
    { label: "Supported accommodation", value: 69, shown: "69", share: "6 %" },
    { label: "Foster care", value: 43, shown: "43", share: "4 %" },
    { label: "Not recorded", value: 12, shown: "12", share: "1 %" },
  ],
  caveats: ["A child counts in every placement type in which it has an episode."],
  buttons: [ask("Compared with 2017/18"), ask("By month")],
};

const before = [201, 308, 121, 40, 12, 5];
const comparedBreakdown: BreakdownView = {
  ...breakdown,
  change: { text: "up 382 (+56 %) from 687 in 2017/18", tone: "bad" },
  previousLegend: "2017/18",
  bars: breakdown.bars.map((bar, i) => ({
    ...bar,
    previous: { value: before[i] ?? 0, shown: String(before[i] ?? 0) },
  })),
  caveats: [BREAK],
};

const shares: BreakdownView = {
  ...compliance,
  card: "breakdown",
  title: "Return interviews within 72 hours by team",
  headline: "62 % of return interviews within 72 hours",
  dimension: "Team",
  unit: "share",
  previousLegend: "2017/18",
  bars: [
    {
      label: "East",
      value: 0.7142857,
      shown: "71 % (25 of 35)",
      share: null,
      previous: { value: 0.5, shown: "50 % (20 of 40)" },
    },
    {
      label: "West",
      value: 0.531,
      shown: "53 % (17 of 32)",
      share: null,
      previous: { value: 0.64, shown: "64 %" },
    },
    { label: "North", value: 0, shown: "none due", share: null },
  ],
};

const MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"];
const EPISODES = [74, 83, 91, 102, 88, 79, 95, 104, 81, 90, 87, 95];
const EARLIER = [38, 44, 51, 60, 49, 47, 55, 71, 62, 68, 70, 72];
const monthOf = (i: number, year: number) => `${MONTHS[i % 12]} ${i % 12 < 9 ? year : year + 1}`;

const trend: TrendView = {
  ...answer,
  card: "trend",
  title: "Missing episodes by month",
  headline: "1,069 missing episodes",
  change: { text: "up 382 (+56 %) from 687 in 2017/18", tone: "bad" },
  unit: "episodes",
  legend: "2018/19",
  previousLegend: "2017/18",
  points: EPISODES.map((value, i) => ({
    label: monthOf(i, 2018),
    value,
    shown: String(value),
    part: i === 11,
    previous: { label: monthOf(i, 2017), value: EARLIER[i] ?? null, shown: String(EARLIER[i]) },
  })),
  caveats: [BREAK],
  buttons: [ask("By quarter"), ask("By placement")],
};

const gaps: TrendView = {
  ...trend,
  title: "Return interviews within 72 hours by quarter",
  headline: "62 % of return interviews within 72 hours",
  change: null,
  unit: "share",
  previousLegend: null,
  points: ["Q1 2018/19", "Q2 2018/19", "Q3 2018/19", "Q4 2018/19"].map((label, i) => ({
    label,
    value: i === 2 ? null : 0.5812 + 0.03 * i,
    shown: i === 2 ? "none due" : `${58 + 3 * i} % (${20 + i} of ${34 + i})`,
    part: false,
  })),
};

const weeks: TrendView = {
  ...trend,
  title: "Missing episodes by week",
  previousLegend: null,
  points: Array.from({ length: 26 }, (_, i) => ({
    label: `w/c ${1 + ((i * 7) % 28)} ${MONTHS[Math.floor(i / 4)]} 2018`,
    value: 14 + ((i * 5) % 11),
    shown: String(14 + ((i * 5) % 11)),
    part: i === 25,
  })),
};

const summary: SummaryView = {
  ...answer,
  card: "summary",
  title: "Weekly summary",
  reading: "All children · week of Monday 22 July 2019",
  groups: [
    {
      heading: "Last week",
      lines: [
        {
          label: "Missing episodes",
          figure: "23",
          change: { text: "down 4 from 27 the week before", tone: "good" },
        },
        { label: "Children who went missing", figure: "17", change: { text: "no change", tone: "neutral" } },
        {
          label: "Return interviews within 72 hours",
          figure: "71 % (12 of 17)",
          change: { text: "up 9.0 points from 62 %", tone: "good" },
        },
      ],
    },
    {
      heading: "Now",
      lines: [
        { label: "Missing now", figure: "5", change: { text: "up 2 from 3", tone: "bad" } },
        { label: "Return interviews overdue", figure: "8", change: null },
      ],
    },
    {
      heading: "Financial year to date",
      lines: [
        { label: "Missing episodes", figure: "371", change: { text: "up 12 (+3 %) from 359", tone: "bad" } },
      ],
    },
  ],
  buttons: [
    ask("Who is missing now"),
    ask("Overdue interviews"),
    { ...ask("Stop this summary"), verb: "weekly.stop" },
  ],
};

const returnForm: ReturnFormView = {
  card: "returnForm",
  title: "Log a return",
  demonstration: true,
  facts: [
    { label: "Child", value: "Amira Haddad · MC-1042" },
    { label: "Missing since", value: "Saturday 27 July 2019, 10:00" },
    { label: "Risk", value: "high" },
  ],
  date: "2019-07-30",
  time: "14:00",
  maxDate: "2019-07-30",
  problem: null,
  submit: { title: "Log the return", verb: "return.log", data: { id: 1, version: 3 }, style: "positive" },
  buttons: [{ title: "Cancel", verb: "return.cancel", data: { id: 1, version: 3 } }],
};

const receipt: ReceiptView = {
  card: "receipt",
  title: "Return logged",
  demonstration: true,
  headline: "Amira Haddad is back",
  facts: [
    { label: "Episode", value: "ME-20345" },
    { label: "Returned", value: "Tuesday 30 July 2019, 14:05" },
    { label: "Away for", value: "3 days 4 hours" },
  ],
  next: "Return interview to be done by Friday 2 August 2019, 14:05 (72 hours).",
  note: null,
  buttons: [{ title: "Undo", verb: "return.undo", data: { id: 1, version: 4 } }],
};

const question: NoticeView = {
  card: "notice",
  title: "Which do you mean?",
  demonstration: true,
  tone: "question",
  paragraphs: ["“Rose” is a child and a home."],
  buttons: [
    ask("Missing episodes of Rose Whitfield · MC-1077 · 2019/20 so far"),
    ask("Missing episodes · Rose Court · 2019/20 so far"),
  ],
};

const VIEWS: [string, CardView][] = [
  ["figure", figure],
  ["figure-share", compliance],
  [
    "figure-none-due",
    {
      ...compliance,
      figure: "none due",
      of: null,
      change: null,
      beside: [],
      unused: null,
      demonstration: false,
    },
  ],
  ["list-missing-now", missingNow],
  ["list-table", topChildren],
  ["list-empty", { ...missingNow, rows: [], headline: "0 children are missing now", change: null }],
  ["breakdown", breakdown],
  ["breakdown-compared", comparedBreakdown],
  ["breakdown-shares", shares],
  ["breakdown-empty", { ...breakdown, bars: [], headline: "No missing episodes", caveats: [] }],
  ["trend", trend],
  ["trend-gaps", gaps],
  ["trend-weeks", weeks],
  [
    "trend-of-nothing",
    { ...gaps, points: gaps.points.map((point) => ({ ...point, value: null, shown: "none due" })) },
  ],
  ["summary-weekly", summary],
  ["history", history],
  ["history-empty", { ...history, episodes: [], facts: [], page: null }],
  ["return-form", returnForm],
  [
    "return-form-problem",
    { ...returnForm, problem: "A return cannot be in the future. Nothing was logged." },
  ],
  [
    "ask-child-form",
    {
      card: "askChildForm",
      title: "Log a return",
      demonstration: true,
      prompt: "Which child has returned? Type the reference, or the name.",
      problem: null,
      submit: { title: "Continue", verb: "return.find", data: {}, style: "positive" },
      buttons: [],
    },
  ],
  [
    "ask-child-form-problem",
    {
      card: "askChildForm",
      title: "Log a return",
      demonstration: false,
      prompt: "Which child has returned? Type the reference, or the name.",
      problem: "No open episode fits what was typed.",
      submit: { title: "Continue", verb: "return.find", data: {}, style: "positive" },
      buttons: [{ title: "Cancel", verb: "return.cancel", data: {} }],
    },
  ],
  ["receipt", receipt],
  [
    "receipt-again",
    {
      ...receipt,
      title: "Already logged",
      headline: "Amira Haddad is back",
      note: "Already logged by Dana Price at 14:06. Nothing has changed.",
      next: null,
      buttons: [],
    },
  ],
  [
    "help",
    {
      card: "help",
      title: "What you can ask",
      demonstration: true,
      intro: "Ask in your own words. Every answer says how it was read and what its figure means.",
      groups: [
        {
          heading: "Now",
          examples: [
            { text: "Who is missing now?", button: ask("Who is missing now?") },
            {
              text: "Which return interviews are overdue?",
              button: ask("Which return interviews are overdue?"),
            },
          ],
        },
        {
          heading: "Figures",
          examples: [
            {
              text: "How many episodes from foster care last year?",
              button: ask("How many episodes from foster care last year?"),
            },
            { text: "Missing episodes by month compared with 2017/18" },
          ],
        },
        { heading: "Casework", examples: [{ text: "MC-1042 is back" }] },
      ],
      footnote: "Children are named in our own chat only, and only to those who work with them.",
      buttons: [],
    },
  ],
  ["notice-question", question],
  [
    "notice-refusal",
    {
      card: "notice",
      title: "I cannot answer that",
      demonstration: false,
      tone: "refusal",
      paragraphs: [
        "I hold no population figures, so I cannot give a rate per 100 children.",
        "The nearest I have:",
      ],
      buttons: [ask("Missing episodes per child"), ask("Missing episodes")],
    },
  ],
  [
    "notice-plain",
    {
      card: "notice",
      title: "Answered in our own chat",
      demonstration: true,
      tone: "plain",
      paragraphs: ["The answer is in our own chat, where children may be named."],
      buttons: [],
    },
  ],
  [
    "notice-welcome",
    {
      card: "notice",
      title: "Welcome to Homeward",
      demonstration: true,
      tone: "welcome",
      paragraphs: [
        "I answer questions about children who go missing from home and care.",
        "Ask in your own words.",
      ],
      buttons: [ask("Who is missing now"), { title: "What can I ask?", verb: "help.open", data: {} }],
    },
  ],
  [
    "trouble-figure",
    { ...figure, title: TROUBLE[0]!, label: TROUBLE[1]!, beside: trouble(), unused: TROUBLE[2]! },
  ],
  [
    "trouble-list",
    { ...missingNow, rows: TROUBLE.slice(0, 10).map((text, i) => missingRow(text, text, "high", text, i)) },
  ],
  [
    "trouble-table",
    { ...topChildren, rows: TROUBLE.slice(0, 10).map((text) => ({ cells: [text, "1", text] })) },
  ],
  [
    "trouble-notice",
    { ...question, paragraphs: TROUBLE.slice(0, 8), buttons: TROUBLE.slice(0, 6).map((text) => ask(text)) },
  ],
  ["trouble-receipt", { ...receipt, headline: TROUBLE[3]!, facts: trouble(), note: TROUBLE[4]! }],
  ...largest(answer),
];

function trouble() {
  return TROUBLE.slice(0, 12).map((text) => ({ label: text, value: text }));
}

/** Every sample, ready to be rendered. Only `disclose` makes such values outside the tests. */
export const SAMPLES: Sample[] = VIEWS.map(([name, view]) => ({ name, view: view as Disclosed<CardView> }));
