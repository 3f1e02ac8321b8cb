-- The same rule as before, in one pass over the links of the interviews: of a file's half a million, each
-- was looked up by itself.
CREATE OR REPLACE FUNCTION "check_interviews_after_return"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  early integer;
BEGIN
  SELECT min(served.id) INTO early
  FROM (
    SELECT i.id
    FROM unnest(ids) AS n(id)
    JOIN "interview" i ON i.id = n.id AND i.completed_at IS NOT NULL AND i.voided_at IS NULL
    JOIN "interview_episode" l ON l.interview_id = i.id
    JOIN "episode" e ON e.id = l.episode_id
    GROUP BY i.id
    HAVING bool_or(e.ended_at <= i.completed_at) IS NOT TRUE
  ) served;
  IF early IS NOT NULL THEN
    RAISE EXCEPTION 'interview % is before the return of every episode that it serves', early
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_not_before_return';
  END IF;
END $$;

-- The planner needs to know how many rows a file has staged, and hardly what is in them.
DO $$
DECLARE
  one name;
BEGIN
  FOR one IN SELECT attname FROM pg_attribute WHERE attrelid = '"import_staged"'::regclass AND attnum > 0 LOOP
    EXECUTE format('ALTER TABLE "import_staged" ALTER COLUMN %I SET STATISTICS 10', one);
  END LOOP;
END $$;

-- An import counts its staged rows itself, and empties the table: nobody else need look after it.
ALTER TABLE "import_staged" SET (autovacuum_enabled = false);
