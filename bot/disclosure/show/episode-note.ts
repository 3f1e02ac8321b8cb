import type { NoticeView } from "../../../cards/views.ts";
import { interviewDueBy } from "../../../data/episode-progress.ts";
import { newsText } from "../episode-words.ts";
import type { Lens } from "../lens.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { shortInstantText } from "../wording.ts";
import { notice } from "./frame.ts";

/** More are no short note; the card above has them all. */
const MOST = 5;

/** What has just become of an episode, in the thread below its card: fixed sentences, and no name. */
export function showEpisodeNote(
  { child, episode, news }: Extract<Showable, { kind: "episode_note" }>,
  lens: Lens,
): NoticeView {
  const { context, audience } = lens;
  if (audience !== "operational") return notice(NOTICES.not_covered, context, "refusal");
  if (!news.length || lens.child(child.id) !== child.reference) return notice(NOT_SHOWN, context, "refusal");
  const zone = context.policy.timeZone;
  const told = news.slice(-MOST).map((one) => `${newsText(one, zone, { names: false })}.`);
  const due = interviewDueBy(episode, context.policy);
  if (due && news.some(({ kind }) => kind === "returned" || kind === "return_corrected"))
    told.push(`Return interview due by ${shortInstantText(due, zone)}.`);
  return notice({ title: `${child.reference} · ${episode.reference}`, paragraphs: told }, context);
}
