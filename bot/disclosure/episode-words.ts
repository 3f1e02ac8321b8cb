import type { EpisodeNews } from "./showable.ts";
import { shortInstantText } from "./wording.ts";
import { riskText } from "./words.ts";

/** What happened to an episode, as a sentence begins; who recorded it and when stands behind. */
export const NEWS: Readonly<Record<EpisodeNews["kind"], string>> = {
  reported: "Reported",
  returned: "Return logged",
  return_corrected: "Return corrected",
  return_undone: "Return taken back",
  risk: "Risk graded",
  withdrawn: "Report taken back",
  corrected: "Details corrected",
  interview_offered: "Return interview offered",
  interview_accepted: "Return interview accepted",
  interview_declined: "Return interview declined",
  interview_not_contactable: "Not reached for the return interview",
  interview_missing_again: "Missing again before the return interview",
  interview_completed: "Return interview completed",
  interviewer_assigned: "Interviewer named",
  interview_changed: "Return interview changed",
  meeting_planned: "Strategy meeting planned",
  meeting_held: "Strategy meeting held",
  meeting_changed: "Strategy meeting changed",
  long: "Strategy meeting overdue: the child was missing for as long as calls for one, and none is recorded as held",
  interview_overdue: "Return interview overdue: it is neither completed nor declined",
};

/**
 * "Return logged by Adele Vance (City Council), Tue 30 Jul 2019, 14:00". `names`: of staff; a note in a
 * thread, which notifies people's phones, has the agency alone.
 */
export function newsText(news: EpisodeNews, zone: string, { names }: { names: boolean }): string {
  const { kind, at, by, risk } = news;
  const what = kind === "risk" ? `${NEWS.risk} ${riskText(risk).toLowerCase()}` : NEWS[kind];
  if (by === null) return what;
  const when = shortInstantText(at, zone);
  if (by === "file") return `${what} in the council's files, taken in ${when}`;
  const { name, agency } = by;
  const who = names && name ? (agency ? `${name} (${agency})` : name) : agency;
  return who ? `${what} by ${who}, ${when}` : `${what}, ${when}`;
}
