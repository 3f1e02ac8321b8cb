-- What triggers do for a file's rows, in fewer passes over them. The rules are as before.

-- The links of a file are nearly all the first of their episodes: no state stands beside these yet, so their
-- states follow from the links written now. Other states, and those that somebody else has begun meanwhile,
-- are worked out as ever; so is a declined one, whose spans of time only the view can tell. In the same pass:
-- which interviews are to be weighed against all their returns, since the one just linked is not before them.
-- Planned anew each time (EXECUTE): one row of a card and a million of a file want different plans.
CREATE FUNCTION "interview_links_added"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  others integer[];
  early integer[];
BEGIN
  BEGIN
    EXECUTE $files$
      WITH served AS MATERIALIZED (
        SELECT w.interview_id, w.episode_id, i.offered_at, i.outcome, i.outcome_at, i.completed_at,
          i.completed_at >= e.ended_at AS after_return,
          k.episode_id IS NOT NULL OR (i.outcome = 'declined') IS TRUE AS otherwise
        FROM written w JOIN "interview" i ON i.id = w.interview_id AND i.voided_at IS NULL
        JOIN "episode" e ON e.id = w.episode_id
        LEFT JOIN "episode_interview" k ON k.episode_id = w.episode_id
      ), fresh AS (
        INSERT INTO "episode_interview" (episode_id, completed_at, accepted_at, offered_at)
        SELECT episode_id, min(completed_at) FILTER (WHERE after_return),
          min(outcome_at) FILTER (WHERE outcome = 'accepted'), min(offered_at)
        FROM served GROUP BY episode_id HAVING NOT bool_or(otherwise) ORDER BY episode_id
      )
      SELECT array_agg(DISTINCT episode_id) FILTER (WHERE otherwise),
        array_agg(DISTINCT interview_id) FILTER (WHERE completed_at IS NOT NULL AND after_return IS NOT TRUE)
      FROM served
    $files$ INTO others, early;
  EXCEPTION WHEN unique_violation THEN
    SELECT array_agg(DISTINCT episode_id), array_agg(DISTINCT interview_id) INTO others, early FROM written;
  END;
  IF early IS NOT NULL THEN PERFORM "check_interviews_after_return"(early); END IF;
  IF others IS NOT NULL THEN PERFORM "keep_interview_states"(others); END IF;
  RETURN NULL;
END $$;

-- After "interview_episode_both", by its name: what is linked is there.
CREATE TRIGGER "interview_links_added" AFTER INSERT ON "interview_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "interview_links_added"();
DROP TRIGGER "interview_not_before_return_linked" ON "interview_episode";
DROP TRIGGER "interview_state_linked" ON "interview_episode";

-- A child's references once a statement, as those of its episodes (0002): a foreign key asks once a row, for
-- three of them, which was two thirds of storing a file's children. They may be null.
CREATE OR REPLACE FUNCTION "check_references"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lost integer;
BEGIN
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    EXECUTE format('SELECT n.%1$I FROM written n WHERE n.%1$I IS NOT NULL
        AND NOT EXISTS (SELECT FROM %2$I p WHERE p.id = n.%1$I) LIMIT 1',
      TG_ARGV[2 * i], TG_ARGV[2 * i + 1]) INTO lost;
    IF lost IS NOT NULL THEN
      RAISE EXCEPTION '% refers to % %, which is not there', TG_TABLE_NAME, TG_ARGV[2 * i + 1], lost
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

ALTER TABLE "child" DROP CONSTRAINT "child_placement";
ALTER TABLE "child" DROP CONSTRAINT "child_team";
ALTER TABLE "child" DROP CONSTRAINT "child_worker";
CREATE TRIGGER "child_belongs" AFTER INSERT ON "child"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('placement_id', 'placement', 'team_id', 'team', 'worker_id', 'worker');
CREATE TRIGGER "child_belongs_changed" AFTER UPDATE ON "child"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('placement_id', 'placement', 'team_id', 'team', 'worker_id', 'worker');
CREATE TRIGGER "placement_unreferenced" AFTER DELETE ON "placement"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
  EXECUTE FUNCTION "check_unreferenced"('child', 'placement_id');
CREATE TRIGGER "team_unreferenced" AFTER DELETE ON "team"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION "check_unreferenced"('child', 'team_id');
CREATE TRIGGER "worker_unreferenced" AFTER DELETE ON "worker"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION "check_unreferenced"('child', 'worker_id');
