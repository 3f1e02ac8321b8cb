import type { Disclosed } from "../../cards/disclosed.ts";
import type { CardView } from "../../cards/views.ts";
import { conflicts, form, question, receipt, whichChild, wideForm } from "./sample-casework.ts";
import { breakdown, comparedBreakdown, gaps, shares, summary, trend, weeks } from "./sample-charts.ts";
import {
  closedEpisode,
  missingEpisode,
  overdueEpisode,
  ownEpisode,
  returnedEpisode,
  watchedEpisode,
} from "./sample-episodes.ts";
import { answer, ask, compliance, figure, missingNow, missingRow, topChildren } from "./sample-figures.ts";
import { history, largest, TROUBLE } from "./sample-views-wide.ts";

/** Views of every kind of card as `disclose` makes them, for the tests and the gallery. Nobody in them is real. */
export interface Sample {
  name: string;
  view: Disclosed<CardView>;
}

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
  ["form", form],
  ["form-problem", { ...form, problem: "A return cannot be in the future. Nothing was logged." }],
  ["form-wide", wideForm],
  ["form-which-child", whichChild],
  ["form-which-child-problem", { ...whichChild, problem: "No open episode fits what was typed." }],
  ["receipt", receipt],
  ["episode-missing", missingEpisode],
  ["episode-overdue", overdueEpisode],
  ["episode-watched", watchedEpisode],
  ["episode-own", ownEpisode],
  ["episode-back", returnedEpisode],
  ["episode-closed", closedEpisode],
  ["conflicts", conflicts],
  [
    "conflicts-problem",
    { ...conflicts, problem: "That record has changed meanwhile, so nothing was settled.", page: null },
  ],
  [
    "conflicts-none",
    {
      ...conflicts,
      headline: "No conflict with the files is open.",
      conflicts: [],
      page: null,
      buttons: [],
    },
  ],
  [
    "receipt-again",
    {
      ...receipt,
      title: "Already logged",
      headline: "Amira Haddad is back",
      note: "Already logged by Dana Price at 14:06. Nothing has changed.",
      next: null,
      recorded: null,
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
  [
    "trouble-episode",
    {
      ...missingEpisode,
      title: TROUBLE[2]!,
      headline: TROUBLE[3]!,
      facts: trouble(),
      deadlines: TROUBLE.slice(0, 2).map((text) => ({ label: text, text, overdue: true })),
      last: TROUBLE[4]!,
    },
  ],
  ["trouble-receipt", { ...receipt, headline: TROUBLE[3]!, facts: trouble(), note: TROUBLE[4]! }],
  ...largest(answer),
];

function trouble() {
  return TROUBLE.slice(0, 12).map((text) => ({ label: text, value: text }));
}

/** Every sample, ready to be rendered. Only `disclose` makes such values outside the tests. */
export const SAMPLES: Sample[] = VIEWS.map(([name, view]) => ({ name, view: view as Disclosed<CardView> }));
