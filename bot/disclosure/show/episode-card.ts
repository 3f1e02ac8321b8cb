import type { EpisodeCardView, NoticeView } from "../../../cards/views.ts";
import { interviewDueBy, isClosed, meetingDueBy } from "../../../data/episode-progress.ts";
import { instantText } from "../../answers/sentences.ts";
import { dueText, elapsedText, soonText } from "../due-text.ts";
import { newsText } from "../episode-words.ts";
import { formButtons } from "../forms/offer.ts";
import type { EpisodeMinimum, Lens } from "../lens.ts";
import { FORM_NAMES } from "../roles.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { count, shortInstantText } from "../wording.ts";
import { riskText } from "../words.ts";
import { frame, notice } from "./frame.ts";
import { knownEpisode } from "./history.ts";
import { historyButtons } from "./record-frame.ts";

type EpisodeCard = Extract<Showable, { kind: "episode_card" }>;
/** The verb by which Teams asks for somebody's own card. */
export const REFRESH = "episode.refresh";

type Deadline = EpisodeCardView["deadlines"][number];

/**
 * One episode where everybody can act on it: how it stands, what is due, who did what last. In a room it
 * has the child's reference and the minimum fields; only where the viewer may read the name, the age, the
 * placement and the other episodes too.
 */
export function showEpisodeCard(shown: EpisodeCard, lens: Lens): EpisodeCardView | NoticeView {
  const { child, now } = shown;
  const { context, audience } = lens;
  if (audience === "outside") return notice(NOTICES.not_covered, context, "refusal");
  if (shown.episode.voided) return withdrawn(shown, lens);
  const episode = lens.episode(shown.episode.id);
  if (!episode || episode.childId !== child.id) return notice(NOT_SHOWN, context, "refusal");
  const deadlines = [meetingLine(episode, now, lens), interviewLine(episode, now, lens)].filter(
    (line) => line !== null,
  );
  return {
    card: "episode",
    ...frame(`${lens.child(child.id)} · ${episode.reference}`, context, [
      ...formButtons(FORM_NAMES, episode, lens),
      ...historyButtons(episode, lens),
    ]),
    headline: headlineOf(episode, now),
    tone: toneOf(episode, deadlines),
    facts: [...recordFacts(shown, lens), ...factsOf(episode, lens)],
    deadlines,
    history: historyOf(shown, lens),
    ...footOf(shown, lens),
    refresh: refreshOf(shown, lens),
  };
}

/** Those who may have more are asked for by Teams itself; what comes back is a matter of who they are then. */
function refreshOf({ episode, viewers = [] }: EpisodeCard, { audience }: Lens): EpisodeCardView["refresh"] {
  if (audience !== "operational" || viewers.length === 0) return null;
  return { button: { title: "Refresh", verb: REFRESH, data: { id: episode.id } }, userIds: viewers };
}

/** The age, and how often the child was missing lately. */
function recordFacts({ child, history, now }: EpisodeCard, lens: Lens): EpisodeCardView["facts"] {
  const age = lens.age(child.id, now);
  if (age === null) return [];
  return [
    { label: "Age", value: String(age) },
    ...(history?.counts ?? []).map(({ label, value }) => ({ label, value: count(value ?? 0, "episode") })),
  ];
}

/** The child's newest episodes beside this one. */
function historyOf({ history, now }: EpisodeCard, lens: Lens): EpisodeCardView["history"] {
  const { rows, all } = history?.others ?? { rows: [], all: 0 };
  const lines = rows.flatMap((row) => {
    const line = knownEpisode(row, now, lens)?.line;
    return line ? [[line.when, line.length, line.interview, line.meeting].filter(Boolean).join(" · ")] : [];
  });
  if (lines.length === 0) return null;
  const some = `The last ${lines.length} of ${all} other episodes`;
  return { heading: all > lines.length ? some : "Other episodes", lines };
}

/** A report that was taken back: nothing of it is told any more. */
function withdrawn(shown: EpisodeCard, lens: Lens): EpisodeCardView {
  return {
    card: "episode",
    ...frame(lens.child(shown.child.id), lens.context),
    headline: "Report taken back",
    tone: "closed",
    facts: [],
    deadlines: [],
    history: null,
    ...footOf(shown, lens),
    refresh: null,
  };
}

function footOf({ last, now }: EpisodeCard, { context }: Lens): Pick<EpisodeCardView, "last" | "asAt"> {
  const zone = context.policy.timeZone;
  return {
    last: last && lastText(newsText(last, zone, { names: true })),
    asAt: `As at ${instantText(now, zone)}`,
  };
}

const lastText = (text: string): string => `Last: ${text[0]!.toLowerCase()}${text.slice(1)}.`;

const STATUS: Readonly<Record<string, string>> = { missing: "Missing", away: "Away", absent: "Absent" };

function headlineOf(episode: EpisodeMinimum, now: Date): string {
  const { startedAt, endedAt, category } = episode;
  const long = elapsedText((endedAt ?? now).getTime() - startedAt.getTime());
  const high = episode.grade === "high" ? ", high risk" : "";
  if (!endedAt) return `${STATUS[category] ?? "Missing"} for ${long}${high}`;
  return isClosed(episode) ? `Closed: back after ${long}` : `Back after ${long}`;
}

function toneOf(episode: EpisodeMinimum, deadlines: readonly Deadline[]): EpisodeCardView["tone"] {
  if (deadlines.some(({ overdue }) => overdue)) return "overdue";
  if (isClosed(episode)) return "closed";
  return episode.endedAt === null ? "missing" : "back";
}

function factsOf(episode: EpisodeMinimum, { context }: Lens): EpisodeCardView["facts"] {
  const zone = context.policy.timeZone;
  const { startedAt, startPrecision, endedAt, endPrecision, placement, reportingAgencyId } = episode;
  const facts = [
    { label: "Risk", value: riskText(episode.grade) },
    {
      label: `${STATUS[episode.category] ?? "Missing"} since`,
      value: shortInstantText(startedAt, zone, startPrecision),
    },
  ];
  if (endedAt) facts.push({ label: "Returned", value: shortInstantText(endedAt, zone, endPrecision) });
  if (reportingAgencyId !== null)
    facts.push({ label: "Reported by", value: context.label("agency", reportingAgencyId) });
  if (placement) facts.push({ label: "Placement", value: placement });
  return facts;
}

/** Three days missing call for a strategy meeting (policy `longEpisodeHours`); one may be held before. */
function meetingLine(episode: EpisodeMinimum, now: Date, { context }: Lens): Deadline | null {
  const { policy } = context;
  const label = "Strategy meeting";
  const { state, heldAt, plannedFor } = episode.meeting;
  if (state === "held" && heldAt)
    return { label, text: `held ${shortInstantText(heldAt, policy.timeZone)}`, overdue: false };
  const dueBy = meetingDueBy(episode, policy);
  if (!dueBy) return null;
  const due = dueText(dueBy, now, policy.timeZone);
  const overdue = dueBy <= now;
  if (!plannedFor) return { label, text: `${due}; none planned`, overdue };
  if (plannedFor > now) {
    const planned = `planned for ${soonText(plannedFor, now, policy.timeZone)}`;
    return { label, text: overdue ? `${planned}; ${due}` : planned, overdue };
  }
  return { label, text: `${due}; planned, not recorded as held`, overdue };
}

function interviewLine(episode: EpisodeMinimum, now: Date, { context }: Lens): Deadline | null {
  if (episode.endedAt === null) return null;
  const { policy } = context;
  const label = "Return interview";
  const { state, at } = episode.interview;
  const dueBy = interviewDueBy(episode, policy);
  if (dueBy) {
    const text = `${dueText(dueBy, now, policy.timeZone)}; ${INTERVIEW[state] ?? "not offered yet"}`;
    return { label, text, overdue: dueBy <= now };
  }
  const when = at ? ` ${shortInstantText(at, policy.timeZone)}` : "";
  return { label, text: `${state}${when}`, overdue: false };
}

const INTERVIEW: Readonly<Partial<Record<EpisodeMinimum["interview"]["state"], string>>> = {
  offered: "offered",
  accepted: "accepted",
  not_contactable: "not reached",
  missing_again: "missing again before it",
};
