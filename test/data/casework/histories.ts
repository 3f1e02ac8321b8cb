import { expect } from "chai";
import fc from "fast-check";
import { storeChildren } from "../../../data/casework/children.ts";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { CaseworkError } from "../../../data/casework/errors.ts";
import { giveGrades } from "../../../data/casework/grades.ts";
import { storeInterviews } from "../../../data/casework/interviews.ts";
import { linksOf } from "../../../data/casework/links.ts";
import { storeMeetings } from "../../../data/casework/meetings.ts";
import { reportMissing } from "../../../data/casework/reports.ts";
import { correctReturns, undoReturns } from "../../../data/casework/returned.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { startRisks } from "../../../data/casework/risks.ts";
import { type Fields, lockRows, type Stored } from "../../../data/casework/rows.ts";
import {
  CHILD,
  EPISODE,
  INTERVIEW,
  PLACEMENT,
  STRATEGY_MEETING,
  WORKER,
} from "../../../data/casework/tables.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import type { Store, Tx } from "../../../data/store/store.ts";
import { RISKS } from "../../../data/vocabulary.ts";
import { anAuthor, havingOrganisation, hours } from "../../support/builders.ts";
import { expectInterviewStatesKept } from "../../support/interview-states.ts";
import {
  expectInterviewsAfterReturns,
  interviewStep,
  meetingStep,
  takeCaseworkStep,
} from "./history-steps.ts";

const SOURCE = "lcs";
const ANY_TIME = { notBefore: hours(-1_000), reason: "a slip" };

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const id = (letter: string, n: number) => fc.integer({ min: 0, max: n - 1 }).map((i) => `${letter}${i}`);
const hoursAgo = fc.integer({ min: 0, max: 400 });

/** One row of some file, or a press; fields that a file may leave out may be absent. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant("child" as const),
    externalId: id("C", 3),
    row: fc.record(
      {
        name: maybe(fc.constantFrom("Kit", "Ash")),
        dateOfBirth: fc.constantFrom("2005-01-01", "2006-08-01"),
        flags: fc.subarray(["cse", "cce", "uasc"] as const),
        legalStatus: maybe(fc.constantFrom("section_20" as const, "remand" as const)),
        placementId: maybe(fc.constantFrom(1, 2)),
        workerId: maybe(fc.constant(1)),
      },
      { requiredKeys: ["dateOfBirth"] },
    ),
  }),
  fc.record({
    kind: fc.constant("episode" as const),
    externalId: id("E", 4),
    child: id("C", 3),
    start: hoursAgo,
    length: maybe(fc.integer({ min: 0, max: 100 })),
    row: fc.record(
      {
        category: fc.constantFrom("missing" as const, "away" as const),
        risk: maybe(fc.constantFrom("high" as const, "low" as const)),
        placementId: maybe(fc.constantFrom(1, 2)),
        placementType: maybe(fc.constantFrom("foster_care" as const, "other" as const)),
        legalStatus: maybe(fc.constant("remand" as const)),
        lookedAfter: maybe(fc.boolean()),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant("interview" as const),
    externalId: id("I", 2),
    episodes: fc.uniqueArray(id("E", 4), { minLength: 1, maxLength: 3 }),
    completed: maybe(hoursAgo),
  }),
  fc.record({
    kind: fc.constant("meeting" as const),
    externalId: id("M", 2),
    episodes: fc.uniqueArray(id("E", 4), { minLength: 1, maxLength: 3 }),
    held: maybe(hoursAgo),
  }),
  fc.record({ kind: fc.constant("return" as const), episode: id("E", 4), version: fc.nat(4), at: hoursAgo }),
  fc.record({ kind: fc.constant("correct" as const), episode: id("E", 4), version: fc.nat(6), at: hoursAgo }),
  fc.record({ kind: fc.constant("undo" as const), episode: id("E", 4), version: fc.nat(6) }),
  fc.record({
    kind: fc.constant("grade" as const),
    episode: id("E", 4),
    version: fc.nat(6),
    risk: fc.constantFrom(...RISKS),
  }),
  fc.record({ kind: fc.constant("report" as const), child: id("C", 3), start: hoursAgo }),
  interviewStep,
  meetingStep,
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * Runs random histories on a store, each on top of the one before, and after each expects the change
 * rows to give the present state of every row, version by version.
 */
export async function expectChangesReplay(
  store: Store,
  options: { runs: number; seed?: number },
): Promise<void> {
  await havingOrganisation(store, {
    workers: [{ name: "Robin Hale", team: "North" }],
    placements: [
      { name: "Elm House", type: "council_care_home", provider: "The council" },
      { name: "The Wrens", type: "foster_care" },
    ],
  });
  const history = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(history, async (writes) => {
      for (const steps of writes) {
        await write(store, anAuthor(), async (w) => {
          for (const each of steps) await take(w, each);
        }).catch((error: unknown) => {
          // a refused write must leave nothing, which is what the replay then shows
          if (!(error instanceof CaseworkError)) throw error;
        });
      }
      await expectReplay(store);
      await expectInterviewStatesKept(store);
      await expectInterviewsAfterReturns(store);
    }),
    { numRuns: options.runs, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  );
}

async function take(w: Writing, each: Step): Promise<void> {
  const ref = (externalId: string) => ({ source: SOURCE, externalId });
  switch (each.kind) {
    case "child":
      await storeChildren(w, [{ ...ref(each.externalId), ...each.row }]);
      return;
    case "episode": {
      const [childId = 0] = await idsOf(w.tx, "child", [each.child]);
      const startedAt = hours(-each.start);
      const endedAt = each.length === null ? null : hours(each.length, startedAt);
      await storeEpisodes(w, [{ ...ref(each.externalId), childId, startedAt, endedAt, ...each.row }]);
      return;
    }
    case "interview": {
      const completedAt = each.completed === null ? null : hours(-each.completed);
      const episodeIds = await idsOf(w.tx, "episode", each.episodes);
      await storeInterviews(w, [{ ...ref(each.externalId), episodeIds, completedAt, outcome: "accepted" }]);
      return;
    }
    case "meeting": {
      const heldAt = each.held === null ? null : hours(-each.held);
      const episodeIds = await idsOf(w.tx, "episode", each.episodes);
      await storeMeetings(w, [{ ...ref(each.externalId), episodeIds, heldAt }]);
      return;
    }
    case "return": {
      const [episodeId = 0] = await idsOf(w.tx, "episode", [each.episode]);
      await logReturns(w, [{ episodeId, version: each.version, returnedAt: hours(-each.at) }]);
      return;
    }
    case "correct": {
      const [episodeId = 0] = await idsOf(w.tx, "episode", [each.episode]);
      const { version, at } = each;
      await correctReturns(w, [{ episodeId, version, returnedAt: hours(-at), ...ANY_TIME }]);
      return;
    }
    case "undo": {
      const [episodeId = 0] = await idsOf(w.tx, "episode", [each.episode]);
      await undoReturns(w, [{ episodeId, version: each.version, ofOthers: true, ...ANY_TIME }]);
      return;
    }
    case "grade": {
      const [episodeId = 0] = await idsOf(w.tx, "episode", [each.episode]);
      await giveGrades(w, [{ episodeId, version: each.version, risk: each.risk }]);
      return;
    }
    case "report": {
      const [childId = 0] = await idsOf(w.tx, "child", [each.child]);
      await reportMissing(w, [{ childId, startedAt: hours(-each.start) }]);
      return;
    }
    default:
      await takeCaseworkStep(w, each, (numbers) =>
        idsOf(
          w.tx,
          "episode",
          numbers.map((n) => `E${n}`),
        ),
      );
  }
}

async function idsOf(tx: Tx, table: "child" | "episode", externalIds: string[]): Promise<number[]> {
  const rows = await tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT id FROM ${table} WHERE external_id = ANY($1::text[])`,
    externalIds,
  );
  return rows.map((row) => row.id);
}

async function expectReplay(store: Store): Promise<void> {
  const changes = await store.db.change.findMany({ orderBy: { id: "asc" } });
  const replayed = new Map<string, { version: number; fields: Fields }>();
  for (const change of changes) {
    const key = `${change.table} ${change.rowId}`;
    const row = replayed.get(key) ?? { version: 0, fields: {} };
    expect(change.versionBefore, key).to.equal(row.version);
    const before = (change.before ?? {}) as Fields;
    for (const field of Object.keys(before))
      expect(row.fields[field] ?? null, key).to.deep.equal(before[field]);
    replayed.set(key, {
      version: change.versionAfter,
      fields: { ...row.fields, ...(change.after as Fields) },
    });
  }
  const stored = await store.db.$transaction((tx) => everything(tx));
  expect([...replayed.keys()].filter((key) => !/^(team|provider) /.test(key)).sort()).to.deep.equal(
    [...stored.keys()].sort(),
  );
  for (const [key, row] of stored)
    expect(filled(replayed.get(key)!.fields), key).to.deep.equal(filled(row.fields));
  for (const [key, row] of stored) {
    if (!key.startsWith("worker")) expect(replayed.get(key)!.version, key).to.equal(row.version);
  }
}

async function everything(tx: Tx): Promise<Map<string, Stored>> {
  const all = new Map<string, Stored>();
  const interviews = { name: "interview_episode", column: "interview_id" } as const;
  const meetings = { name: "strategy_meeting_episode", column: "meeting_id" } as const;
  for (const table of [CHILD, EPISODE, INTERVIEW, STRATEGY_MEETING, PLACEMENT, WORKER]) {
    const ids = await tx.$queryRawUnsafe<{ id: number }[]>(`SELECT id FROM ${table.name}`);
    const rows = await lockRows(
      tx,
      table,
      ids.map((row) => row.id),
    );
    const known = [...rows.values()];
    const virtual =
      table === EPISODE
        ? await grades(tx, known)
        : table === INTERVIEW
          ? await linksOf(tx, interviews, known)
          : table === STRATEGY_MEETING
            ? await linksOf(tx, meetings, known)
            : new Map<number, Fields>();
    for (const row of known) {
      all.set(`${table.name} ${row.id}`, { ...row, fields: { ...row.fields, ...virtual.get(row.id) } });
    }
  }
  return all;
}

/** The grade at the start, and the last one that was given after it. */
async function grades(tx: Tx, known: Stored[]): Promise<Map<number, Fields>> {
  const starts = await startRisks(tx, known);
  const later = await tx.$queryRaw<{ id: number; grade: string }[]>`
    SELECT DISTINCT ON (e.id) e.id, r.grade FROM episode e
    JOIN episode_risk r ON r.episode_id = e.id AND r.graded_at > e.started_at
    ORDER BY e.id, r.graded_at DESC, r.id DESC`;
  const laterOf = new Map(later.map(({ id, grade }) => [id, { grade }]));
  return new Map(known.map(({ id }) => [id, { ...starts.get(id), ...laterOf.get(id) }]));
}

function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
