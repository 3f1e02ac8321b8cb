import { type EpisodeEvent, episodeEvents } from "../../data/episode-events.ts";
import { childFaces, episodeFaces } from "../../data/faces.ts";
import { revision } from "../../data/revision.ts";
import { namedTo } from "../disclosure/permissions.ts";
import type { EpisodeNews } from "../disclosure/showable.ts";
import type { ChildFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import { nextTurn, passed } from "../schedule/turns.ts";
import { childHistory } from "./child-history.ts";

/** A room is looked at again where who is in it may just not have been found out. */
const LOOK_AGAIN_MS = 600_000;

/** For whom a card is. */
export interface CardFor {
  /** for whoever is present alone, though it stands in a room */
  alone?: boolean;
  /** in a room: the Teams ids of those who may have it for themselves; null: not found out just now */
  viewers?: (child: ChildFace) => Promise<readonly string[] | null>;
}

/** An episode as it stands at this instant, with what is due and who did what last. Null: no such episode. */
export async function episodeCard(
  presence: Presence,
  episodeId: number,
  { alone = false, viewers: find = async () => [] }: CardFor = {},
): Promise<Response | null> {
  const { house, now, audience, viewer } = presence;
  const { db } = house.store;
  const shown = await revision(db);
  const found = await load(presence, episodeId);
  if (!found) return null;
  const { child, episode } = found;
  const [event] = await episodeEvents(db, episodeId, { last: 1 });
  const viewers = audience === "operational" ? await find(child) : [];
  const unsure = audience === "outside" || viewers === null;
  const turnsAt = unsure ? new Date(now.getTime() + LOOK_AGAIN_MS) : nextTurn(now, episode, house.policy);
  const named = !episode.voided && namedTo(viewer, child, { audience, alone });
  return {
    showable: {
      kind: "episode_card",
      child,
      episode,
      last: event ? await newsOf(presence, event) : null,
      now,
      alone: named,
      history: named ? await childHistory(presence, episode) : null,
      viewers: viewers ?? [],
    },
    follow: {
      reading: { kind: "episode_card", episodeId },
      episodeIds: [episodeId],
      revision: shown,
      turnsAt,
      // a chat has no threads, and its card says it all
      toldChange: audience === "personal" ? null : (event?.changeId ?? 0n),
    },
    audit: { kind: "disclosure", detail: { what: "episode_card", episodeId }, childIds: [child.id] },
  };
}

export interface Told {
  toldChange: bigint;
  toldAt: Date;
}

/** What has become of an episode since its thread was last told; null where that is nothing. */
export async function episodeNote(
  presence: Presence,
  episodeId: number,
  { toldChange, toldAt }: Told,
): Promise<{ response: Response; told: Told } | null> {
  const { house, now } = presence;
  const found = await load(presence, episodeId);
  if (!found) return null;
  const { child, episode } = found;
  const events = await episodeEvents(house.store.db, episodeId, { after: toldChange });
  const news: EpisodeNews[] = await Promise.all(events.map((event) => newsOf(presence, event)));
  for (const kind of passed(toldAt, now, episode, house.policy))
    news.push({ kind, at: now, by: null, risk: null });
  if (news.length === 0) return null;
  return {
    response: {
      showable: { kind: "episode_note", child, episode, news },
      audit: {
        kind: "disclosure",
        detail: { what: "episode_note", episodeId, news: news.map(({ kind }) => kind) },
        childIds: [child.id],
      },
    },
    told: { toldChange: events.at(-1)?.changeId ?? toldChange, toldAt: now },
  };
}

async function load({ house }: Presence, episodeId: number) {
  const { db } = house.store;
  const [episode] = await episodeFaces(db, [episodeId]);
  const [child] = episode ? await childFaces(db, [episode.childId]) : [];
  return episode && child ? { child, episode } : null;
}

/** An event with the member of staff who recorded it, where the directory knows them. */
async function newsOf(
  { house, conversation }: Presence,
  { kind, recordedAt: at, by, risk }: EpisodeEvent,
): Promise<EpisodeNews> {
  const person = by ? await house.directory.person(by, conversation.tenantId) : null;
  const who = by === null ? "file" : { name: person?.name ?? null, agency: person?.agency ?? null };
  return { kind, at, by: who, risk };
}
