import type { BreakdownView, SummaryView, TrendView } from "../../cards/views.ts";
import { answer, ask, BREAK, compliance } from "./sample-figures.ts";

/** Breakdowns, trends and the weekly summary. */

export const breakdown: BreakdownView = {
  ...answer,
  card: "breakdown",
  title: "Missing episodes by placement type",
  headline: "1,069 missing episodes",
  change: null,
  dimension: "Placement type",
  unit: "episodes",
  page: null,
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
export const comparedBreakdown: BreakdownView = {
  ...breakdown,
  change: {
    text: "up 382 (+56 %) from 687 in 2017/18",
    tone: "bad",
    why: "Most of it: Independent provider, up 211 from 201; all else together, up 171 from 486.",
  },
  previousLegend: "2017/18",
  bars: breakdown.bars.map((bar, i) => ({
    ...bar,
    previous: { value: before[i] ?? 0, shown: String(before[i] ?? 0) },
  })),
  caveats: [BREAK],
};

export const shares: BreakdownView = {
  ...compliance,
  card: "breakdown",
  title: "Return interviews within 72 hours by team",
  headline: "62 % of return interviews within 72 hours",
  dimension: "Team",
  unit: "share",
  page: "1 to 3 of 14",
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

export const trend: TrendView = {
  ...answer,
  card: "trend",
  title: "Missing episodes by month",
  headline: "1,069 missing episodes",
  change: {
    text: "up 382 (+56 %) from 687 in 2017/18",
    tone: "bad",
    why: "Most of it: Independent homes, up 211 from 201; all else together, up 171 from 486.",
  },
  note: "Highest: Nov 2018, 104. Lowest: Apr 2018, 74.",
  unit: "episodes",
  legend: "2018/19",
  previousLegend: "2017/18",
  points: EPISODES.map((value, i) => ({
    label: monthOf(i, 2018),
    value,
    shown: String(value),
    part: i === 11,
    previous: {
      label: monthOf(i, 2017),
      value: EARLIER[i] ?? null,
      shown: String(EARLIER[i]),
      newSeries: i === 7,
    },
  })),
  caveats: [BREAK],
  buttons: [ask("By quarter"), ask("By placement")],
};

export const gaps: TrendView = {
  ...trend,
  title: "Return interviews within 72 hours by quarter",
  headline: "62 % of return interviews within 72 hours",
  change: null,
  note: null,
  unit: "share",
  previousLegend: null,
  points: ["Q1 2018/19", "Q2 2018/19", "Q3 2018/19", "Q4 2018/19"].map((label, i) => ({
    label,
    value: i === 2 ? null : 0.5812 + 0.03 * i,
    shown: i === 2 ? "none due" : `${58 + 3 * i} % (${20 + i} of ${34 + i})`,
    part: false,
  })),
};

export const weeks: TrendView = {
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

export const summary: SummaryView = {
  ...answer,
  card: "summary",
  title: "Weekly summary",
  reading: "All children · week of Monday 22 July 2019",
  dataFrom: "Data from LCS, last updated Tuesday 30 July 2019, 06:10",
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
