-- Forms that people have opened on a card which shows something else: their person's id → what and when.
ALTER TABLE "posted_card" ADD COLUMN     "open_forms" JSONB NOT NULL DEFAULT '{}';
