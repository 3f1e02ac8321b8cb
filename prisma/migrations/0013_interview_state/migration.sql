-- DropIndex
DROP INDEX "episode_ended_at_idx";

-- CreateTable
CREATE TABLE "episode_interview" (
    "episode_id" INTEGER NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "offered_at" TIMESTAMPTZ(3),
    "declined" tstzmultirange,

    CONSTRAINT "episode_interview_pkey" PRIMARY KEY ("episode_id")
);


-- What Prisma cannot state ------------------------------------------------------------------------

-- The measures of returns: counted from this index and the states alone
CREATE INDEX "episode_returned" ON "episode" ("ended_at")
  INCLUDE ("id", "child_id", "started_at", "category", "end_precision") WHERE "voided_at" IS NULL;

-- The definition of record of a kept row, from all interviews linked to an episode that are not voided.
-- Outcomes of one instant: declined, if one of them is.
CREATE VIEW "interview_state" AS
SELECT l.episode_id,
  min(i.completed_at) FILTER (WHERE i.completed_at >= e.ended_at) AS completed_at,
  min(i.outcome_at) FILTER (WHERE i.outcome = 'accepted') AS accepted_at,
  min(i.offered_at) AS offered_at,
  CASE WHEN bool_or(i.outcome = 'declined') THEN (
    SELECT range_agg(tstzrange(said.at, said.until)) FILTER (WHERE said.no)
    FROM (
      SELECT o.at, bool_or(o.outcome = 'declined') AS no, lead(o.at) OVER (ORDER BY o.at) AS until
      FROM unnest(array_agg(i.outcome_at), array_agg(i.outcome)) AS o(at, outcome)
      WHERE o.at IS NOT NULL AND o.outcome IS NOT NULL GROUP BY o.at
    ) said
  ) END AS declined
FROM "interview_episode" l
JOIN "interview" i ON i.id = l.interview_id AND i.voided_at IS NULL
JOIN "episode" e ON e.id = l.episode_id
GROUP BY l.episode_id;

-- Brings the rows of these episodes up to date. Two transactions that write interviews of one episode come
-- here one after the other: what stands already is locked first, and worked out only then, so that the
-- second sees what the first has committed. Planned for each call: a card brings one, a file a million.
CREATE FUNCTION "keep_interview_states"("episodes" integer[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  standing integer[];
BEGIN
  IF episodes IS NULL THEN RETURN; END IF;
  WITH fresh AS (
    INSERT INTO "episode_interview" (episode_id, completed_at, accepted_at, offered_at, declined)
    SELECT s.episode_id, s.completed_at, s.accepted_at, s.offered_at, s.declined
    FROM "interview_state" s WHERE s.episode_id = ANY (episodes) ORDER BY s.episode_id
    ON CONFLICT (episode_id) DO NOTHING RETURNING episode_id
  )
  SELECT array_agg(n.id) INTO standing
  FROM unnest(episodes) AS n(id) WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.episode_id = n.id);
  IF standing IS NULL THEN RETURN; END IF;
  PERFORM FROM "episode_interview" WHERE episode_id = ANY (standing) ORDER BY episode_id FOR UPDATE;
  UPDATE "episode_interview" k SET (completed_at, accepted_at, offered_at, declined) =
    (SELECT s.completed_at, s.accepted_at, s.offered_at, s.declined
     FROM "interview_state" s WHERE s.episode_id = k.episode_id)
  WHERE k.episode_id = ANY (standing);
END $$;

CREATE FUNCTION "keep_interview_states_of_links"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "keep_interview_states"((SELECT array_agg(DISTINCT episode_id) FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_state_linked" AFTER INSERT ON "interview_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_interview_states_of_links"();
CREATE TRIGGER "interview_state_unlinked" AFTER DELETE ON "interview_episode"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_interview_states_of_links"();

CREATE FUNCTION "keep_interview_states_of_interviews"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "keep_interview_states"((
    SELECT array_agg(DISTINCT l.episode_id)
    FROM after_rows n JOIN before_rows o USING (id) JOIN "interview_episode" l ON l.interview_id = n.id
    WHERE (n.offered_at, n.outcome, n.outcome_at, n.completed_at, n.voided_at)
      IS DISTINCT FROM (o.offered_at, o.outcome, o.outcome_at, o.completed_at, o.voided_at)));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_state_changed" AFTER UPDATE ON "interview"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_interview_states_of_interviews"();

-- A return that is corrected, taken back or moved to another day decides anew which completion serves it.
CREATE FUNCTION "keep_interview_states_of_returns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "keep_interview_states"((
    SELECT array_agg(n.id) FROM after_rows n JOIN before_rows o USING (id)
    WHERE n.ended_at IS DISTINCT FROM o.ended_at
      AND EXISTS (SELECT FROM "interview_episode" l WHERE l.episode_id = n.id)));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_state_moved" AFTER UPDATE ON "episode"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_interview_states_of_returns"();

INSERT INTO "episode_interview" (episode_id, completed_at, accepted_at, offered_at, declined)
SELECT episode_id, completed_at, accepted_at, offered_at, declined FROM "interview_state";
