-- Kept as written: a file writes a million of these, and they are read one by one
ALTER TABLE "change" ALTER COLUMN "before" SET DATA TYPE JSON,
ALTER COLUMN "after" SET DATA TYPE JSON;

-- The planner must know how many rows a file has staged or stored, and only a table's owner may have them
-- counted: the service's role asks through this function, for these tables.
CREATE FUNCTION "count_imported"("tables" text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY tables LOOP
    IF one NOT IN ('import_staged', 'child', 'episode', 'interview', 'strategy_meeting') THEN
      RAISE EXCEPTION '% is no table that an import fills', one USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('ANALYZE %I', one);
  END LOOP;
END $$;
