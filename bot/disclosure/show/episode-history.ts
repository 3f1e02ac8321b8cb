import type { ListRow, ListView, NoticeView } from "../../../cards/views.ts";
import { entryText } from "../entry-words.ts";
import type { Lens } from "../lens.ts";
import { allowed, mayReadHistory } from "../permissions.ts";
import { NOTICES } from "../sentences.ts";
import type { EpisodeEntry, Showable } from "../showable.ts";
import { count, shortInstantText } from "../wording.ts";
import { personText } from "../words.ts";
import { notice } from "./frame.ts";
import { recordFrame } from "./record-frame.ts";

type History = Extract<Showable, { kind: "episode_history" }>;

/**
 * What became of an episode, entry by entry: what, when it was recorded, by whom. Why something was
 * corrected or taken back is free text about a child: only where the viewer may read the name.
 */
export function showEpisodeHistory(shown: History, lens: Lens): ListView | NoticeView {
  const { asked, child, entries, total } = shown;
  const { context, audience, viewer } = lens;
  const permission = allowed(asked, audience, viewer);
  if (permission !== "yes") return notice(NOTICES[permission], context, "refusal");
  const knows = lens.knows(child.id);
  const episode = mayReadHistory(viewer, audience, child) ? lens.episode(shown.episode.id) : null;
  if (!episode || episode.childId !== child.id) return notice(NOTICES.unknown_episode, context, "refusal");
  const withheld = !knows && entries.some(({ reason }) => reason !== null);
  return {
    card: "list",
    ...recordFrame(`History of ${episode.reference}`, shown, lens, {
      definition:
        "Everything that was recorded of the episode, its return interviews and its strategy meetings, the oldest first: what, when it was written down, and by whom.",
      caveats: withheld
        ? ["Reasons that were given are shown in a 1:1 chat, to those whose role includes the child."]
        : [],
    }),
    headline: `${lens.child(child.id)}: ${count(total, "entry", "entries")}`,
    change: null,
    columns: ["What", "Recorded", "By", "Why"],
    rows: entries.map((entry) => rowOf(entry, episode, knows, lens)),
    beside: [],
    empty: "Nothing is recorded of this episode.",
  };
}

function rowOf(
  entry: EpisodeEntry,
  episode: Parameters<typeof entryText>[1],
  knows: boolean,
  lens: Lens,
): ListRow {
  const { by, role, recordedAt, reason } = entry;
  return {
    cells: [
      entryText(entry, episode, lens),
      shortInstantText(recordedAt, lens.context.policy.timeZone),
      by === "file" ? "the council's files" : personText(by, role),
      knows && reason ? `“${reason}”` : "",
    ],
  };
}
