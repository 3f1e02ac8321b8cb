import { type MeetingStep, recordMeetingSteps } from "../../data/casework/meeting-steps.ts";
import type { Writing } from "../../data/casework/write.ts";
import { openEpisodes, returnedEpisodes } from "../../data/faces.ts";
import { RECENT_DAYS } from "../../data/policy.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import type { About, Written } from "./case-form.ts";

/** A typed meeting is about the episode that is open, else about the last recent one. */
export async function latestEpisode({ house, now }: Presence, childId: number): Promise<EpisodeFace | null> {
  const { db } = house.store;
  const [open] = await openEpisodes(db, [childId], now);
  if (open) return open;
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  return (await returnedEpisodes(db, childId, since))[0] ?? null;
}

/** One step of an episode's strategy meeting. `version`: the form's. */
export async function recordMeeting(
  w: Writing,
  { episode }: About,
  { version }: { version: number },
  step: MeetingStep["step"],
): Promise<Written> {
  const [outcome] = await recordMeetingSteps(w, [{ episodeIds: [episode!.id], seen: version - 1, step }]);
  return outcome!.ok ? { episodeId: outcome!.episodeId } : { problem: outcome!.why };
}
