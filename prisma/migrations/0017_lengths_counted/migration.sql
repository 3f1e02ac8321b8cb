-- CreateTable
CREATE TABLE "rollup_length" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "gender" TEXT,
    "age_at_start" INTEGER,
    "assumed" INTEGER NOT NULL,
    "episodes" INTEGER NOT NULL,
    "unclear" INTEGER NOT NULL,
    "hours" DOUBLE PRECISION[]
);

-- CreateIndex
CREATE INDEX "rollup_length_rollup_id_idx" ON "rollup_length"("rollup_id");


-- What Prisma cannot state ------------------------------------------------------------------------

ALTER TABLE "rollup" DROP CONSTRAINT "rollup_kind";
ALTER TABLE "rollup" ADD CONSTRAINT "rollup_kind"
  CHECK ("kind" IN ('starts', 'lengths', 'returns', 'meetings', 'children'));
ALTER TABLE "rollup_stale" DROP CONSTRAINT "rollup_stale_kind";
ALTER TABLE "rollup_stale" ADD CONSTRAINT "rollup_stale_kind"
  CHECK ("kind" IN ('starts', 'lengths', 'risks', 'returns', 'meetings'));

-- As before, and with the day of the start of an episode whose length has changed.
CREATE OR REPLACE FUNCTION "rollups_stale_of_episodes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH changed AS (
    SELECT n.id, n.started_at, n.ended_at, o.started_at AS was_started, o.ended_at AS was_ended,
      (n.category, n.started_at, n.voided_at, n.child_id, n.placement_type, n.looked_after, n.age_at_start, n.assumed)
        IS DISTINCT FROM
      (o.category, o.started_at, o.voided_at, o.child_id, o.placement_type, o.looked_after, o.age_at_start, o.assumed)
        AS moved,
      (n.ended_at, n.end_precision) IS DISTINCT FROM (o.ended_at, o.end_precision) AS returned,
      n.start_precision <> o.start_precision AS refined
    FROM after_rows n JOIN before_rows o USING (id)
  )
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT v.kind, (v.at AT TIME ZONE 'UTC')::date
  FROM changed c CROSS JOIN LATERAL (VALUES
    ('starts', c.started_at, c.moved), ('starts', c.was_started, c.moved),
    ('lengths', c.started_at, c.returned OR c.refined),
    ('returns', c.ended_at, c.moved OR c.returned), ('returns', c.was_ended, c.moved OR c.returned)
  ) v(kind, at, holds)
  WHERE v.holds AND v.at IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'meetings', (t.held_at AT TIME ZONE 'UTC')::date
  FROM changed c JOIN "strategy_meeting_episode" l ON l.episode_id = c.id JOIN "strategy_meeting" t ON t.id = l.meeting_id
  WHERE c.moved AND t.held_at IS NOT NULL;
  RETURN NULL;
END $$;

-- Of the episodes of a day or more, those of three days or more, which are asked for most
CREATE INDEX "episode_three_days" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '72 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
