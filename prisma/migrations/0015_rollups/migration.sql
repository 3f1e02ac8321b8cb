-- CreateTable
CREATE TABLE "rollup" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "settings" TEXT NOT NULL,
    "known_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollup_stale" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "rollup_stale_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollup_start" (
    "rollup_id" INTEGER NOT NULL,
    "fine" BOOLEAN NOT NULL,
    "category" TEXT NOT NULL,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "gender" TEXT,
    "age_at_start" INTEGER,
    "assumed" INTEGER NOT NULL,
    "episodes" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_return" (
    "rollup_id" INTEGER NOT NULL,
    "fine" BOOLEAN NOT NULL,
    "category" TEXT NOT NULL,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "gender" TEXT,
    "age_at_start" INTEGER,
    "assumed" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL,
    "offered" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "declined" INTEGER NOT NULL,
    "completed" INTEGER NOT NULL,
    "in_time" INTEGER NOT NULL,
    "late" INTEGER NOT NULL,
    "unclear" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_waiting" (
    "rollup_id" INTEGER NOT NULL,
    "whole" BOOLEAN NOT NULL,
    "category" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "waiting" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_meeting" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "of_all" BOOLEAN NOT NULL,
    "placement_type" TEXT,
    "meetings" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_child" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "child_id" INTEGER NOT NULL,
    "gender" TEXT NOT NULL,
    "risk" INTEGER,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "age_at_start" INTEGER NOT NULL,
    "assumed" INTEGER NOT NULL,
    "episodes" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_ranking" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "child_id" INTEGER NOT NULL,
    "episodes" INTEGER NOT NULL,
    "latest" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "rollup_spread" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "of_all" BOOLEAN NOT NULL,
    "placement_type" TEXT,
    "episodes" INTEGER NOT NULL,
    "children" INTEGER NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "rollup_kind_from_at_to_at_key" ON "rollup"("kind", "from_at", "to_at");

-- CreateIndex
CREATE INDEX "rollup_stale_kind_day_idx" ON "rollup_stale"("kind", "day");

-- CreateIndex
CREATE INDEX "rollup_start_rollup_id_fine_idx" ON "rollup_start"("rollup_id", "fine");

-- CreateIndex
CREATE INDEX "rollup_return_rollup_id_fine_idx" ON "rollup_return"("rollup_id", "fine");

-- CreateIndex
CREATE INDEX "rollup_waiting_rollup_id_whole_category_from_at_to_at_waiti_idx" ON "rollup_waiting"("rollup_id", "whole", "category", "from_at", "to_at", "waiting");

-- CreateIndex
CREATE INDEX "rollup_meeting_rollup_id_idx" ON "rollup_meeting"("rollup_id");

-- CreateIndex
CREATE INDEX "rollup_child_by_attributes" ON "rollup_child"("rollup_id", "category", "gender", "risk", "placement_type", "looked_after", "age_at_start", "child_id", "episodes", "assumed");

-- CreateIndex
CREATE INDEX "rollup_ranking_most_first" ON "rollup_ranking"("rollup_id", "category", "episodes" DESC, "latest" DESC, "child_id");

-- CreateIndex
-- CreateIndex
CREATE INDEX "rollup_spread_rollup_id_idx" ON "rollup_spread"("rollup_id");


-- What Prisma cannot state ------------------------------------------------------------------------

ALTER TABLE "rollup" ADD CONSTRAINT "rollup_kind" CHECK ("kind" IN ('starts', 'returns', 'meetings', 'children'));
ALTER TABLE "rollup_stale" ADD CONSTRAINT "rollup_stale_kind" CHECK ("kind" IN ('starts', 'risks', 'returns', 'meetings'));

-- A write marks the days whose counted figures no longer hold, in its own transaction: whoever sees the rows
-- sees the marks. What is marked is read from the rows until it has been counted again (data/rollups).

-- Of so many rows that finding their days would cost a file more than it is worth: every month, and so every year.
CREATE FUNCTION "all_rollups_stale"("kinds" text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT k, d::date FROM unnest("kinds") k, generate_series(date '1900-01-02', date '2100-01-02', interval '1 month') d
$$;

CREATE FUNCTION "rollups_stale_of_new_episodes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM written LIMIT 20001) w) > 20000 THEN
    PERFORM "all_rollups_stale"(ARRAY['starts', 'returns']);
    RETURN NULL;
  END IF;
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'starts', (started_at AT TIME ZONE 'UTC')::date FROM written
  UNION ALL
  SELECT DISTINCT 'returns', (ended_at AT TIME ZONE 'UTC')::date FROM written WHERE ended_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_inserted" AFTER INSERT ON "episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_new_episodes"();
CREATE TRIGGER "rollups_stale_deleted" AFTER DELETE ON "episode"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_new_episodes"();

CREATE FUNCTION "rollups_stale_of_episodes"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  SELECT DISTINCT 'meetings', (t.held_at AT TIME ZONE 'UTC')::date
  FROM changed c JOIN "strategy_meeting_episode" l ON l.episode_id = c.id JOIN "strategy_meeting" t ON t.id = l.meeting_id
  WHERE c.moved AND t.held_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_changed" AFTER UPDATE ON "episode"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_episodes"();

CREATE FUNCTION "rollups_stale_of_risks"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM written LIMIT 20001) w) > 20000 THEN
    PERFORM "all_rollups_stale"(ARRAY['risks']);
    RETURN NULL;
  END IF;
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'risks', (e.started_at AT TIME ZONE 'UTC')::date FROM written r JOIN "episode" e ON e.id = r.episode_id;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_graded" AFTER INSERT ON "episode_risk"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_risks"();
CREATE TRIGGER "rollups_stale_regraded" AFTER UPDATE ON "episode_risk"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_risks"();
CREATE TRIGGER "rollups_stale_ungraded" AFTER DELETE ON "episode_risk"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_risks"();

CREATE FUNCTION "rollups_stale_of_interviews"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT FROM written LIMIT 20001) w) > 20000 THEN
    PERFORM "all_rollups_stale"(ARRAY['returns']);
    RETURN NULL;
  END IF;
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'returns', (e.ended_at AT TIME ZONE 'UTC')::date
  FROM written w JOIN "episode" e ON e.id = w.episode_id WHERE e.ended_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_interviewed" AFTER INSERT ON "episode_interview"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_interviews"();
CREATE TRIGGER "rollups_stale_interview_changed" AFTER UPDATE ON "episode_interview"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_interviews"();
CREATE TRIGGER "rollups_stale_uninterviewed" AFTER DELETE ON "episode_interview"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_interviews"();

CREATE FUNCTION "rollups_stale_of_children"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT v.kind, (v.at AT TIME ZONE 'UTC')::date
  FROM after_rows n JOIN before_rows o USING (id) JOIN "episode" e ON e.child_id = n.id
  CROSS JOIN LATERAL (VALUES ('starts', e.started_at), ('returns', e.ended_at)) v(kind, at)
  WHERE n.gender <> o.gender AND v.at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_child_changed" AFTER UPDATE ON "child"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_children"();

CREATE FUNCTION "rollups_stale_of_meeting_links"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'meetings', (t.held_at AT TIME ZONE 'UTC')::date
  FROM written l JOIN "strategy_meeting" t ON t.id = l.meeting_id WHERE t.held_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_meeting_linked" AFTER INSERT ON "strategy_meeting_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_meeting_links"();
CREATE TRIGGER "rollups_stale_meeting_unlinked" AFTER DELETE ON "strategy_meeting_episode"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_meeting_links"();

CREATE FUNCTION "rollups_stale_of_meetings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_stale" ("kind", "day")
  SELECT DISTINCT 'meetings', (v.at AT TIME ZONE 'UTC')::date
  FROM after_rows n JOIN before_rows o USING (id) CROSS JOIN LATERAL (VALUES (n.held_at), (o.held_at)) v(at)
  WHERE (n.held_at, n.voided_at) IS DISTINCT FROM (o.held_at, o.voided_at) AND v.at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "rollups_stale_meeting_changed" AFTER UPDATE ON "strategy_meeting"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "rollups_stale_of_meetings"();

-- Indexes from which figures of the rows are counted -------------------------------------------------

-- Long episodes, and those of which bare dates cannot tell
CREATE INDEX "episode_long" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '24 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
-- How many of them are long: without it the planner takes a third of all for that
CREATE STATISTICS "episode_length" ON ("ended_at" - "started_at") FROM "episode";
-- Whether a child is a girl or a boy, without the rest of the row
CREATE INDEX "child_gender" ON "child" ("id") INCLUDE ("gender");
-- Whether a meeting has been held, without the rest of the row
CREATE INDEX "strategy_meeting_held" ON "strategy_meeting" ("id") INCLUDE ("held_at")
  WHERE "held_at" IS NOT NULL AND "voided_at" IS NULL;
-- Meetings that are still to be held
CREATE INDEX "strategy_meeting_planned" ON "strategy_meeting" ("planned_for")
  WHERE "held_at" IS NULL AND "voided_at" IS NULL;
