import type { Button, EpisodeCardView } from "../../cards/views.ts";

const press = (title: string, verb: string): Button => ({ title, verb, data: { id: 1, version: 3 } });

export const missingEpisode: EpisodeCardView = {
  card: "episode",
  title: "MC-1042 · ME-20345",
  demonstration: true,
  headline: "Missing for 1 day 2 h, high risk",
  tone: "missing",
  deadlines: [
    { label: "Strategy meeting", text: "due in 1 day 22 h, Thursday 12:00; none planned", overdue: false },
  ],
  facts: [
    { label: "Risk", value: "High" },
    { label: "Missing since", value: "Mon 29 Jul 2019, 12:00" },
    { label: "Reported by", value: "City Police" },
  ],
  history: null,
  refresh: null,
  last: "Last: reported by Patti Fernandez (City Police), Mon 29 Jul 2019, 12:20.",
  asAt: "As at Tuesday 30 July 2019, 14:00",
  buttons: [press("Log return", "return.open"), press("Update risk", "risk.open")],
};

/** As long as those that Teams gives. */
const teamsId = (n: number): string =>
  `29:1${String(n).padStart(4, "0")}${"bSnHZ7Js2STWrgk6ScEErLk1Lp2zQuD5".repeat(4)}`;

/** In a channel of which more may read the name than Teams gives a card of their own. */
export const watchedEpisode: EpisodeCardView = {
  ...missingEpisode,
  refresh: {
    button: { title: "Refresh", verb: "episode.refresh", data: { id: 1 } },
    userIds: Array.from({ length: 75 }, (_, n) => teamsId(n)),
  },
};

/** What one of them sees of it. */
export const ownEpisode: EpisodeCardView = {
  ...missingEpisode,
  title: "Sam Example (MC-1042) · ME-20345",
  facts: [
    { label: "Age", value: "15" },
    { label: "In the last 90 days", value: "4 episodes" },
    ...missingEpisode.facts,
    { label: "Placement", value: "Linden" },
  ],
  history: {
    heading: "The last 2 of 7 other episodes",
    lines: [
      "Mon 1 Jul 2019, 21:00 – Tue 2 Jul 2019, 03:10, risk high, Linden · 6 hours 10 minutes · Interview declined",
      "Fri 3 May 2019 – Sun 5 May 2019, risk medium · 2 days",
    ],
  },
  refresh: { ...watchedEpisode.refresh!, userIds: [teamsId(0)] },
};

export const overdueEpisode: EpisodeCardView = {
  ...missingEpisode,
  headline: "Missing for 3 days 2 h, high risk",
  tone: "overdue",
  deadlines: [
    {
      label: "Strategy meeting",
      text: "overdue by 2 h, since Thursday 12:00; none planned",
      overdue: true,
    },
  ],
  asAt: "As at Thursday 1 August 2019, 14:00",
};

export const returnedEpisode: EpisodeCardView = {
  ...missingEpisode,
  headline: "Back after 1 day 2 h",
  tone: "back",
  deadlines: [
    {
      label: "Return interview",
      text: "due in 2 days 23 h, Friday 14:05; not offered yet",
      overdue: false,
    },
  ],
  facts: [...missingEpisode.facts, { label: "Returned", value: "Tue 30 Jul 2019, 14:05" }],
  last: "Last: return logged by Adele Vance (City Council), Tue 30 Jul 2019, 14:10.",
  buttons: [press("Offer interview", "interview.open")],
};

export const closedEpisode: EpisodeCardView = {
  ...returnedEpisode,
  headline: "Closed: back after 1 day 2 h",
  tone: "closed",
  deadlines: [{ label: "Return interview", text: "completed Wed 31 Jul 2019, 10:00", overdue: false }],
  buttons: [],
};
