import { lastChanges } from "../../data/casework/changes.ts";
import type { ChildFace, EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";

/**
 * What became of an episode: its return, the interview's deadline (return + the policy's window,
 * elapsed hours), and where it was logged before, by whom and when.
 */
export async function receiptOf(
  presence: Presence,
  child: ChildFace,
  episode: EpisodeFace,
  { again }: { again: boolean },
): Promise<Response> {
  const { house } = presence;
  if (!episode.endedAt) throw new Error("a receipt needs an episode that has ended");
  const changes = again ? await lastChanges(house.store.db, "episode", [episode.id], "endedAt") : null;
  const change = changes?.get(episode.id) ?? null;
  const author = change?.by ? await house.directory.person(change.by, presence.conversation.tenantId) : null;
  return {
    showable: {
      kind: "receipt",
      child,
      episode,
      returnedAt: episode.endedAt,
      interviewDueBy: new Date(episode.endedAt.getTime() + house.policy.interviewWindowHours * 3_600_000),
      again,
      by: change && { name: author?.name ?? null, at: change.recordedAt },
    },
    audit: {
      kind: "disclosure",
      detail: { what: "return_receipt", episodeId: episode.id, again },
      childIds: [child.id],
    },
  };
}
