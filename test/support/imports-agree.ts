import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { importCommand } from "../../bot/cli/import-command.ts";
import { openStore } from "../../data/store/open.ts";
import type { Store } from "../../data/store/store.ts";
import { arbitraryImport } from "./arbitrary-import.ts";
import { havingEpisodes, NOW } from "./builders.ts";
import { CouncilFolder } from "./council-files.ts";
import { councilIn } from "./council-in-store.ts";
import { keptAside } from "./kept-aside.ts";
import { importNaively, type NaiveCouncil } from "./naive-council.ts";
import { readNaively } from "./naive-reader.ts";
import { freshFolder, TEST_CLOCK } from "./stores.ts";

/** What is stored before each file: by file, and one episode that somebody has logged by card. */
const BEFORE = {
  placements: "placement,placement_type\nElm House,council_care_home\n",
  children: "child_id,date_of_birth\nC1,2006-03-31\nC2,2007-01-01\nC3,2019-06-20\nC4,2001-07-05\n",
  episodes: `episode_id,child_id,missing_from,returned_at
E1,C1,2019-06-10T10:00Z,2019-06-11T20:00Z
E2,C2,2019-07-20T09:00Z,
E3,C4,2019-06-20,2019-06-22
E4,C1,2019-06-21T10:00Z,2019-06-22T08:00Z
`,
  interviews: `interview_id,episode_id,completed_at
I1,E1,2019-06-12T09:00Z
I2,E1;E3,2019-06-25T09:00Z
I3,E3;E4,2019-06-22T09:00Z
`,
  meetings: "meeting_id,episode_id,held_at\nM1,E1,2019-06-13T09:00Z\n",
};
const BY_CARD = { startedAt: new Date("2019-06-25T10:00Z"), endedAt: new Date("2019-06-26T08:00Z") };

/**
 * Imports many small files, most of them mangled, each into the same store by the command that a person
 * types, and expects of each what the second reader and the simple judge say of it: the exit status, which
 * rows are rejected and which wait for a person, and what the store holds then. Nothing but sentences is said.
 */
export async function expectImportsAgree({ runs, seed }: { runs: number; seed?: number }): Promise<void> {
  const folder = new CouncilFolder();
  const dataDir = await freshFolder();
  const store = await openStore({ dataDir, as: "server", clock: TEST_CLOCK });
  const importing = (...paths: string[]) => command(paths, dataDir);
  try {
    const before = await councilBefore(store, folder, importing);
    const restore = await keptAside(store.db);
    await fc.assert(
      fc
        .asyncProperty(arbitraryImport, async (bytes) => {
          const path = folder.write("nightly.csv", bytes);
          const read = readNaively(bytes);
          const { exit, said } = await importing(path);
          expect(said)
            .to.match(/\S/)
            .and.not.match(/\n\s+at |The import failed/);
          if (read === null) {
            expect(exit, said).to.equal(2);
            expect(said).to.match(/^nightly\.csv [^\n]*\.\n$/);
            expect(await councilIn(store)).to.deep.equal(before);
            return;
          }
          const expected = importNaively(read, before, NOW.getTime());
          expect(rejectedIn(join(folder.path, "rejects"))).to.deep.equal(expected.rejected);
          const rows = read.valid.length + read.invalid.length;
          const counts = countsIn(said);
          expect(counts).to.include({ read: rows, stored: expected.stored });
          expect(counts).to.include({
            rejected: expected.rejected.length,
            conflicts: expected.conflicts.length,
          });
          const { stored, updated, unchanged, rejected, conflicts } = counts;
          expect(stored + updated + unchanged + rejected + conflicts, said).to.equal(rows);
          expect(await councilIn(store)).to.deep.equal(expected.after);
          expect(exit, said).to.equal(expected.rejected.length === 0 ? 0 : 1);
        })
        .afterEach(async () => {
          rmSync(join(folder.path, "rejects"), { recursive: true, force: true });
          await restore();
        }),
      { numRuns: runs, seed },
    );
  } finally {
    await store.close();
    folder.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function councilBefore(
  store: Store,
  folder: CouncilFolder,
  importing: (...paths: string[]) => ReturnType<typeof command>,
): Promise<NaiveCouncil> {
  let council: NaiveCouncil = {
    placements: new Map(),
    children: new Map(),
    episodes: new Map(),
    byCard: new Map(),
    interviews: new Map(),
    meetings: new Map(),
  };
  for (const [name, content] of Object.entries(BEFORE)) {
    const { exit, said } = await importing(folder.write(`${name}.csv`, content));
    expect(exit, said).to.equal(0);
    const { after, rejected } = importNaively(readNaively(Buffer.from(content))!, council, NOW.getTime());
    expect(rejected).to.deep.equal([]);
    council = after;
  }
  const { id } = await store.db.child.findFirstOrThrow({ where: { externalId: "C2" } });
  await havingEpisodes(store, { childId: id, ...BY_CARD });
  const stored = await councilIn(store);
  expect({ ...stored, byCard: new Map() }).to.deep.equal(council);
  return stored;
}

async function command(paths: readonly string[], dataDir: string) {
  const texts: string[] = [];
  const heard = { write: (text: string) => void texts.push(text) };
  const exit = await importCommand(paths, {
    env: { HOMEWARD_DATA: dataDir },
    clock: () => NOW,
    out: heard,
    err: heard,
  });
  return { exit, said: texts.join("") };
}

function countsIn(said: string) {
  const found =
    /\): ([\d,]+) rows?\n {2}([\d,]+) stored, ([\d,]+) updated, ([\d,]+) unchanged, ([\d,]+) rejected, ([\d,]+) in/.exec(
      said,
    );
  const [read, stored, updated, unchanged, rejected, conflicts] = (found ?? []).slice(1).map(Number) as [
    ...[number, number, number, number, number, number],
  ];
  return { read, stored, updated, unchanged, rejected, conflicts };
}

/** The lines that the rejects file has, each with what to do. */
function rejectedIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const [name] = readdirSync(folder);
  const [, ...rows] = parse(readFileSync(join(folder, name!)), { bom: true }) as string[][];
  for (const cells of rows) expect(cells.at(-1)).to.match(/\.$/);
  return rows.map((cells) => Number(cells.at(-4))).sort((a, b) => a - b);
}
