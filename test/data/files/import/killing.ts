import { expect } from "chai";
import { openStore } from "../../../../data/store/open.ts";
import type { Store } from "../../../../data/store/store.ts";
import { ImportProcess, type StoreAt } from "../../../support/import-process.ts";
import { TEST_CLOCK } from "../../../support/stores.ts";
import { type Files, importing } from "./importing.ts";

const CHILDREN = 200;
const EPISODES = 1_500;
const at = (hours: number) => new Date(Date.parse("2015-01-01T00:00:00Z") + hours * 3_600_000).toISOString();

/** Enough rows that there is a middle to be killed in; some of them cannot be stored. */
export const LARGER: Files = {
  children: [
    "child_id,name,date_of_birth,placement,team,worker",
    ...rows(
      CHILDREN,
      (i) => `C${i},Name ${i},2008-03-${10 + (i % 20)},Home ${i % 30},Team ${i % 5},Worker ${i % 20}`,
    ),
  ],
  episodes: [
    "episode_id,child_id,missing_from,returned_at,risk",
    ...rows(EPISODES, (i) => `E${i},C${i % (CHILDREN + 1)},${at(10 * i)},${at(10 * i + 5)},high`),
  ],
  interviews: [
    "interview_id,episode_id,completed_at",
    ...rows(EPISODES, (i) => `I${i},E${i},${at(10 * i + 9)}`),
  ],
};
/** The last child of the episodes is in no file: those episodes and their interviews are rejected. */
const GOOD =
  EPISODES - rows(EPISODES, (i) => i % (CHILDREN + 1)).filter((child) => child === CHILDREN).length;

function rows<T>(n: number, row: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => row(i));
}

/**
 * Imports a folder in a process that `stop` kills, and expects the store to open and to hold all of each
 * file's good rows or none, and a second import to end where an undisturbed one ends.
 */
export async function expectSurvived(
  where: StoreAt,
  folder: string,
  stop: (importer: ImportProcess) => Promise<void>,
): Promise<void> {
  const importer = new ImportProcess(where, folder);
  await stop(importer);
  await importer.kill();
  const store = await openStore({ ...where, as: "client", clock: TEST_CLOCK });
  try {
    const { children, episodes, interviews, links, risks, changes } = await counts(store);
    expect([0, CHILDREN]).to.include(children);
    expect([0, GOOD]).to.include(episodes);
    expect([0, GOOD]).to.include(interviews);
    expect(links).to.equal(interviews);
    expect(risks).to.equal(episodes);
    expect(changes).to.equal(children + episodes + interviews);
    const { files } = await importing(store, folder);
    expect(files.map(({ stored, unchanged }) => stored + unchanged)).to.deep.equal([CHILDREN, GOOD, GOOD]);
    expect(await counts(store)).to.deep.equal({
      ...{ children: CHILDREN, episodes: GOOD, interviews: GOOD, links: GOOD, risks: GOOD },
      changes: CHILDREN + 2 * GOOD,
      placements: 30,
      staged: 0,
    });
  } finally {
    await store.close();
  }
}

async function counts({ db }: Store) {
  const [row] = await db.$queryRawUnsafe<Record<Counted, number>[]>(`SELECT
    (SELECT count(*)::int FROM child) AS children, (SELECT count(*)::int FROM episode) AS episodes,
    (SELECT count(*)::int FROM interview) AS interviews, (SELECT count(*)::int FROM interview_episode) AS links,
    (SELECT count(*)::int FROM episode_risk) AS risks, (SELECT count(*)::int FROM placement) AS placements,
    (SELECT count(*)::int FROM change WHERE table_name IN ('child', 'episode', 'interview')) AS changes,
    (SELECT count(*)::int FROM import_staged) AS staged`);
  return row!;
}
type Counted =
  | "children"
  | "episodes"
  | "interviews"
  | "links"
  | "risks"
  | "placements"
  | "changes"
  | "staged";
