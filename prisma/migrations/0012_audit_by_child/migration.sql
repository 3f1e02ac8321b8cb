-- "Who looked at MC-1042": the rows of one child among millions
-- CreateIndex
CREATE INDEX "audit_child_ids_idx" ON "audit" USING GIN ("child_ids");
