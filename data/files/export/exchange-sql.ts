import type { ExchangeKind } from "../kinds.ts";
import { fileIds } from "./ids.ts";
import { literal } from "./snapshot.ts";

/**
 * The rows of each exchange file as SELECTs: one column for each field of the format, as the text that
 * stands in the file, in the order of the ids' bytes (a stable order, whatever the store's own ids and
 * language are). Rows that were voided, or whose child was, are left out; of an interview or a meeting, so
 * are the episodes that were voided, and the whole of it where none is left.
 */
export function selectOf(kind: ExchangeKind, timeZone: string): string {
  return SELECTS[kind](literal(timeZone));
}

/** UTC with `Z`; milliseconds only where there are some. */
const instant = (at: string) =>
  `replace(to_char(timezone('UTC', ${at}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z')`;

/** A bare London date where no more is known. */
const byPrecision = (at: string, precision: string, zone: string) =>
  `CASE ${precision} WHEN 'date' THEN to_char(timezone(${zone}, ${at}), 'YYYY-MM-DD') ELSE ${instant(at)} END`;

/**
 * An attribute at the start: blank where it was assumed and is the child's still, since an import into an
 * empty store assumes it again; written where the child's has changed meanwhile.
 */
const atStart = (field: string, column: string) =>
  `CASE WHEN '${field}' = ANY(e.assumed) AND e.${column} IS NOT DISTINCT FROM c.${column}
     THEN NULL ELSE e.${column} END`;

/** A completion after no return but that of a voided episode counts for nothing, and no import takes it. */
const COMPLETED = "CASE WHEN s.first_return <= i.completed_at THEN i.completed_at END";

const SELECTS: Readonly<Record<ExchangeKind, (zone: string) => string>> = {
  placements: () => `
    SELECT p.name AS placement, p.type AS "placementType", o.name AS provider
    FROM placement p LEFT JOIN provider o ON o.id = p.provider_id
    ORDER BY p.name COLLATE "C"`,

  children: () => `
    SELECT k.file_id AS "childId", c.name, to_char(c.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth", c.gender,
      c.legal_status AS "legalStatus", c.looked_after AS "lookedAfter", c.out_of_area AS "outOfArea", c.flags,
      p.name AS placement, t.name AS team, w.name AS worker, c.responsible_authority AS "responsibleAuthority"
    FROM child c JOIN (${fileIds("child")}) k ON k.id = c.id
    LEFT JOIN placement p ON p.id = c.placement_id
    LEFT JOIN team t ON t.id = c.team_id
    LEFT JOIN worker w ON w.id = c.worker_id
    ORDER BY k.file_id COLLATE "C"`,

  episodes: (zone) => `
    SELECT k.file_id AS "episodeId", ck.file_id AS "childId", e.category,
      ${byPrecision("e.started_at", "e.start_precision", zone)} AS "startedAt",
      ${byPrecision("e.ended_at", "e.end_precision", zone)} AS "endedAt",
      a.name AS agency, r.grade AS risk,
      p.name AS placement, e.placement_type AS "placementType", o.name AS provider,
      ${atStart("lookedAfter", "looked_after")} AS "lookedAfter",
      ${atStart("outOfArea", "out_of_area")} AS "outOfArea",
      ${atStart("responsibleAuthority", "responsible_authority")} AS "responsibleAuthority",
      ${atStart("legalStatus", "legal_status")} AS "legalStatus",
      CASE WHEN 'teamId' = ANY(e.assumed) AND e.team_id = c.team_id THEN NULL ELSE t.name END AS team,
      CASE WHEN 'workerId' = ANY(e.assumed) AND e.worker_id = c.worker_id THEN NULL ELSE w.name END AS worker,
      e.assumed, p.type AS "ownType", po.name AS "ownProvider",
      h.name AS "homePlacement", h.type AS "homeType", ho.name AS "homeProvider"
    FROM episode e JOIN (${fileIds("episode")}) k ON k.id = e.id
    JOIN child c ON c.id = e.child_id JOIN (${fileIds("child")}) ck ON ck.id = c.id
    LEFT JOIN agency a ON a.id = e.agency_id
    LEFT JOIN (
      SELECT DISTINCT ON (x.episode_id) x.episode_id, x.graded_at, x.grade FROM episode_risk x
      JOIN episode g ON g.id = x.episode_id AND g.started_at = x.graded_at ORDER BY x.episode_id, x.id DESC
    ) r ON r.episode_id = e.id
    LEFT JOIN placement p ON p.id = e.placement_id LEFT JOIN provider po ON po.id = p.provider_id
    LEFT JOIN provider o ON o.id = e.provider_id
    LEFT JOIN placement h ON h.id = c.placement_id LEFT JOIN provider ho ON ho.id = h.provider_id
    LEFT JOIN team t ON t.id = e.team_id
    LEFT JOIN worker w ON w.id = e.worker_id
    ORDER BY k.file_id COLLATE "C"`,

  interviews: () => `
    SELECT k.file_id AS "interviewId", s.ids AS "episodeIds",
      ${instant("i.offered_at")} AS "offeredAt", i.outcome,
      ${instant(`coalesce(i.outcome_at, CASE WHEN i.outcome IS NOT NULL THEN coalesce(${COMPLETED}, i.offered_at) END)`)}
        AS "outcomeAt",
      ${instant(COMPLETED)} AS "completedAt", a.name AS agency, w.name AS interviewer
    FROM interview i JOIN (${fileIds("interview")}) k ON k.id = i.id
    JOIN (${served("interview_episode", "interview_id")}) s ON s.of = i.id
    LEFT JOIN agency a ON a.id = i.agency_id
    LEFT JOIN worker w ON w.id = i.interviewer_id
    ORDER BY k.file_id COLLATE "C"`,

  strategy_meetings: () => `
    SELECT k.file_id AS "meetingId", s.ids AS "episodeIds",
      ${instant("m.planned_for")} AS "plannedFor", ${instant("m.held_at")} AS "heldAt", m.chair
    FROM strategy_meeting m JOIN (${fileIds("strategy_meeting")}) k ON k.id = m.id
    JOIN (${served("strategy_meeting_episode", "meeting_id")}) s ON s.of = m.id
    ORDER BY k.file_id COLLATE "C"`,
};

/** The exported episodes that an interview or a meeting is linked to, by their ids in the file. */
function served(links: string, column: string): string {
  return `
    SELECT l.${column} AS of, array_agg(ek.file_id ORDER BY ek.file_id COLLATE "C") AS ids,
      min(e.ended_at) AS first_return
    FROM ${links} l JOIN (${fileIds("episode")}) ek ON ek.id = l.episode_id
    JOIN episode e ON e.id = l.episode_id JOIN child c ON c.id = e.child_id AND c.voided_at IS NULL
    GROUP BY 1`;
}
