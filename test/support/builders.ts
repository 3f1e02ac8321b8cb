import { type ChildRow, storeChildren } from "../../data/casework/children.ts";
import { type EpisodeRow, storeEpisodes } from "../../data/casework/episodes.ts";
import { type InterviewRow, storeInterviews } from "../../data/casework/interviews.ts";
import { type MeetingRow, storeMeetings } from "../../data/casework/meetings.ts";
import { type OrganisationRows, storeOrganisation } from "../../data/casework/organisation.ts";
import { type Author, write } from "../../data/casework/write.ts";
import type { SeenConversation } from "../../data/conversations.ts";
import { type CardToPost, savePostedCard } from "../../data/posted-cards.ts";
import type { Store } from "../../data/store/store.ts";

/** Tuesday 30 July 2019, 14:00 London: the "now" of most tests. */
export const NOW = new Date("2019-07-30T13:00:00.000Z");

/** An instant so many hours from another (before it where negative). */
export function hours(n: number, from: Date = NOW): Date {
  return new Date(from.getTime() + n * 3_600_000);
}

export function anAuthor(over: Partial<Author> = {}): Author {
  return { by: "dana", recordedAt: NOW, ...over };
}

/** A child of 13 with a name and little else. */
export function aChild(over: Partial<ChildRow> = {}): ChildRow {
  return { name: "Kit Marlow", dateOfBirth: "2006-03-31", gender: "female", ...over };
}

/** An open episode that began yesterday at noon London. */
export function anEpisode(childId: number, over: Partial<EpisodeRow> = {}): EpisodeRow {
  return { childId, startedAt: hours(-26), ...over };
}

/** One that has ended, four hours after it began. */
export function anEndedEpisode(childId: number, over: Partial<EpisodeRow> = {}): EpisodeRow {
  const startedAt = over.startedAt ?? hours(-72);
  return { childId, startedAt, endedAt: hours(4, startedAt), ...over };
}

export function anInterview(episodeIds: number[], over: Partial<InterviewRow> = {}): InterviewRow {
  return { episodeIds, offeredAt: hours(-12), ...over };
}

export function aMeeting(episodeIds: number[], over: Partial<MeetingRow> = {}): MeetingRow {
  return { episodeIds, plannedFor: hours(24), ...over };
}

export function aConversation(over: Partial<SeenConversation> = {}): SeenConversation {
  return {
    id: "a:chat-with-dana",
    tenantId: "tenant",
    serviceUrl: "https://service.example",
    channelId: "msteams",
    botId: "28:bot",
    scope: "personal",
    teamId: null,
    teamAadGroupId: null,
    aadObjectId: "dana",
    ...over,
  };
}

export function aCard(episodeIds: number[], over: Partial<CardToPost> = {}): CardToPost {
  return {
    conversationId: "a:chat-with-dana",
    activityId: "card-1",
    serviceUrl: "https://service.example",
    personId: "dana",
    reading: { kind: "question" },
    episodeIds,
    revision: 1n,
    postedAt: NOW,
    ...over,
  };
}

/** Stores through the one way to write; each gives the ids in the order of what was given. */
export async function havingChildren(store: Store, ...rows: Partial<ChildRow>[]): Promise<number[]> {
  return write(store, anAuthor(), async (w) => (await storeChildren(w, rows.map(aChild))).rowIds);
}

export async function havingEpisodes(store: Store, ...rows: EpisodeRow[]): Promise<number[]> {
  return write(store, anAuthor(), async (w) => (await storeEpisodes(w, rows)).rowIds);
}

export async function havingInterviews(store: Store, ...rows: InterviewRow[]): Promise<number[]> {
  return write(store, anAuthor(), async (w) => (await storeInterviews(w, rows)).rowIds);
}

export async function havingMeetings(store: Store, ...rows: MeetingRow[]): Promise<number[]> {
  return write(store, anAuthor(), async (w) => (await storeMeetings(w, rows)).rowIds);
}

export async function havingOrganisation(store: Store, rows: OrganisationRows) {
  return write(store, anAuthor(), (w) => storeOrganisation(w, rows));
}

export async function havingCard(store: Store, episodeIds: number[], over: Partial<CardToPost> = {}) {
  return savePostedCard(store.db, aCard(episodeIds, over));
}

/** A child with one open episode: what a return is logged for. */
export async function havingMissingChild(
  store: Store,
  child: Partial<ChildRow> = {},
  episode: Partial<EpisodeRow> = {},
): Promise<{ childId: number; episodeId: number }> {
  const [childId] = await havingChildren(store, child);
  const [episodeId] = await havingEpisodes(store, anEpisode(childId!, episode));
  return { childId: childId!, episodeId: episodeId! };
}
