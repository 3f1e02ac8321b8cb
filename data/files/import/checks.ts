import type { FileImport } from "./file-import.ts";
import type { Check } from "./judge.ts";
import { GOES_OVER } from "./kinds.ts";
import { joinChild, SERVED } from "./known.ts";
import { literal } from "./sql.ts";

const day = (at: string, { policy }: FileImport) => `(${at} AT TIME ZONE ${literal(policy.timeZone)})::date`;

/** An instant as the messages write it. */
export const UTC = (at: string) => `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** A child's date of birth that a file corrects must leave the child's episodes where they are. */
export const BIRTHS: readonly Check[] = [
  {
    sql: (file) => `
      SELECT s.line, 'born_after_episode' AS code, 'date_of_birth' AS "column", to_char(s.date_of_birth, 'YYYY-MM-DD') AS value,
        coalesce(min(e.external_id), 'ME-' || min(e.number)) AS other
      FROM import_staged s
      JOIN child c ON c.source = ${literal(file.source)} AND c.external_id = s.external_id
        AND c.date_of_birth <> s.date_of_birth
      JOIN episode e ON e.child_id = c.id AND e.voided_at IS NULL AND ${day("e.started_at", file)} < s.date_of_birth
      GROUP BY s.line, s.date_of_birth`,
  },
];

/**
 * A return that moves behind an interview that was completed after no other return. A row that is refused
 * leaves its episode as it stands: this is to be asked again once others have been refused.
 */
export const RETURNS: Check = {
  sql: (file) =>
    file.fields.has("endedAt")
      ? `
    WITH moved AS MATERIALIZED (
      SELECT s.line, s.ended_at, e.id FROM import_staged s
      JOIN episode e ON e.source = ${literal(file.source)} AND e.external_id = s.external_id
      WHERE ${GOES_OVER} AND e.ended_at IS NOT NULL AND (s.ended_at IS NULL OR s.ended_at > e.ended_at)
    ), touched AS MATERIALIZED (
      SELECT DISTINCT i.id, i.external_id, i.completed_at
      FROM moved m JOIN interview_episode l ON l.episode_id = m.id JOIN interview i ON i.id = l.interview_id
      WHERE i.completed_at IS NOT NULL AND i.voided_at IS NULL
    ), served AS MATERIALIZED (
      SELECT t.id, t.completed_at, x.source, x.external_id, x.ended_at
      FROM touched t JOIN interview_episode l ON l.interview_id = t.id JOIN episode x ON x.id = l.episode_id
    ), early AS MATERIALIZED (
      SELECT v.id FROM served v
      LEFT JOIN (SELECT * FROM import_staged s WHERE ${GOES_OVER}) n ON v.source = ${literal(file.source)} AND n.external_id = v.external_id
      GROUP BY v.id
      HAVING bool_or(CASE WHEN n.line IS NULL THEN v.ended_at ELSE n.ended_at END <= v.completed_at) IS NOT TRUE
    )
    SELECT m.line, 'return_after_interview' AS code, 'returned_at' AS "column", coalesce(${UTC("m.ended_at")}, '') AS value,
      coalesce(min(t.external_id), 'RI-' || min(t.id)) AS other
    FROM early JOIN touched t ON t.id = early.id
    JOIN interview_episode l ON l.interview_id = t.id JOIN moved m ON m.id = l.episode_id
    GROUP BY m.line, m.ended_at`
      : NOTHING,
};

export const EPISODES: readonly Check[] = [
  {
    // one look at each row and its child
    sql: (file) => `
      SELECT s.line, w.code, CASE w.code WHEN 'unknown_child' THEN 'child_id' ELSE 'missing_from' END AS "column",
        CASE w.code WHEN 'unknown_child' THEN s.child ELSE ${UTC("s.started_at")} END AS value,
        to_char(c.date_of_birth, 'YYYY-MM-DD') AS other
      FROM import_staged s ${joinChild(file.source)}
      LEFT JOIN child c ON c.id = kc.id
      CROSS JOIN LATERAL (SELECT CASE WHEN c.id IS NULL THEN 'unknown_child'
        -- nearly all, whatever the zone: so much costs little
        WHEN (s.started_at AT TIME ZONE 'UTC')::date - c.date_of_birth BETWEEN 1 AND 18 * 365 THEN NULL
        WHEN ${day("s.started_at", file)} < c.date_of_birth THEN 'before_birth'
        -- completed years; born on 29 February, of age on 1 March (calendar.ts, ageOn)
        WHEN extract(year FROM age(${day("s.started_at", file)}, c.date_of_birth)) >= 18 THEN 'after_18' END AS code) w
      WHERE w.code IS NOT NULL`,
  },
  {
    // in the file's own row it has been judged; here the return is the store's
    sql: (file) =>
      file.fields.has("endedAt")
        ? NOTHING
        : `
      SELECT s.line, 'end_before_start' AS code, 'missing_from' AS "column", ${UTC("s.started_at")} AS value, ${UTC("e.ended_at")} AS other
      FROM import_staged s JOIN episode e ON e.source = ${literal(file.source)} AND e.external_id = s.external_id
      WHERE e.ended_at < s.started_at`,
  },
  RETURNS,
];

/** No row is at fault. */
export const NOTHING = `SELECT 0 AS line, ''::text AS code, ''::text AS "column", ''::text AS value, ''::text AS other WHERE false`;

const UNKNOWN_EPISODE: Check = {
  sql: () => `
    SELECT line, 'unknown_episode' AS code, 'episode_id' AS "column", external_id AS value, NULL::text AS other
    FROM ${SERVED} WHERE id IS NULL`,
};

export const LINKED: Readonly<Record<"interviews" | "strategy_meetings", readonly Check[]>> = {
  interviews: [
    UNKNOWN_EPISODE,
    {
      sql: ({ source, fields }) => `
        SELECT s.line, 'before_return' AS code, 'completed_at' AS "column", ${UTC("s.completed_at")} AS value,
          coalesce(${UTC("r.first")}, '') AS other
        FROM import_staged s JOIN (
          SELECT line, min(ended_at) AS first FROM ${SERVED} WHERE id IS NOT NULL GROUP BY line
        ) r ON r.line = s.line
        LEFT JOIN interview i ON i.source = ${literal(source)} AND i.external_id = s.external_id
        CROSS JOIN LATERAL (SELECT ${fields.has("completedAt") ? "s" : "i"}.completed_at AS at) done
        WHERE done.at IS NOT NULL AND (r.first <= done.at) IS NOT TRUE`,
    },
  ],
  strategy_meetings: [UNKNOWN_EPISODE],
};
