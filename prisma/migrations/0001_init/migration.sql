-- The upper part was written by data/store/make-migration.ts; from "What Prisma cannot state" on, by hand.

-- CreateTable
CREATE TABLE "agency" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "team_id" INTEGER,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "provider_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "child" (
    "id" SERIAL NOT NULL,
    "number" SERIAL NOT NULL,
    "source" TEXT,
    "external_id" TEXT,
    "name" TEXT,
    "date_of_birth" DATE NOT NULL,
    "gender" TEXT NOT NULL,
    "legal_status" TEXT,
    "looked_after" BOOLEAN,
    "out_of_area" BOOLEAN,
    "flags" TEXT[],
    "placement_id" INTEGER,
    "team_id" INTEGER,
    "worker_id" INTEGER,
    "responsible_authority" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "child_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "episode" (
    "id" SERIAL NOT NULL,
    "number" SERIAL NOT NULL,
    "child_id" INTEGER NOT NULL,
    "source" TEXT,
    "external_id" TEXT,
    "category" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "start_precision" TEXT NOT NULL DEFAULT 'instant',
    "ended_at" TIMESTAMPTZ(3),
    "end_precision" TEXT NOT NULL DEFAULT 'instant',
    "agency_id" INTEGER,
    "placement_id" INTEGER,
    "placement_type" TEXT,
    "provider_id" INTEGER,
    "looked_after" BOOLEAN,
    "out_of_area" BOOLEAN,
    "responsible_authority" TEXT,
    "legal_status" TEXT,
    "team_id" INTEGER,
    "worker_id" INTEGER,
    "age_at_start" INTEGER NOT NULL,
    "assumed" TEXT[],
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "episode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "episode_risk" (
    "id" SERIAL NOT NULL,
    "episode_id" INTEGER NOT NULL,
    "grade" TEXT NOT NULL,
    "graded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "episode_risk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview" (
    "id" SERIAL NOT NULL,
    "source" TEXT,
    "external_id" TEXT,
    "offered_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "agency_id" INTEGER,
    "interviewer_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "interview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_episode" (
    "interview_id" INTEGER NOT NULL,
    "episode_id" INTEGER NOT NULL,

    CONSTRAINT "interview_episode_pkey" PRIMARY KEY ("interview_id","episode_id")
);

-- CreateTable
CREATE TABLE "strategy_meeting" (
    "id" SERIAL NOT NULL,
    "source" TEXT,
    "external_id" TEXT,
    "planned_for" TIMESTAMPTZ(3),
    "held_at" TIMESTAMPTZ(3),
    "chair" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "strategy_meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_meeting_episode" (
    "meeting_id" INTEGER NOT NULL,
    "episode_id" INTEGER NOT NULL,

    CONSTRAINT "strategy_meeting_episode_pkey" PRIMARY KEY ("meeting_id","episode_id")
);

-- CreateTable
CREATE TABLE "change" (
    "id" BIGSERIAL NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "version_before" INTEGER NOT NULL,
    "version_after" INTEGER NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT,
    "import_run" INTEGER,
    "activity_id" TEXT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT,
    "role" TEXT,
    "audience" TEXT,
    "conversation_id" TEXT,
    "activity_id" TEXT,
    "child_ids" INTEGER[],
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_revision" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "names" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "store_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_mark" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT,
    "seed" INTEGER,
    "generated_to" DATE,

    CONSTRAINT "store_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "team_id" TEXT,
    "team_aad_group_id" TEXT,
    "aad_object_id" TEXT,
    "installed_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),
    "welcomed_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_binding" (
    "conversation_id" TEXT NOT NULL,
    "team_id" INTEGER NOT NULL DEFAULT 0,
    "bound_by" TEXT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_binding_pkey" PRIMARY KEY ("conversation_id","team_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" SERIAL NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "weekday" INTEGER NOT NULL,
    "minute_of_day" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "weekly_send" (
    "conversation_id" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "subscription_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "weekly_send_pkey" PRIMARY KEY ("conversation_id","week")
);

-- CreateTable
CREATE TABLE "posted_card" (
    "id" SERIAL NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "person_id" TEXT,
    "episode_ids" INTEGER[],
    "revision" BIGINT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "posted_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("conversation_id","activity_id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "key" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "outcome" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "last_reading" (
    "conversation_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "last_reading_pkey" PRIMARY KEY ("conversation_id","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agency_name_key" ON "agency"("name");

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE UNIQUE INDEX "worker_name_key" ON "worker"("name");

-- CreateIndex
CREATE UNIQUE INDEX "provider_name_key" ON "provider"("name");

-- CreateIndex
CREATE UNIQUE INDEX "placement_name_key" ON "placement"("name");

-- CreateIndex
CREATE UNIQUE INDEX "child_number_key" ON "child"("number");

-- CreateIndex
CREATE UNIQUE INDEX "child_source_external_id_key" ON "child"("source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "episode_number_key" ON "episode"("number");

-- CreateIndex
CREATE INDEX "episode_ended_at_idx" ON "episode"("ended_at");

-- CreateIndex
CREATE INDEX "episode_child_id_started_at_idx" ON "episode"("child_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "episode_source_external_id_key" ON "episode"("source", "external_id");

-- CreateIndex
CREATE INDEX "episode_risk_episode_id_graded_at_idx" ON "episode_risk"("episode_id", "graded_at");

-- CreateIndex
CREATE UNIQUE INDEX "interview_source_external_id_key" ON "interview"("source", "external_id");

-- CreateIndex
CREATE INDEX "interview_episode_episode_id_interview_id_idx" ON "interview_episode"("episode_id", "interview_id");

-- CreateIndex
CREATE INDEX "strategy_meeting_held_at_idx" ON "strategy_meeting"("held_at");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_meeting_source_external_id_key" ON "strategy_meeting"("source", "external_id");

-- CreateIndex
CREATE INDEX "strategy_meeting_episode_episode_id_meeting_id_idx" ON "strategy_meeting_episode"("episode_id", "meeting_id");

-- CreateIndex
CREATE INDEX "change_table_name_row_id_idx" ON "change"("table_name", "row_id");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "conversation_aad_object_id_idx" ON "conversation"("aad_object_id");

-- CreateIndex
CREATE INDEX "subscription_conversation_id_idx" ON "subscription"("conversation_id");

-- CreateIndex
CREATE INDEX "posted_card_episode_ids_idx" ON "posted_card" USING GIN ("episode_ids");

-- CreateIndex
CREATE UNIQUE INDEX "posted_card_conversation_id_activity_id_key" ON "posted_card"("conversation_id", "activity_id");

-- CreateIndex
CREATE INDEX "receipt_verb_subject_id_version_idx" ON "receipt"("verb", "subject_id", "version");

-- What Prisma cannot state ------------------------------------------------------------------------

-- "not in the list" and "no list at all" are different answers to a filter with not_: lists are never null
ALTER TABLE "child" ALTER COLUMN "flags" SET DEFAULT '{}', ALTER COLUMN "flags" SET NOT NULL;
ALTER TABLE "episode" ALTER COLUMN "assumed" SET DEFAULT '{}', ALTER COLUMN "assumed" SET NOT NULL;
ALTER TABLE "audit" ALTER COLUMN "child_ids" SET DEFAULT '{}', ALTER COLUMN "child_ids" SET NOT NULL;
ALTER TABLE "posted_card" ALTER COLUMN "episode_ids" SET DEFAULT '{}', ALTER COLUMN "episode_ids" SET NOT NULL;

-- References: MC-1001, ME-20001 and on
ALTER SEQUENCE "child_number_seq" START WITH 1001 RESTART WITH 1001;
ALTER SEQUENCE "episode_number_seq" START WITH 20001 RESTART WITH 20001;

-- The rows that there is one of
INSERT INTO "store_revision" ("id") VALUES (1);
INSERT INTO "store_mark" ("id") VALUES (1);
ALTER TABLE "store_revision" ADD CONSTRAINT "store_revision_one" CHECK ("id" = 1);
ALTER TABLE "store_mark" ADD CONSTRAINT "store_mark_one" CHECK ("id" = 1);
ALTER TABLE "store_mark" ADD CONSTRAINT "store_mark_kind" CHECK ("kind" IN ('demonstration', 'real'));

-- Foreign keys of what would otherwise be lost. The attributes of an episode (placement, team, worker,
-- agency) have none: they are written by one function from ids that it has just read, and a million-row
-- file would pay for each of them.
ALTER TABLE "worker" ADD CONSTRAINT "worker_team" FOREIGN KEY ("team_id") REFERENCES "team" ("id");
ALTER TABLE "placement" ADD CONSTRAINT "placement_provider" FOREIGN KEY ("provider_id") REFERENCES "provider" ("id");
ALTER TABLE "child" ADD CONSTRAINT "child_placement" FOREIGN KEY ("placement_id") REFERENCES "placement" ("id");
ALTER TABLE "child" ADD CONSTRAINT "child_team" FOREIGN KEY ("team_id") REFERENCES "team" ("id");
ALTER TABLE "child" ADD CONSTRAINT "child_worker" FOREIGN KEY ("worker_id") REFERENCES "worker" ("id");
ALTER TABLE "episode" ADD CONSTRAINT "episode_child" FOREIGN KEY ("child_id") REFERENCES "child" ("id");
ALTER TABLE "episode_risk" ADD CONSTRAINT "episode_risk_episode" FOREIGN KEY ("episode_id") REFERENCES "episode" ("id");
ALTER TABLE "interview_episode" ADD CONSTRAINT "interview_episode_interview" FOREIGN KEY ("interview_id") REFERENCES "interview" ("id");
ALTER TABLE "interview_episode" ADD CONSTRAINT "interview_episode_episode" FOREIGN KEY ("episode_id") REFERENCES "episode" ("id");
ALTER TABLE "strategy_meeting_episode" ADD CONSTRAINT "strategy_meeting_episode_meeting" FOREIGN KEY ("meeting_id") REFERENCES "strategy_meeting" ("id");
ALTER TABLE "strategy_meeting_episode" ADD CONSTRAINT "strategy_meeting_episode_episode" FOREIGN KEY ("episode_id") REFERENCES "episode" ("id");
ALTER TABLE "weekly_send" ADD CONSTRAINT "weekly_send_subscription" FOREIGN KEY ("subscription_id") REFERENCES "subscription" ("id");

-- Vocabularies (data/vocabulary.ts)
ALTER TABLE "placement" ADD CONSTRAINT "placement_type" CHECK ("type" IN ('council_care_home', 'independent_provider', 'foster_care', 'family_home', 'supported_accommodation', 'other'));
ALTER TABLE "child" ADD CONSTRAINT "child_gender" CHECK ("gender" IN ('female', 'male', 'other', 'unknown'));
ALTER TABLE "child" ADD CONSTRAINT "child_legal_status" CHECK ("legal_status" IN ('section_20', 'full_care_order', 'interim_care_order', 'placement_order', 'remand', 'child_protection_plan', 'child_in_need', 'other', 'none'));
ALTER TABLE "child" ADD CONSTRAINT "child_flags" CHECK ("flags" <@ ARRAY['cse', 'cce', 'uasc', 'send']);
ALTER TABLE "episode" ADD CONSTRAINT "episode_category" CHECK ("category" IN ('missing', 'away', 'absent'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_start_precision" CHECK ("start_precision" IN ('instant', 'date'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_end_precision" CHECK ("end_precision" IN ('instant', 'date'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_placement_type" CHECK ("placement_type" IN ('council_care_home', 'independent_provider', 'foster_care', 'family_home', 'supported_accommodation', 'other'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_legal_status" CHECK ("legal_status" IN ('section_20', 'full_care_order', 'interim_care_order', 'placement_order', 'remand', 'child_protection_plan', 'child_in_need', 'other', 'none'));
ALTER TABLE "episode_risk" ADD CONSTRAINT "episode_risk_grade" CHECK ("grade" IN ('high', 'medium', 'low', 'no_apparent_risk'));
ALTER TABLE "interview" ADD CONSTRAINT "interview_outcome" CHECK ("outcome" IN ('accepted', 'declined', 'not_contactable', 'missing_again'));
ALTER TABLE "audit" ADD CONSTRAINT "audit_kind" CHECK ("kind" IN ('answer', 'disclosure', 'write', 'refusal', 'send'));
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_scope" CHECK ("scope" IN ('personal', 'groupChat', 'channel'));
ALTER TABLE "weekly_send" ADD CONSTRAINT "weekly_send_state" CHECK ("state" IN ('queued', 'sent', 'missed', 'refused', 'gone', 'failed'));

-- Invariants of one row
ALTER TABLE "episode" ADD CONSTRAINT "episode_return_not_before_start" CHECK ("ended_at" >= "started_at");
ALTER TABLE "episode" ADD CONSTRAINT "episode_age" CHECK ("age_at_start" >= 0);
ALTER TABLE "placement" ADD CONSTRAINT "placement_version" CHECK ("version" >= 1);
ALTER TABLE "child" ADD CONSTRAINT "child_version" CHECK ("version" >= 1);
ALTER TABLE "episode" ADD CONSTRAINT "episode_version" CHECK ("version" >= 1);
ALTER TABLE "interview" ADD CONSTRAINT "interview_version" CHECK ("version" >= 1);
ALTER TABLE "strategy_meeting" ADD CONSTRAINT "strategy_meeting_version" CHECK ("version" >= 1);
ALTER TABLE "change" ADD CONSTRAINT "change_version_rises" CHECK ("version_after" > "version_before");
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_weekday" CHECK ("weekday" BETWEEN 1 AND 7);
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_minute" CHECK ("minute_of_day" BETWEEN 0 AND 1439);
ALTER TABLE "weekly_send" ADD CONSTRAINT "weekly_send_monday" CHECK (extract(isodow FROM "week") = 1);

-- One open, unvoided episode per child, of whatever category: a child is in one place or in none. It makes
-- two simultaneous reports one, and it is the index of "who is missing now".
CREATE UNIQUE INDEX "episode_one_open" ON "episode" ("child_id") WHERE "ended_at" IS NULL AND "voided_at" IS NULL;

-- The measures: counts, children and lengths of a period are answered from this index alone
CREATE INDEX "episode_started" ON "episode" ("started_at") INCLUDE ("child_id", "ended_at", "category") WHERE "voided_at" IS NULL;

-- An interview is not before its return: of the episodes that it serves, one at least has ended by then
-- (a child may go missing again before it). Checked once a statement, for all its rows together, so that
-- a large file pays for one query: the links of an interview are therefore written in one statement.
CREATE FUNCTION "check_interviews_after_return"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  early integer;
BEGIN
  SELECT i.id INTO early
  FROM "interview" i
  WHERE i.id = ANY (ids) AND i.completed_at IS NOT NULL AND i.voided_at IS NULL
    AND EXISTS (SELECT FROM "interview_episode" l WHERE l.interview_id = i.id)
    AND NOT EXISTS (
      SELECT FROM "interview_episode" l JOIN "episode" e ON e.id = l.episode_id
      WHERE l.interview_id = i.id AND e.ended_at <= i.completed_at)
  LIMIT 1;
  IF early IS NOT NULL THEN
    RAISE EXCEPTION 'interview % is before the return of every episode that it serves', early
      USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_not_before_return';
  END IF;
END $$;

CREATE FUNCTION "interview_links_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "check_interviews_after_return"((SELECT array_agg(DISTINCT interview_id) FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_not_before_return_linked" AFTER INSERT ON "interview_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "interview_links_written"();
CREATE TRIGGER "interview_not_before_return_unlinked" AFTER DELETE ON "interview_episode"
  REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "interview_links_written"();

CREATE FUNCTION "interviews_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "check_interviews_after_return"((
    SELECT array_agg(n.id) FROM after_rows n JOIN before_rows o USING (id)
    WHERE (n.completed_at, n.voided_at) IS DISTINCT FROM (o.completed_at, o.voided_at)));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_not_before_return_changed" AFTER UPDATE ON "interview"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "interviews_changed"();

CREATE FUNCTION "returns_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "check_interviews_after_return"((
    SELECT array_agg(DISTINCT l.interview_id)
    FROM after_rows n JOIN before_rows o USING (id) JOIN "interview_episode" l ON l.episode_id = n.id
    WHERE n.ended_at IS DISTINCT FROM o.ended_at));
  RETURN NULL;
END $$;
CREATE TRIGGER "interview_not_before_return_moved" AFTER UPDATE ON "episode"
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "returns_changed"();

-- Append-only, for every role: the owner's too, and the embedded store has no other
CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
