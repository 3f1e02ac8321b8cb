-- CreateTable
CREATE TABLE "name_word" (
    "id" SERIAL NOT NULL,
    "word" TEXT NOT NULL,
    "written_in" BIGINT NOT NULL,

    CONSTRAINT "name_word_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "name_word_word_idx" ON "name_word"("word");

-- CreateIndex
CREATE INDEX "name_word_written_in_idx" ON "name_word"("written_in");


-- What Prisma cannot state ------------------------------------------------------------------------

-- A name's words, parted by single blanks: small letters where they are plain ones. The parser folds the
-- rest (bot/language/clean.ts): what is one word to it may stand here in several ways.
CREATE FUNCTION "plain_name"("name" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower("name" COLLATE "C"), '-', ' ');

-- To look children up by what was typed: by words of a name, by the whole of a name that is one word, by id.
-- What waits to be sorted into the first is read by every look-up: little of it.
CREATE INDEX "child_by_words" ON "child" USING gin (string_to_array("plain_name"("name"), ' '))
  WITH (gin_pending_list_limit = 64) WHERE "voided_at" IS NULL;
CREATE INDEX "child_by_only_word" ON "child" ("plain_name"("name"))
  WHERE "voided_at" IS NULL AND strpos("plain_name"("name"), ' ') = 0;
CREATE INDEX "child_by_any_id" ON "child" (lower("external_id" COLLATE "C")) WHERE "voided_at" IS NULL;

-- Of which kind an id is, for most texts hold nothing of the kind: its length, and whether there is a blank in
-- it, it begins with a figure, or holds one. The blank tells a kind from a word.
CREATE FUNCTION "id_kind"("external_id" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN strpos("external_id", ' ') > 0 THEN 'b '
  WHEN left("external_id", 1) COLLATE "C" BETWEEN '0' AND '9' THEN '0 '
  WHEN translate("external_id", '0123456789', '') <> "external_id" THEN 'a0 '
  ELSE 'a '
END || length("external_id");

-- No unique index: whoever wrote a word second would wait for the end of an import that wrote it first.
-- The same word twice does no harm, and so does one that nobody bears any more.
CREATE FUNCTION "keep_name_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "name_word" (word, written_in)
  SELECT w.word, pg_current_xact_id()::text::bigint
  FROM (
    SELECT DISTINCT unnest(string_to_array("plain_name"(name), ' ')) AS word FROM written
    UNION SELECT DISTINCT "id_kind"(external_id) FROM written
  ) w
  WHERE w.word <> '' AND NOT EXISTS (SELECT FROM "name_word" k WHERE k.word = w.word);
  RETURN NULL;
END $$;
CREATE TRIGGER "child_words_reported" AFTER INSERT ON "child"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_name_words"();
CREATE TRIGGER "child_words_changed" AFTER UPDATE ON "child"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "keep_name_words"();

INSERT INTO "name_word" (word, written_in)
SELECT w.word, pg_current_xact_id()::text::bigint
FROM (
  SELECT DISTINCT unnest(string_to_array("plain_name"(name), ' ')) AS word FROM "child"
  UNION SELECT DISTINCT "id_kind"(external_id) FROM "child"
) w
WHERE w.word <> '';
