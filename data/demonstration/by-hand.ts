import type { Tx } from "../store/store.ts";
import type { Growth } from "./growth.ts";
import type { PlannedEpisode } from "./rows.ts";
import { SOURCE } from "./store-rows.ts";

/** Growth that leaves alone what people wrote down, and how many rows that leaves out. */
export interface Allowed extends Growth {
  skipped: number;
}

/** A row that a person (not the generator, which writes as nobody) has changed. */
const CHANGED_BY_HAND = (table: string, row: string) =>
  `EXISTS (SELECT 1 FROM change ch WHERE ch.table_name = '${table}' AND ch.row_id = ${row}.id AND ch.by IS NOT NULL)`;

/**
 * Leaves out of a growth: rows that a person has changed; new episodes that would overlap an episode
 * a person made or changed; interviews and meetings of all these, and generated interviews of an
 * episode for which a person has written one down.
 */
export async function withoutClashes(tx: Tx, grown: Growth): Promise<Allowed> {
  const served = [...grown.interviews, ...grown.meetings].flatMap((row) => row.episodes);
  const episodeIds = [...grown.episodes.map((row) => row.externalId), ...served];
  const known = await stored(tx, "episode", episodeIds);
  const changedChildren = await changed(tx, "child", grown.children);
  const changedInterviews = await changed(tx, "interview", grown.interviews);
  const changedMeetings = await changed(tx, "strategy_meeting", grown.meetings);
  const interviewed = await interviewedByHand(tx, served);
  const theirs = await episodesByHand(tx, [...new Set(grown.episodes.map((row) => row.child))]);

  const children = grown.children.filter((row) => !changedChildren.has(row.externalId));
  const episodes = grown.episodes.filter((row) => {
    const before = known.get(row.externalId);
    return before ? !before.byHand : !overlaps(row, theirs.get(row.child) ?? []);
  });
  const coming = new Set(episodes.map((row) => row.externalId));
  const free = (row: { episodes: string[] }) =>
    row.episodes.every((id) => coming.has(id) || known.get(id)?.byHand === false);
  const interviews = grown.interviews.filter(
    (row) =>
      free(row) && !changedInterviews.has(row.externalId) && !row.episodes.some((id) => interviewed.has(id)),
  );
  const meetings = grown.meetings.filter((row) => free(row) && !changedMeetings.has(row.externalId));
  const allowed = { ...grown, children, episodes, interviews, meetings };
  return { ...allowed, skipped: size(grown) - size(allowed) };
}

function size({ children, episodes, interviews, meetings }: Growth): number {
  return children.length + episodes.length + interviews.length + meetings.length;
}

function overlaps(
  row: PlannedEpisode,
  others: readonly { startedAt: Date; endedAt: Date | null }[],
): boolean {
  return others.some(
    (other) =>
      (other.endedAt === null || row.startedAt < other.endedAt) &&
      (row.endedAt === null || other.startedAt < row.endedAt),
  );
}

type Table = "child" | "episode" | "interview" | "strategy_meeting";

async function stored(tx: Tx, table: Table, externalIds: readonly string[]) {
  const rows = await tx.$queryRawUnsafe<{ externalId: string; byHand: boolean }[]>(
    `SELECT t.external_id AS "externalId", ${CHANGED_BY_HAND(table, "t")} AS "byHand"
     FROM ${table} t WHERE t.source = $1 AND t.external_id = ANY($2::text[])`,
    SOURCE,
    [...new Set(externalIds)],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

async function changed(tx: Tx, table: Table, rows: readonly { externalId: string }[]): Promise<Set<string>> {
  const known = await stored(
    tx,
    table,
    rows.map((row) => row.externalId),
  );
  return new Set([...known.values()].filter((row) => row.byHand).map((row) => row.externalId));
}

/** Episodes for which a person has made or changed an interview. */
async function interviewedByHand(tx: Tx, episodes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRawUnsafe<{ externalId: string }[]>(
    `SELECT DISTINCT e.external_id AS "externalId"
     FROM interview i JOIN interview_episode ie ON ie.interview_id = i.id JOIN episode e ON e.id = ie.episode_id
     WHERE e.source = $1 AND e.external_id = ANY($2::text[]) AND i.voided_at IS NULL
       AND (i.source IS DISTINCT FROM $1 OR ${CHANGED_BY_HAND("interview", "i")})`,
    SOURCE,
    [...new Set(episodes)],
  );
  return new Set(rows.map((row) => row.externalId));
}

/** Episodes that people made or changed, by the child's external id. */
async function episodesByHand(tx: Tx, children: readonly string[]) {
  const rows = await tx.$queryRawUnsafe<{ child: string; startedAt: Date; endedAt: Date | null }[]>(
    `SELECT c.external_id AS child, e.started_at AS "startedAt", e.ended_at AS "endedAt"
     FROM episode e JOIN child c ON c.id = e.child_id
     WHERE c.source = $1 AND c.external_id = ANY($2::text[]) AND e.voided_at IS NULL
       AND (e.source IS DISTINCT FROM $1 OR ${CHANGED_BY_HAND("episode", "e")})`,
    SOURCE,
    children,
  );
  const byChild = new Map<string, typeof rows>();
  for (const row of rows) byChild.set(row.child, [...(byChild.get(row.child) ?? []), row]);
  return byChild;
}
