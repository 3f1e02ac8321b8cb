import { type ChildRow, storeChildren } from "../casework/children.ts";
import { type EpisodeRow, storeEpisodes } from "../casework/episodes.ts";
import { type InterviewRow, storeInterviews } from "../casework/interviews.ts";
import { type MeetingRow, storeMeetings } from "../casework/meetings.ts";
import { type OrganisationIds, storeOrganisation } from "../casework/organisation.ts";
import type { Writing } from "../casework/write.ts";
import type { Tx } from "../store/store.ts";
import type { Growth } from "./growth.ts";
import type { PlannedChild, PlannedEpisode, PlannedInterview, PlannedMeeting } from "./rows.ts";

/** The source that the plan's external ids belong to. */
export const SOURCE = "demonstration";

/** Rows inserted or changed. */
export interface Stored {
  children: number;
  episodes: number;
  interviews: number;
  meetings: number;
}

/** Stores rows of a plan, in its order; what they refer to is among them or stored already. */
export async function storeRows(w: Writing, rows: Growth): Promise<Stored> {
  const names = await storeOrganisation(w, rows.organisation);
  const children = await storeChildren(
    w,
    rows.children.map((row) => childRow(row, names)),
  );
  const childIds = await idsOf(
    w.tx,
    "child",
    rows.episodes.map((row) => row.child),
  );
  const episodes = await storeEpisodes(
    w,
    rows.episodes.map((row) => episodeRow(row, names, childIds)),
  );
  const served = [...rows.interviews, ...rows.meetings].flatMap((row) => row.episodes);
  const episodeIds = await idsOf(w.tx, "episode", served);
  const interviews = await storeInterviews(
    w,
    rows.interviews.map((row) => interviewRow(row, names, episodeIds)),
  );
  const meetings = await storeMeetings(
    w,
    rows.meetings.map((row) => meetingRow(row, episodeIds)),
  );
  return {
    children: written(children),
    episodes: written(episodes),
    interviews: written(interviews),
    meetings: written(meetings),
  };
}

function written({ inserted, updated }: { inserted: number; updated: number }): number {
  return inserted + updated;
}

async function idsOf(tx: Tx, table: "child" | "episode", externalIds: readonly string[]) {
  const rows = await tx.$queryRawUnsafe<{ id: number; externalId: string }[]>(
    `SELECT id, external_id AS "externalId" FROM ${table} WHERE source = $1 AND external_id = ANY($2::text[])`,
    SOURCE,
    [...new Set(externalIds)],
  );
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

function childRow(child: PlannedChild, names: OrganisationIds): ChildRow {
  const { placement, team, worker, ...rest } = child;
  return {
    ...rest,
    source: SOURCE,
    placementId: optional(names.placements, placement),
    teamId: id(names.teams, team),
    workerId: id(names.workers, worker),
  };
}

function episodeRow(
  episode: PlannedEpisode,
  names: OrganisationIds,
  children: Map<string, number>,
): EpisodeRow {
  const { child, agency, placement, provider, team, worker, ...rest } = episode;
  return {
    ...rest,
    source: SOURCE,
    childId: id(children, child),
    agencyId: id(names.agencies, agency),
    placementId: optional(names.placements, placement),
    providerId: optional(names.providers, provider),
    teamId: id(names.teams, team),
    workerId: id(names.workers, worker),
  };
}

function interviewRow(
  interview: PlannedInterview,
  names: OrganisationIds,
  episodeIds: Map<string, number>,
): InterviewRow {
  const { episodes, agency, interviewer, ...rest } = interview;
  return {
    ...rest,
    source: SOURCE,
    episodeIds: episodes.map((episode) => id(episodeIds, episode)),
    agencyId: id(names.agencies, agency),
    interviewerId: id(names.workers, interviewer),
  };
}

function meetingRow(meeting: PlannedMeeting, episodeIds: Map<string, number>): MeetingRow {
  const { externalId, episodes, plannedFor, heldAt, chair } = meeting;
  return {
    source: SOURCE,
    externalId,
    episodeIds: episodes.map((episode) => id(episodeIds, episode)),
    plannedFor,
    heldAt,
    chair,
  };
}

function optional(ids: Map<string, number>, key: string | null): number | null {
  return key === null ? null : id(ids, key);
}

function id(ids: Map<string, number>, key: string): number {
  const found = ids.get(key);
  if (found === undefined) throw new Error(`the plan names "${key}", which was not stored`);
  return found;
}
