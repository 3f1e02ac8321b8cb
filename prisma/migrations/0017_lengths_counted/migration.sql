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

-- A return that is logged, corrected, or found to be a bare date: the lengths of its day of start no longer hold.
-- What else may change them has marked `starts` (0015).
CREATE FUNCTION "rollups_stale_of_lengths"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'lengths', (n.started_at AT TIME ZONE 'UTC')::date
  FROM after_rows n JOIN before_rows o USING (id)
  WHERE (n.ended_at, n.end_precision, n.start_precision) IS DISTINCT FROM (o.ended_at, o.end_precision, o.start_precision);
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_length_changed" AFTER UPDATE ON "episode"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_lengths"();

-- Of the episodes of a day or more, those of three days or more, which are asked for most
CREATE INDEX "episode_three_days" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '72 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
