-- Why a person corrected or took back what was recorded: their own words, kept with the change alone.
ALTER TABLE "change" ADD COLUMN "reason" TEXT;
