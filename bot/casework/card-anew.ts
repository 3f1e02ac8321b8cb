import { parseReading } from "../language/reading.ts";
import type { Presence } from "../presence.ts";
import { type Response, respond } from "../respond.ts";
import type { Followed } from "../turn.ts";
import { type CardFor, episodeCard } from "./episode-card.ts";
import { formAnew } from "./form-follow.ts";

/** What a card shows, made anew as at now; null where it is to be left as it is. */
export async function cardAnew(
  presence: Presence,
  reading: Followed["reading"],
  whom?: CardFor,
): Promise<Response | null> {
  if (reading.kind === "episode_card") return episodeCard(presence, reading.episodeId, whom);
  if (reading.kind === "form") return formAnew(presence, reading);
  const question = parseReading(reading);
  if (question?.kind !== "question") return null;
  const [response] = await respond(presence, { ...question, also: undefined });
  return response ?? null;
}
