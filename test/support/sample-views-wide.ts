import type { AnswerFrame, Button, CardView, HistoryView } from "../../cards/views.ts";

/** Texts that would upset a card if they were read as Markdown, as templates or as markup. */
export const TROUBLE: readonly string[] = [
  "*Anna* _Lee_ **bold** [link](https://example.org) `code`",
  "${title} $root ${x} {{y}}",
  "1. First <b>house</b> & Sons &amp; \\ back",
  "- Nought ~~struck~~ | cell |",
  "# Heading\n\n- list\n- of lines",
  "نورا القحطاني",
  "שרה כהן · MC-2001",
  "Zoë 👩‍👧‍👦 Ó Súilleabháin 🏠",
  "null",
  "Anne-Marie Featherstonehaugh-Cholmondeley of the Long and Winding Road Residential Home for Older Teenagers, Annex B, Upper Floor",
  "a@example.org www.example.org mailto:x",
  "\u202eevil\u202c <at>Everyone</at>",
  "+ plus",
];

const answer: AnswerFrame = {
  title: "History",
  reading: "All episodes",
  asAt: "As at Tuesday 30 July 2019, 14:00",
  definition: "All episodes recorded as missing, newest first, with their returns, interviews and meetings.",
  caveats: [],
  unused: null,
  demonstration: true,
  buttons: [],
};

export const history: HistoryView = {
  ...answer,
  card: "history",
  subject: "Amira Haddad · MC-1042",
  facts: [
    { label: "Episodes", value: "14" },
    { label: "Last 90 days", value: "4" },
    { label: "This financial year", value: "6" },
  ],
  episodes: [
    {
      reference: "ME-20345",
      when: "Sat 27 Jul 2019, 10:00",
      length: "missing for 3 days 4 hours",
      interview: "no return yet",
      meeting: "strategy meeting planned for 31 Jul",
      open: true,
      button: { title: "Log return", verb: "return.open", data: { id: 1, version: 3 } },
    },
    {
      reference: "ME-20298",
      when: "Tue 9 Jul 2019, 21:30",
      length: "11 hours",
      interview: "interview in time (12 Jul)",
      meeting: null,
      open: false,
    },
    {
      reference: "ME-20160",
      when: "Sun 2 Jun 2019",
      length: "2 days",
      interview: "interview declined",
      meeting: null,
      open: false,
    },
  ],
  page: "1 to 3 of 14",
};

/** The most that a card can be asked to hold: ten rows of the longest texts, two years of months. */
export function largest(base: AnswerFrame): [string, CardView][] {
  const long = "Öffentliche Wohngruppe 🏠 ".repeat(60);
  const button: Button = {
    title: long,
    verb: "question.ask",
    data: {
      reading: {
        metric: "episodes",
        filters: Object.fromEntries(Array.from("abcdefgh", (k) => [k, "x".repeat(60)])),
      },
    },
  };
  const frame: AnswerFrame = {
    ...base,
    title: long,
    reading: long,
    asAt: long,
    definition: long,
    caveats: Array<string>(12).fill(long),
    unused: long,
    buttons: Array<Button>(6).fill(button),
  };
  const change = { text: long, tone: "bad" as const };
  const facts = Array(12).fill({ label: long, value: long });
  const ten = Array.from({ length: 10 });
  const months = Array.from({ length: 24 }, (_, i) => `Sep ${2000 + i}`);
  return [
    [
      "largest-list",
      {
        ...frame,
        card: "list",
        headline: long,
        change,
        columns: [long, long, long, long],
        rows: ten.map(() => ({ cells: [long, long, long, long], alert: true, button })),
        page: "1 to 10 of 23",
        beside: facts,
        empty: long,
      },
    ],
    [
      "largest-table",
      {
        ...frame,
        card: "list",
        headline: long,
        change,
        columns: [long, long, long],
        rows: ten.map(() => ({ cells: [long, long, long], alert: true })),
        page: null,
        beside: facts,
        empty: long,
      },
    ],
    [
      "largest-breakdown",
      {
        ...frame,
        card: "breakdown",
        headline: long,
        change,
        dimension: long,
        unit: long,
        page: long,
        bars: Array.from({ length: 40 }, (_, i) => ({
          label: long,
          value: i,
          shown: `1,234 ${long}`,
          share: "3 %",
          previous: { value: 1, shown: `1,234 ${long}` },
        })),
      },
    ],
    [
      "largest-trend",
      {
        ...frame,
        card: "trend",
        headline: long,
        change,
        note: long,
        unit: long,
        legend: long,
        previousLegend: long,
        points: months.map((label, i) => ({
          label,
          value: i,
          shown: "100 % (1,234 of 1,234)",
          part: i === 23,
          previous: { label, value: i, shown: "100 % (1,234 of 1,234)" },
        })),
      },
    ],
    [
      "largest-summary",
      {
        ...frame,
        card: "summary",
        dataFrom: long,
        groups: Array.from({ length: 6 }, () => ({
          heading: long,
          lines: Array.from({ length: 10 }, () => ({ label: long, figure: long, change })),
        })),
      },
    ],
    [
      "largest-history",
      {
        ...frame,
        card: "history",
        subject: long,
        facts,
        episodes: ten.map(() => ({
          reference: long,
          when: long,
          length: long,
          interview: long,
          meeting: long,
          open: true,
          button,
        })),
        page: "1 to 10 of 23",
      },
    ],
    [
      "largest-conflicts",
      {
        card: "conflicts",
        title: long,
        demonstration: true,
        headline: long,
        problem: long,
        conflicts: ten.map(() => ({
          subject: long,
          what: long,
          fields: ten.map(() => ({ label: long, ours: long, file: long })),
          found: long,
          buttons: [button, button],
        })),
        page: long,
        buttons: Array<Button>(6).fill(button),
      },
    ],
    [
      "largest-help",
      {
        card: "help",
        title: long,
        demonstration: true,
        intro: long,
        footnote: long,
        buttons: Array<Button>(6).fill(button),
        groups: Array.from({ length: 8 }, () => ({
          heading: long,
          examples: ten.map(() => ({ text: long, button })),
        })),
      },
    ],
  ];
}
