-- Counted anew, with those that were planned and not held.
DELETE FROM "rollup_meeting";
DELETE FROM "rollup" WHERE "kind" = 'meetings';

-- AlterTable
ALTER TABLE "rollup_meeting" ADD COLUMN "planned" INTEGER NOT NULL;

-- CreateTable
CREATE TABLE "rollup_duration" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "left_out" INTEGER NOT NULL,
    "gender" TEXT,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "unclear" INTEGER NOT NULL,
    "lasted" INTEGER NOT NULL,
    "hours" DOUBLE PRECISION,
    "median" DOUBLE PRECISION
);

-- CreateIndex
CREATE INDEX "rollup_duration_rollup_id_category_left_out_idx" ON "rollup_duration"("rollup_id", "category", "left_out");


-- What Prisma cannot state ------------------------------------------------------------------------

-- A meeting counts on the day on which it was held, or else for which it is planned: a write marks that, as it was
-- and as it is (the rest of these as in 0015).
CREATE OR REPLACE FUNCTION "rollups_stale_of_meeting_links"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'meetings', (coalesce(t.held_at, t.planned_for) AT TIME ZONE 'UTC')::date
  FROM written l JOIN "strategy_meeting" t ON t.id = l.meeting_id
  WHERE coalesce(t.held_at, t.planned_for) IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "rollups_stale_of_meetings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'meetings', (v.at AT TIME ZONE 'UTC')::date
  FROM after_rows n JOIN before_rows o USING (id)
  CROSS JOIN LATERAL (VALUES (coalesce(n.held_at, n.planned_for)), (coalesce(o.held_at, o.planned_for))) v(at)
  WHERE (n.held_at, n.planned_for, n.voided_at) IS DISTINCT FROM (o.held_at, o.planned_for, o.voided_at)
    AND v.at IS NOT NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "rollups_stale_of_episodes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH changed AS (
    SELECT n.id, n.started_at, n.ended_at, o.started_at AS was_started, o.ended_at AS was_ended,
      (n.category, n.started_at, n.voided_at, n.child_id, n.placement_type, n.looked_after, n.age_at_start, n.assumed)
        IS DISTINCT FROM
      (o.category, o.started_at, o.voided_at, o.child_id, o.placement_type, o.looked_after, o.age_at_start, o.assumed)
        AS moved,
      (n.ended_at, n.end_precision) IS DISTINCT FROM (o.ended_at, o.end_precision) AS returned
    FROM after_rows n JOIN before_rows o USING (id)
  )
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT v.kind, (v.at AT TIME ZONE 'UTC')::date
  FROM changed c CROSS JOIN LATERAL (VALUES
    ('starts', c.started_at, c.moved), ('starts', c.was_started, c.moved),
    ('returns', c.ended_at, c.moved OR c.returned), ('returns', c.was_ended, c.moved OR c.returned)
  ) v(kind, at, holds)
  WHERE v.holds AND v.at IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'meetings', (coalesce(t.held_at, t.planned_for) AT TIME ZONE 'UTC')::date
  FROM changed c JOIN "strategy_meeting_episode" l ON l.episode_id = c.id JOIN "strategy_meeting" t ON t.id = l.meeting_id
  WHERE c.moved AND coalesce(t.held_at, t.planned_for) IS NOT NULL;
  RETURN NULL;
END $$;
