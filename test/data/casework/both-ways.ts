import { expect } from "chai";
import fc from "fast-check";
import { storeChildren } from "../../../data/casework/children.ts";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { storeInterviews } from "../../../data/casework/interviews.ts";
import { storeMeetings } from "../../../data/casework/meetings.ts";
import type { Given, Staged } from "../../../data/casework/staged.ts";
import { storeStagedChildren } from "../../../data/casework/staged-children.ts";
import { storeStagedEpisodes } from "../../../data/casework/staged-episodes.ts";
import { storeStagedInterviews, storeStagedMeetings } from "../../../data/casework/staged-links.ts";
import { CHILD, EPISODE, INTERVIEW, STRATEGY_MEETING, type Table } from "../../../data/casework/tables.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import { anAuthor, havingCard, havingOrganisation, hours } from "../../support/builders.ts";

const SOURCE = "lcs";
type Row = Record<string, unknown> & { externalId: string };
/** One file: the fields that it has, and its rows. */
interface File {
  kind: "children" | "episodes" | "interviews" | "meetings";
  fields: string[];
  rows: Row[];
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const hoursAgo = (least: number, most: number) => fc.integer({ min: least, max: most }).map((n) => hours(-n));
const places = maybe(fc.constantFrom(1, 2));
const types = maybe(fc.constantFrom("foster_care", "council_care_home", "other"));
const statuses = maybe(fc.constantFrom("remand", "section_20"));
const one = maybe(fc.constant(1));

const child = fc.record({
  name: maybe(fc.constantFrom("Kit", 'Ash "the\\n" O\'Neil', "Zoë 😀")),
  dateOfBirth: fc.constantFrom("2005-01-01", "2006-08-01", "2004-02-29"),
  gender: fc.constantFrom("female", "male", "other"),
  legalStatus: statuses,
  lookedAfter: maybe(fc.boolean()),
  outOfArea: maybe(fc.boolean()),
  flags: fc.subarray(["cce", "cse", "uasc"]),
  placementId: places,
  teamId: one,
  workerId: one,
  responsibleAuthority: maybe(fc.constantFrom("Derby", "Leeds")),
});
const episode = fc.record({
  category: fc.constantFrom("missing", "away", "absent"),
  startedAt: hoursAgo(200, 400),
  startPrecision: fc.constantFrom("instant", "date"),
  endedAt: hoursAgo(100, 200),
  endPrecision: fc.constantFrom("instant", "date"),
  agencyId: one,
  placementId: places,
  placementType: types,
  providerId: one,
  lookedAfter: maybe(fc.boolean()),
  outOfArea: maybe(fc.boolean()),
  responsibleAuthority: maybe(fc.constant("Derby")),
  legalStatus: statuses,
  teamId: one,
  workerId: one,
  risk: maybe(fc.constantFrom("high", "low")),
});
const interview = fc.record({
  episodeIds: fc.subarray([1, 2, 3], { minLength: 1 }),
  offeredAt: maybe(hoursAgo(80, 99)),
  outcome: maybe(fc.constantFrom("accepted", "declined")),
  outcomeAt: maybe(hoursAgo(60, 79)),
  completedAt: maybe(hoursAgo(10, 59)),
  agencyId: one,
  interviewerId: one,
});
const meeting = fc.record({
  episodeIds: fc.subarray([1, 2, 3], { minLength: 1 }),
  plannedFor: maybe(hoursAgo(80, 99)),
  heldAt: maybe(hoursAgo(60, 79)),
  chair: maybe(fc.constant("Sam Reed")),
});

const ALWAYS: Record<File["kind"], string[]> = {
  children: ["dateOfBirth"],
  episodes: ["startedAt"],
  interviews: ["episodeIds"],
  meetings: ["episodeIds"],
};

function file(kind: File["kind"], letter: string, row: fc.Arbitrary<Record<string, unknown>>) {
  const numbered = fc.tuple(fc.subarray([1, 2, 3], { minLength: 1 }), fc.tuple(row, row, row));
  return fc
    .tuple(numbered, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }))
    .map(([[numbers, rows], coins]): File => {
      const optional = Object.keys(rows[0]).filter((field) => !ALWAYS[kind].includes(field));
      const fields = [...ALWAYS[kind], ...optional.filter((_, i) => coins[i])];
      return {
        kind,
        fields,
        rows: numbers.map((n, i) => ({
          externalId: `${letter}${n}`,
          ...(kind === "episodes" ? { childId: n } : {}),
          ...Object.fromEntries(fields.map((field) => [field, rows[i]![field as keyof (typeof rows)[0]]])),
        })),
      };
    });
}

/** Every child and episode is there from the first two files on, so that what follows can refer to them. */
const files = fc.array(
  fc.oneof(
    file("children", "C", child),
    file("episodes", "E", episode),
    file("interviews", "I", interview),
    file("meetings", "M", meeting),
  ),
  { minLength: 1, maxLength: 5 },
);

/**
 * Runs random files through the row-wise and the staged way, each into a store of its own and on top of
 * the files before, and expects equal stores after each: rows, versions, grades, links, change rows, cards
 * to edit, revisions.
 */
export async function expectBothWaysAgree(
  open: () => Promise<Store>,
  options: { runs: number; seed?: number },
): Promise<void> {
  const stores = [await open(), await open()] as const;
  for (const store of stores) await begin(store);
  await fc.assert(
    fc.asyncProperty(files, async (some) => {
      for (const each of some) {
        const results = await Promise.all([
          write(stores[0], anAuthor({ by: null, importRun: 7 }), (w) => rowWise(w, each)),
          write(stores[1], anAuthor({ by: null, importRun: 7 }), (w) => staged(w, each)),
        ]);
        expect({ ...results[1] }).to.deep.equal({ ...results[0] });
        const [expected, found] = [await everything(stores[0]), await everything(stores[1])];
        for (const [what, rows] of Object.entries(expected))
          expect(found[what as keyof typeof found], what).to.deep.equal(rows);
      }
    }),
    {
      numRuns: options.runs,
      endOnFailure: true,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    },
  );
}

async function begin(store: Store): Promise<void> {
  await havingOrganisation(store, {
    agencies: ["Police"],
    workers: [{ name: "Robin Hale", team: "North" }],
    placements: [
      { name: "Elm House", type: "council_care_home", provider: "The council" },
      { name: "The Wrens", type: "foster_care" },
    ],
  });
  await write(store, anAuthor({ by: null }), async (w) => {
    const key = (letter: string, n: number) => ({ source: SOURCE, externalId: `${letter}${n}` });
    const who = { dateOfBirth: "2005-01-01" };
    await storeChildren(w, [
      { ...key("C", 1), ...who, placementId: 1, legalStatus: "section_20", workerId: 1 },
      { ...key("C", 2), ...who, placementId: 2, lookedAfter: true, responsibleAuthority: "Derby" },
      { ...key("C", 3), ...who },
    ]);
    await storeEpisodes(
      w,
      [1, 2, 3].map((n) => ({
        ...key("E", n),
        childId: n,
        startedAt: hours(-300),
        endedAt: hours(-150),
        risk: n === 1 ? ("low" as const) : null,
      })),
    );
  });
  await havingCard(store, [1, 3]);
}

async function rowWise(w: Writing, { kind, rows }: File): Promise<Staged> {
  const keyed = rows.map((row) => ({ ...row, source: SOURCE })) as never[];
  const store = {
    children: storeChildren,
    episodes: storeEpisodes,
    interviews: storeInterviews,
    meetings: storeMeetings,
  };
  const { inserted, updated } = await store[kind](w, keyed);
  return { inserted, updated };
}

const TABLES: Record<File["kind"], Table> = {
  children: CHILD,
  episodes: EPISODE,
  interviews: INTERVIEW,
  meetings: STRATEGY_MEETING,
};
const STORE = {
  children: storeStagedChildren,
  episodes: storeStagedEpisodes,
  interviews: storeStagedInterviews,
  meetings: storeStagedMeetings,
};

function staged(w: Writing, { kind, fields, rows }: File): Promise<Staged> {
  const table = TABLES[kind];
  const columns = Object.entries({
    ...table.columns,
    risk: ["risk", "text"],
    episodeIds: ["episode_ids", "int[]"],
  }).filter(([field]) => field in rows[0]!);
  const given: Given = {
    sql: `SELECT t.line, b.id AS row_id, '${SOURCE}'::text AS source, t.external_id,
            ${columns.filter(([field]) => field !== "externalId").map(([, [column]]) => `t.${column}`)}
          FROM jsonb_to_recordset($1::jsonb) AS t(line int, ${columns.map(([, [column, type]]) => `${column} ${type}`)})
          LEFT JOIN ${table.name} b ON b.source = '${SOURCE}' AND b.external_id = t.external_id
          ORDER BY t.line`,
    params: [
      JSON.stringify(
        rows.map((row, line) => ({
          line,
          ...Object.fromEntries(columns.map(([field, [column]]) => [column, row[field]])),
        })),
      ),
    ],
    fields: new Set(["source", "externalId", ...(kind === "episodes" ? ["childId"] : []), ...fields]),
  };
  return STORE[kind](w, given);
}

async function everything({ db }: Store) {
  const rows = (sql: string) => db.$queryRawUnsafe<unknown[]>(sql);
  return {
    children: await rows("SELECT * FROM child ORDER BY id"),
    episodes: await rows("SELECT * FROM episode ORDER BY id"),
    risks: await rows("SELECT episode_id, grade, graded_at FROM episode_risk ORDER BY 1, 3, 2"),
    interviews: await rows("SELECT * FROM interview ORDER BY id"),
    interviewLinks: await rows("SELECT * FROM interview_episode ORDER BY 1, 2"),
    interviewStates: await rows("SELECT *, declined::text FROM episode_interview ORDER BY 1"),
    meetings: await rows("SELECT * FROM strategy_meeting ORDER BY id"),
    meetingLinks: await rows("SELECT * FROM strategy_meeting_episode ORDER BY 1, 2"),
    changes: await rows(
      `SELECT table_name, row_id, version_before, version_after, before, after, happened_at, recorded_at, by,
              import_run, activity_id FROM change ORDER BY table_name, row_id, version_after`,
    ),
    revision: await rows("SELECT revision, names FROM store_revision"),
    audits: await rows("SELECT kind, person_id, child_ids, detail FROM audit ORDER BY id"),
    jobs: await rows("SELECT data FROM pgboss.job WHERE name = 'card-edit'"),
  };
}
