import { INTERVIEW_LINKS, type LinkTable, MEETING_LINKS } from "./links.ts";
import {
  CHANGED,
  type Given,
  PLAN,
  PLAN_ROWS,
  plan,
  type Staged,
  type StagedKind,
  writePlan,
} from "./staged.ts";
import { noteCards, noteChildren } from "./staged-notes.ts";
import { INTERVIEW, STRATEGY_MEETING } from "./tables.ts";
import type { Writing } from "./write.ts";

const INTERVIEWS = linkedKind(INTERVIEW_LINKS, {
  table: INTERVIEW,
  filled: ["source", "externalId", "episodeIds"],
  otherwise: {},
  after: (given) => {
    const value = (field: string, column: string) =>
      given.fields.has(field) ? `g.${column}` : `b.${column}`;
    const outcomeAt = value("outcomeAt", "outcome_at");
    const completedAt = value("completedAt", "completed_at");
    const offeredAt = value("offeredAt", "offered_at");
    return {
      outcomeAt: `CASE WHEN ${value("outcome", "outcome")} IS NULL THEN ${outcomeAt}
        ELSE coalesce(${outcomeAt}, ${completedAt}, ${offeredAt}) END`,
    };
  },
  happenedAt: {
    fresh: "coalesce(p.completed_at, p.outcome_at, p.offered_at, $1::timestamptz)",
    changed: `coalesce(nullif(p.completed_at, b.completed_at), nullif(p.outcome_at, b.outcome_at),
      nullif(p.offered_at, b.offered_at), $1::timestamptz)`,
  },
});

const MEETINGS = linkedKind(MEETING_LINKS, {
  table: STRATEGY_MEETING,
  filled: ["source", "externalId", "episodeIds"],
  otherwise: {},
  // an episode keeps when its first meeting was held
  lockFirst: `SELECT FROM episode WHERE id IN (SELECT unnest(p.episode_ids || p.was_episode_ids) FROM ${PLAN_ROWS} p)
    ORDER BY id FOR NO KEY UPDATE`,
  happenedAt: {
    fresh: "coalesce(p.held_at, $1::timestamptz)",
    changed: "coalesce(nullif(p.held_at, b.held_at), $1::timestamptz)",
  },
});

/** Stores a file's interviews as storeInterviews (interviews.ts) does; `episode_ids` are given sorted, each once. */
export function storeStagedInterviews(w: Writing, given: Given): Promise<Staged> {
  return storeLinked(w, INTERVIEWS, INTERVIEW_LINKS, given);
}

/** Stores a file's strategy meetings as storeMeetings (meetings.ts) does; `episode_ids` as above. */
export function storeStagedMeetings(w: Writing, given: Given): Promise<Staged> {
  return storeLinked(w, MEETINGS, MEETING_LINKS, given);
}

function linkedKind(links: LinkTable, kind: StagedKind): StagedKind {
  const before = `CASE WHEN b.id IS NOT NULL THEN (
    SELECT array_agg(l.episode_id ORDER BY l.episode_id) FROM ${links.name} l
    WHERE l.${links.column} = b.id) END`;
  return {
    ...kind,
    virtual: { episodeIds: { type: "int[]", before } },
    after: (given, author) => ({ ...kind.after?.(given, author), episodeIds: "g.episode_ids" }),
  };
}

/** A row and its links change together, and the schema would compare the new row with the old links. */
async function storeLinked(w: Writing, kind: StagedKind, links: LinkTable, given: Given): Promise<Staged> {
  const staged = await plan(w, kind, given);
  if (staged.inserted + staged.updated === 0) return staged;
  const relinked = "p.episode_ids IS DISTINCT FROM p.was_episode_ids";
  const dropLinks = async () => {
    if (staged.updated === 0) return;
    await w.tx.$executeRawUnsafe(
      `DELETE FROM ${links.name} l USING ${CHANGED} p WHERE l.${links.column} = p.id AND ${relinked}`,
    );
  };
  await writePlan(w, kind, staged, { trial: given.trial, between: dropLinks });
  await w.tx.$executeRawUnsafe(
    `INSERT INTO ${links.name} (${links.column}, episode_id)
     SELECT p.id, unnest(p.episode_ids) FROM ${PLAN} p WHERE ${relinked}`,
  );
  const episodes = `SELECT unnest(episode_ids || coalesce(was_episode_ids, '{}')) AS id FROM ${PLAN_ROWS} p`;
  await noteCards(w, episodes);
  await noteChildren(w, `SELECT e.child_id FROM episode e JOIN (${episodes}) l ON l.id = e.id`);
  return staged;
}
