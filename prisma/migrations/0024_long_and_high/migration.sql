-- What is looked for among many and is few: episodes of two weeks or more, of which the longest are nearly always some,
-- and grades of high risk.
CREATE INDEX "episode_two_weeks" ON "episode" ("started_at")
  INCLUDE ("id", "child_id", "ended_at", "category", "placement_id", "placement_type", "start_precision", "end_precision", "met_at")
  WHERE "voided_at" IS NULL AND ("ended_at" IS NULL OR "ended_at" - "started_at" >= interval '336 hours'
    OR "start_precision" = 'date' OR "end_precision" = 'date');
CREATE INDEX "episode_risk_high" ON "episode_risk" ("episode_id", "graded_at") WHERE "grade" = 'high';
