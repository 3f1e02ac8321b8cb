-- A year's children by what is asked for without their gender, risk or placement type: of the other index the
-- whole year is read for that
-- CreateIndex
CREATE INDEX "rollup_child_by_age" ON "rollup_child"("rollup_id", "category", "looked_after", "age_at_start", "child_id", "episodes", "assumed");
