-- AlterTable
ALTER TABLE "posted_card" ADD COLUMN     "edits" INTEGER NOT NULL DEFAULT 0;
