-- AlterTable
ALTER TABLE "posted_card" ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_change" BIGINT,
ADD COLUMN     "turns_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "episode_post" (
    "conversation_id" TEXT NOT NULL,
    "episode_id" INTEGER NOT NULL,
    "person_id" TEXT,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "episode_post_pkey" PRIMARY KEY ("conversation_id","episode_id")
);

-- CreateIndex
CREATE INDEX "posted_card_turns_at_idx" ON "posted_card"("turns_at");
