import { rmSync } from "node:fs";
import { expect } from "chai";
import { migrate } from "../../../../data/store/migrate.ts";
import { openStore } from "../../../../data/store/open.ts";
import type { Store } from "../../../../data/store/store.ts";
import { ImportProcess, type StoreAt } from "../../../support/import-process.ts";
import { contentsOf } from "../../../support/store-contents.ts";
import { dropDatabase, freshDatabase, freshFolder, TEST_CLOCK } from "../../../support/stores.ts";
import { type Files, folderOf, importing } from "./importing.ts";

const CHILDREN = 40;
const EPISODES = 300;
const at = (hours: number) => new Date(Date.parse("2015-01-01T00:00:00Z") + hours * 3_600_000).toISOString();

/** Enough rows that there is a middle to be killed in; those of a child in no file cannot be stored. */
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

function rows<T>(n: number, row: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => row(i));
}

type Contents = Awaited<ReturnType<typeof contentsOf>>;

/** What a store holds, embedded or on a server, once nobody has disturbed the import. */
export async function undisturbed(store: Store): Promise<Contents> {
  await importing(store, LARGER);
  const whole = await contentsOf(store.db);
  const sizes = Object.fromEntries(Object.entries(whole).map(([table, lines]) => [table, lines.length]));
  expect(sizes).to.include({ child: CHILDREN, import_staged: 0, import_judged: 0 });
  expect(sizes.episode).to.be.within(1, EPISODES - 1);
  return whole;
}

/**
 * Imports a folder in a process that `stop` kills, and expects the store to open and to hold all of each
 * file's good rows or none, and a second import to leave, table by table, what an undisturbed one leaves.
 */
export async function expectSurvived(
  where: StoreAt,
  whole: Contents,
  stop: (importer: ImportProcess) => Promise<void>,
): Promise<void> {
  const folder = folderOf(LARGER);
  const importer = new ImportProcess(where, folder);
  await stop(importer);
  await importer.kill();
  const store = await openStore({ ...where, as: "client", clock: TEST_CLOCK });
  try {
    const found = await contentsOf(store.db);
    for (const table of ["child", "episode", "interview"])
      expect([0, whole[table]!.length], table).to.include(found[table]!.length);
    expect(found.episode_risk).to.have.length(found.episode!.length);
    expect(found.interview_episode).to.have.length(found.interview!.length);
    await importing(store, folder);
    expect(await contentsOf(store.db)).to.deep.equal(whole);
  } finally {
    await store.close();
  }
}

/** An empty store that is open in nobody's hands, for as long as the work takes. */
export async function withEmptyStore(
  engine: Store["engine"],
  work: (where: StoreAt) => Promise<void>,
): Promise<void> {
  if (engine === "embedded") {
    const dataDir = await freshFolder();
    await work({ dataDir });
    rmSync(dataDir, { recursive: true, force: true });
  } else {
    const databaseUrl = await freshDatabase();
    await migrate({ connectionString: databaseUrl }, { engine: "server" });
    await work({ databaseUrl });
    await dropDatabase(databaseUrl);
  }
}
