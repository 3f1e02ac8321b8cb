-- AlterTable
ALTER TABLE "episode" ADD COLUMN     "met_at" TIMESTAMPTZ(3);


-- What Prisma cannot state ------------------------------------------------------------------------

-- Beside the episode: to look its meetings up takes ten times as long as to find it, for each long episode of a year.
-- Two transactions that write meetings of one episode come here one after the other: it is locked first, and worked
-- out only then, so that the second sees what the first has committed. Planned for each call: a card brings one, a
-- file many thousands.
CREATE FUNCTION "keep_met_at"("episodes" integer[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF episodes IS NULL THEN RETURN; END IF;
  PERFORM FROM "episode" WHERE id = ANY (episodes) ORDER BY id FOR NO KEY UPDATE;
  UPDATE "episode" e SET met_at = m.at
  FROM (SELECT n.id, (SELECT min(t.held_at) FROM "strategy_meeting_episode" l
      JOIN "strategy_meeting" t ON t.id = l.meeting_id AND t.voided_at IS NULL WHERE l.episode_id = n.id) AS at
    FROM unnest(episodes) n(id)) m
  WHERE e.id = m.id AND e.met_at IS DISTINCT FROM m.at;
END $$;

-- A meeting that is just being recorded as held is waited for, and one that is linked here is not held before that; so
-- with its episodes: whoever changes one then sees the link, and marks the meeting's day (0022).
CREATE FUNCTION "keep_met_at_of_links"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "strategy_meeting" t WHERE t.id IN (SELECT meeting_id FROM written) ORDER BY t.id FOR SHARE;
  PERFORM "keep_met_at"((SELECT array_agg(DISTINCT episode_id) FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER "met_at_linked" AFTER INSERT ON "strategy_meeting_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_met_at_of_links"();
CREATE TRIGGER "met_at_unlinked" AFTER DELETE ON "strategy_meeting_episode"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_met_at_of_links"();

CREATE FUNCTION "keep_met_at_of_meetings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "keep_met_at"((SELECT array_agg(DISTINCT l.episode_id)
    FROM after_rows n JOIN before_rows o USING (id) JOIN "strategy_meeting_episode" l ON l.meeting_id = n.id
    WHERE (n.held_at, n.voided_at) IS DISTINCT FROM (o.held_at, o.voided_at)));
  RETURN NULL;
END $$;
CREATE TRIGGER "met_at_changed" AFTER UPDATE ON "strategy_meeting"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_met_at_of_meetings"();

-- As in 0015 and 0017, with it
DROP INDEX "episode_long";
CREATE INDEX "episode_long" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision", "met_at")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '24 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
DROP INDEX "episode_three_days";
CREATE INDEX "episode_three_days" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision", "met_at")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '72 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
-- Nothing looks up any more whether a meeting has been held
DROP INDEX "strategy_meeting_held";

SELECT "keep_met_at"((SELECT array_agg(DISTINCT l.episode_id)
  FROM "strategy_meeting_episode" l JOIN "strategy_meeting" t ON t.id = l.meeting_id WHERE t.held_at IS NOT NULL));
