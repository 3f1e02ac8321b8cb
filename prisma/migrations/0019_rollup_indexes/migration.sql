-- A year's children by what is asked for without their gender, risk or placement type: of the other index the
-- whole year is read for that
-- CreateIndex
CREATE INDEX "rollup_child_by_age" ON "rollup_child"("rollup_id", "category", "looked_after", "age_at_start", "child_id", "episodes", "assumed");

-- What is read of a year's spread, without the rest of it
-- DropIndex
DROP INDEX "rollup_spread_rollup_id_idx";

-- CreateIndex
CREATE INDEX "rollup_spread_by_type" ON "rollup_spread"("rollup_id", "category", "of_all", "placement_type", "episodes", "children");
