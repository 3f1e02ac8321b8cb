-- Teams asks for a person's own view of a card whenever they look at it. That somebody has seen a version of
-- a card is one row, by whichever instance it was shown; NULL is nobody in particular.
CREATE UNIQUE INDEX "audit_seen_once"
  ON "audit" ("person_id", "conversation_id", ("detail"->>'what'), ("detail"->>'episodeId'), ("detail"->>'cardVersion'))
  NULLS NOT DISTINCT
  WHERE "kind" = 'disclosure' AND ("detail"->>'cardVersion') IS NOT NULL;
