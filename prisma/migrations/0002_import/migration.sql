-- CreateTable
CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "year" TEXT,
    "by" TEXT,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_file" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_from" TEXT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "read" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "conflicts" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_conflict" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ours" JSONB NOT NULL,
    "file" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "choice" TEXT,

    CONSTRAINT "import_conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_staged" (
    "line" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3),
    "external_id" TEXT NOT NULL,
    "child" TEXT,
    "name" TEXT,
    "date_of_birth" DATE,
    "gender" TEXT,
    "legal_status" TEXT,
    "looked_after" BOOLEAN,
    "out_of_area" BOOLEAN,
    "flags" TEXT[],
    "placement" TEXT,
    "placement_type" TEXT,
    "provider" TEXT,
    "team" TEXT,
    "worker" TEXT,
    "responsible_authority" TEXT,
    "category" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "start_precision" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "end_precision" TEXT,
    "agency" TEXT,
    "risk" TEXT,
    "episodes" TEXT[],
    "offered_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "interviewer" TEXT,
    "planned_for" TIMESTAMPTZ(3),
    "held_at" TIMESTAMPTZ(3),
    "chair" TEXT
);

-- CreateTable
CREATE TABLE "import_judged" (
    "line" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "row_id" INTEGER,
    "code" TEXT,
    "column" TEXT,
    "value" TEXT,
    "other" TEXT,
    "in_conflict" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "import_judged_pkey" PRIMARY KEY ("line")
);

-- CreateIndex
CREATE INDEX "import_run_finished_at_idx" ON "import_run"("finished_at");

-- CreateIndex
CREATE INDEX "import_file_run_id_idx" ON "import_file"("run_id");

-- CreateIndex
CREATE INDEX "import_conflict_table_name_row_id_idx" ON "import_conflict"("table_name", "row_id");

-- What Prisma cannot state ------------------------------------------------------------------------

-- Staging is of no worth after a crash: not logged
ALTER TABLE "import_staged" SET UNLOGGED;
ALTER TABLE "import_judged" SET UNLOGGED;

ALTER TABLE "import_run" ADD CONSTRAINT "import_run_mode" CHECK ("mode" IN ('exchange', 'ssda903'));
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_run" FOREIGN KEY ("run_id") REFERENCES "import_run" ("id");
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_made_from" CHECK ("made_from" IN ('option', 'column', 'modified'));
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_every_row" CHECK ("read" = "stored" + "updated" + "unchanged" + "rejected" + "conflicts");
ALTER TABLE "import_conflict" ADD CONSTRAINT "import_conflict_run" FOREIGN KEY ("run_id") REFERENCES "import_run" ("id");
ALTER TABLE "import_conflict" ADD CONSTRAINT "import_conflict_kind" CHECK ("kind" IN ('changed_here', 'made_here', 'same_episode'));
ALTER TABLE "import_conflict" ADD CONSTRAINT "import_conflict_choice" CHECK ("choice" IN ('ours', 'file', 'agreed'));
ALTER TABLE "import_conflict" ADD CONSTRAINT "import_conflict_settled" CHECK (("settled_at" IS NULL) = ("choice" IS NULL));

-- One open conflict about a row of a file: tomorrow's file finds it again and lists it once
CREATE UNIQUE INDEX "import_conflict_one_open" ON "import_conflict" ("table_name", "source", "external_id")
  WHERE "settled_at" IS NULL;

-- What people changed since a file was made: few rows beside an import's own
CREATE INDEX "change_by_person" ON "change" ("table_name", "recorded_at") WHERE "by" IS NOT NULL;

-- References of the tables that a file fills by the million. A foreign key asks once a row, which is a
-- quarter of an import's time; these ask once a statement, for all its rows together. They are as strict
-- for whatever is written. What they leave open is a row deleted while another session writes a reference
-- to it: the service's role deletes none of these rows (data/store/grants.ts), they are voided.
ALTER TABLE "episode" DROP CONSTRAINT "episode_child";
ALTER TABLE "episode_risk" DROP CONSTRAINT "episode_risk_episode";
ALTER TABLE "interview_episode" DROP CONSTRAINT "interview_episode_interview";
ALTER TABLE "interview_episode" DROP CONSTRAINT "interview_episode_episode";
ALTER TABLE "strategy_meeting_episode" DROP CONSTRAINT "strategy_meeting_episode_meeting";
ALTER TABLE "strategy_meeting_episode" DROP CONSTRAINT "strategy_meeting_episode_episode";

-- Arguments: pairs of a column and the table whose id it holds. Planned anew each time (EXECUTE): one row
-- of a card and a million of a file want different plans.
CREATE FUNCTION "check_references"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lost integer;
BEGIN
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    EXECUTE format('SELECT n.%1$I FROM written n WHERE NOT EXISTS (SELECT FROM %2$I p WHERE p.id = n.%1$I) LIMIT 1',
      TG_ARGV[2 * i], TG_ARGV[2 * i + 1]) INTO lost;
    IF lost IS NOT NULL THEN
      RAISE EXCEPTION '% refers to % %, which is not there', TG_TABLE_NAME, TG_ARGV[2 * i + 1], lost
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- Arguments: pairs of a table and its column that may hold the id of what was deleted
CREATE FUNCTION "check_unreferenced"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held integer;
BEGIN
  FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
    EXECUTE format('SELECT o.id FROM deleted o WHERE EXISTS (SELECT FROM %1$I r WHERE r.%2$I = o.id) LIMIT 1',
      TG_ARGV[2 * i], TG_ARGV[2 * i + 1]) INTO held;
    IF held IS NOT NULL THEN
      RAISE EXCEPTION '% % is still referred to by %', TG_TABLE_NAME, held, TG_ARGV[2 * i]
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER "episode_child" AFTER INSERT ON "episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "check_references"('child_id', 'child');
CREATE TRIGGER "episode_child_changed" AFTER UPDATE ON "episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "check_references"('child_id', 'child');
CREATE TRIGGER "episode_risk_episode" AFTER INSERT ON "episode_risk"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "check_references"('episode_id', 'episode');
CREATE TRIGGER "episode_risk_episode_changed" AFTER UPDATE ON "episode_risk"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "check_references"('episode_id', 'episode');
CREATE TRIGGER "interview_episode_both" AFTER INSERT ON "interview_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('interview_id', 'interview', 'episode_id', 'episode');
CREATE TRIGGER "interview_episode_both_changed" AFTER UPDATE ON "interview_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('interview_id', 'interview', 'episode_id', 'episode');
CREATE TRIGGER "strategy_meeting_episode_both" AFTER INSERT ON "strategy_meeting_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('meeting_id', 'strategy_meeting', 'episode_id', 'episode');
CREATE TRIGGER "strategy_meeting_episode_both_changed" AFTER UPDATE ON "strategy_meeting_episode"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT
  EXECUTE FUNCTION "check_references"('meeting_id', 'strategy_meeting', 'episode_id', 'episode');

CREATE TRIGGER "child_unreferenced" AFTER DELETE ON "child"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION "check_unreferenced"('episode', 'child_id');
CREATE TRIGGER "episode_unreferenced" AFTER DELETE ON "episode"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
  EXECUTE FUNCTION "check_unreferenced"('episode_risk', 'episode_id', 'interview_episode', 'episode_id',
    'strategy_meeting_episode', 'episode_id');
CREATE TRIGGER "interview_unreferenced" AFTER DELETE ON "interview"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
  EXECUTE FUNCTION "check_unreferenced"('interview_episode', 'interview_id');
CREATE TRIGGER "strategy_meeting_unreferenced" AFTER DELETE ON "strategy_meeting"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
  EXECUTE FUNCTION "check_unreferenced"('strategy_meeting_episode', 'meeting_id');
