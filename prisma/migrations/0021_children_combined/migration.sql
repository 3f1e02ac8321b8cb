-- CreateTable
CREATE TABLE "rollup_combined" (
    "rollup_id" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "left_out" INTEGER NOT NULL,
    "gender" TEXT,
    "risk" INTEGER,
    "placement_type" TEXT,
    "looked_after" BOOLEAN,
    "age_at_start" INTEGER NOT NULL,
    "assumed" INTEGER NOT NULL,
    "oldest" INTEGER NOT NULL,
    "youngest" INTEGER NOT NULL,
    "episodes" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "rollup_combined_by_attributes" ON "rollup_combined"("rollup_id", "category", "left_out", "gender", "risk", "placement_type", "looked_after");
