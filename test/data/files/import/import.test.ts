import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { QUEUES } from "../../../../data/store/boss-schema.ts";
import { readMark, setMark } from "../../../../data/store/mark.ts";
import type { Store } from "../../../../data/store/store.ts";
import { havingCard, hours, NOW } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { CHILDREN, COUNCIL, EPISODES, folderOf, importing, tally } from "./importing.ts";

describeOnBothStores("Importing the council's files", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  it("stores what they say, each file after those that it refers to", async () => {
    const result = await importing(store, COUNCIL);
    expect(result.files.map(({ kind }) => kind)).to.deep.equal([
      "placements",
      "children",
      "episodes",
      "interviews",
      "strategy_meetings",
    ]);
    expect(tally(result)).to.deep.equal([
      [1, 0, 0, 0, 0],
      [2, 0, 0, 0, 0],
      [3, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ]);
    const home = await store.db.placement.findFirstOrThrow();
    const kit = await store.db.child.findFirstOrThrow({ where: { externalId: "C1" } });
    expect(kit).to.deep.include({ source: "council", number: 1001, placementId: home.id, version: 1 });
    const first = await store.db.episode.findFirstOrThrow({ where: { externalId: "E1" } });
    expect(first).to.deep.include({
      childId: kit.id,
      number: 20001,
      ageAtStart: 13,
      placementId: home.id,
      placementType: "council_care_home",
      lookedAfter: true,
      recordedAt: NOW,
      recordedBy: null,
      assumed: ["lookedAfter", "placementId", "placementType", "providerId", "teamId", "workerId"],
    });
    const bare = await store.db.episode.findFirstOrThrow({ where: { externalId: "E3" } });
    expect(bare).to.deep.include({
      category: "away",
      startPrecision: "date",
      startedAt: new Date("2019-05-01T23:00:00Z"),
    });
    expect(await store.db.episodeRisk.count()).to.equal(1);
    expect(await store.db.strategyMeetingEpisode.count()).to.equal(2);
    expect(await store.db.agency.findMany({ orderBy: { name: "asc" } })).to.have.length(2);
  });

  it("writes down whence each change came, and who imported what when", async () => {
    const { files } = await importing(store, COUNCIL);
    const run = await store.db.importRun.findFirstOrThrow();
    expect(run).to.deep.include({ source: "council", mode: "exchange", startedAt: NOW, finishedAt: NOW });
    const changes = await store.db.change.findMany({ where: { table: "episode" } });
    expect(changes.map(({ importRun, by }) => [importRun, by])).to.deep.equal(
      Array.from({ length: 3 }, () => [run.id, null]),
    );
    const recorded = await store.db.importFile.findMany({ orderBy: { id: "asc" } });
    expect(recorded.map(({ kind, read }) => [kind, read])).to.deep.equal(
      files.map(({ kind, read }) => [kind, read]),
    );
    expect(recorded[0]).to.deep.include({ madeAt: hours(-1), madeFrom: "modified" });
    expect(recorded[0]!.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it("marks an empty store as real, and is refused by the demonstration's", async () => {
    await importing(store, { placements: COUNCIL.placements! });
    expect(await readMark(store.db)).to.include({ kind: "real" });
    await store.db.$transaction((tx) => setMark(tx, { kind: "demonstration" }));
    const refused = await importing(store, COUNCIL).catch((error: Error) => error.message);
    expect(refused).to.include("HOMEWARD_DATA=");
    expect(await store.db.child.count()).to.equal(0);
  });

  it("changes nothing the second time", async () => {
    const folder = folderOf(COUNCIL);
    await importing(store, folder);
    const before = await everything(store);
    const again = await importing(store, folder);
    expect(tally(again)).to.deep.equal([
      [0, 0, 1, 0, 0],
      [0, 0, 2, 0, 0],
      [0, 0, 3, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0],
    ]);
    expect(await everything(store)).to.deep.equal(before);
  });

  it("takes an interview's episodes for the same in any order", async () => {
    const interviews = (...rows: string[]) => ({
      interviews: ["interview_id,episode_id,offered_at", ...rows],
    });
    await importing(store, COUNCIL);
    await importing(store, interviews("I7,E1;E2,2019-07-01T09:00:00Z"));
    const again = await importing(
      store,
      interviews("I7,E2;E1,2019-07-01T09:00:00Z", "I7,E1;E2,2019-07-01T09:00:00Z"),
    );
    expect(tally(again)).to.deep.equal([[0, 0, 2, 0, 0]]);
  });

  it("finds the episode that another system's interview names, where only one bears the id", async () => {
    const header = "interview_id,episode_id,offered_at";
    await importing(store, COUNCIL);
    const first = await importing(
      store,
      { interviews: [header, "R1,E1,2019-07-01T09:00:00Z"] },
      { source: "charity" },
    );
    expect(tally(first)).to.deep.equal([[1, 0, 0, 0, 0]]);
    const [link] = await store.db.$queryRawUnsafe<{ episode: string }[]>(
      `SELECT e.external_id AS episode FROM interview i JOIN interview_episode l ON l.interview_id = i.id
       JOIN episode e ON e.id = l.episode_id WHERE i.external_id = 'R1'`,
    );
    expect(link).to.deep.equal({ episode: "E1" });
    const another = { episodes: [EPISODES, "E1,C2,missing,2019-06-01T10:00:00Z,2019-06-02T10:00:00Z,,"] };
    await importing(store, another, { source: "police" });
    const second = await importing(
      store,
      { interviews: [header, "R2,E1,2019-07-01T09:00:00Z", "R3,E3,2019-07-01T09:00:00Z"] },
      { source: "charity" },
    );
    expect(tally(second)).to.deep.equal([[1, 0, 0, 1, 0]]);
    expect(second.files[0]!.reasons).to.deep.equal({ unknown_episode: 1 });
  });

  it("brings corrected rows up, with a new version and the cards that show them", async () => {
    await importing(store, COUNCIL);
    const { id } = await store.db.episode.findFirstOrThrow({ where: { externalId: "E2" } });
    const card = await havingCard(store, [id]);
    const episodes = [
      ...COUNCIL.episodes!.slice(0, 2),
      "E2,C1,,2019-05-04T10:00:00Z,2019-05-05T08:00:00Z,low,Police",
    ];
    expect(tally(await importing(store, { episodes }))).to.deep.equal([[0, 1, 1, 0, 0]]);
    const row = await store.db.episode.findUniqueOrThrow({ where: { id } });
    expect(row).to.deep.include({ version: 2, endedAt: new Date("2019-05-05T08:00:00Z") });
    const change = await store.db.change.findFirstOrThrow({
      where: { rowId: id, table: "episode", versionAfter: 2 },
    });
    expect(change.before).to.deep.equal({ endedAt: null, risk: null });
    expect(change.after).to.deep.equal({ endedAt: "2019-05-05T08:00:00.000Z", risk: "low" });
    expect(change.happenedAt).to.deep.equal(new Date("2019-05-05T08:00:00Z"));
    const jobs = await store.db.$queryRawUnsafe<{ data: { cardId: number } }[]>(
      `SELECT data FROM pgboss.job WHERE name = '${QUEUES.cardEdit}'`,
    );
    expect(jobs.map(({ data }) => data.cardId)).to.deep.equal([card]);
  });

  it("keeps what a file has no column for, and blanks what a cell leaves blank", async () => {
    await importing(store, COUNCIL);
    await importing(store, {
      children: ["child_id,date_of_birth,worker", "C1,2006-03-31,"],
    });
    const kit = await store.db.child.findFirstOrThrow({ where: { externalId: "C1" } });
    expect(kit).to.deep.include({ name: "Kit Marlow", workerId: null, lookedAfter: true });
  });

  it("makes room for a new open episode by the return in the same file", async () => {
    await importing(store, COUNCIL);
    const result = await importing(store, {
      episodes: [
        EPISODES,
        "E9,C1,,2019-05-06T10:00:00Z,,,",
        "E2,C1,,2019-05-04T10:00:00Z,2019-05-05T08:00:00Z,,Police",
      ],
    });
    expect(tally(result)).to.deep.equal([[1, 1, 0, 0, 0]]);
  });

  it("tells a worker's team and a placement's type as the rows that name them first do", async () => {
    await importing(store, {
      children: CHILDREN.slice(0, 2),
      episodes: [
        `${EPISODES},placement,placement_type,provider`,
        "E1,C1,,2019-05-01,2019-05-02,,,The Wrens,foster_care,Kind Homes",
      ],
    });
    const wrens = await store.db.placement.findFirstOrThrow({ where: { name: "The Wrens" } });
    expect(wrens.type).to.equal("foster_care");
    const elm = await store.db.placement.findFirstOrThrow({ where: { name: "Elm House" } });
    expect(elm.type).to.equal("other");
    const worker = await store.db.worker.findFirstOrThrow({ where: { name: "Robin Hale" } });
    const team = await store.db.team.findFirstOrThrow({ where: { name: "North" } });
    expect(worker.teamId).to.equal(team.id);
  });

  it("checks everything and stores nothing in a dry run, whose files see each other", async () => {
    const before = await everything(store);
    const folder = folderOf({
      ...COUNCIL,
      episodes: [...COUNCIL.episodes!, "E4,C9,,2019-05-01T10:00:00Z,,,"],
    });
    const result = await importing(store, folder, { dryRun: true });
    expect(tally(result).slice(0, 3)).to.deep.equal([
      [1, 0, 0, 0, 0],
      [2, 0, 0, 0, 0],
      [3, 0, 0, 1, 0],
    ]);
    expect(result.told).to.have.length(1);
    expect(await everything(store)).to.deep.equal(before);
    expect(await store.db.importRun.count()).to.equal(0);
    await importing(store, folder);
    expect(await store.db.child.findFirst({ where: { externalId: "C1" } })).to.include({ number: 1001 });
  });

  it("writes the rows that it cannot store where it is told, to be corrected and imported", async () => {
    const folder = folderOf({ ...COUNCIL, episodes: [EPISODES, "E4,C1,,2019-13-01,,,=1+1"] });
    const rejects = join(folder, "sorted", "out");
    const { files } = await importing(store, folder, { rejects });
    const episodes = files.find(({ kind }) => kind === "episodes")!;
    expect(episodes.reasons).to.deep.equal({ time: 1 });
    expect(episodes.rejects).to.match(/episodes\.rejected-20190730T130000Z\.csv$/);
    expect(existsSync(episodes.rejects!)).to.equal(true);
  });
});

/** All but what an import writes about itself. */
async function everything({ db }: Store) {
  const [row] = await db.$queryRawUnsafe<{ everything: unknown }[]>(
    `SELECT json_build_object(
       'children', (SELECT json_agg(c ORDER BY id) FROM child c),
       'episodes', (SELECT json_agg(e ORDER BY id) FROM episode e),
       'risks', (SELECT json_agg(r ORDER BY id) FROM episode_risk r),
       'interviews', (SELECT json_agg(i ORDER BY id) FROM interview i),
       'links', (SELECT json_agg(l) FROM interview_episode l),
       'meetings', (SELECT json_agg(m ORDER BY id) FROM strategy_meeting m),
       'placements', (SELECT json_agg(p ORDER BY id) FROM placement p),
       'workers', (SELECT json_agg(w ORDER BY id) FROM worker w),
       'changes', (SELECT count(*) FROM change),
       'audits', (SELECT count(*) FROM audit),
       'revision', (SELECT json_agg(s) FROM store_revision s),
       'mark', (SELECT json_agg(m) FROM store_mark m)) AS everything`,
  );
  return row!.everything;
}
