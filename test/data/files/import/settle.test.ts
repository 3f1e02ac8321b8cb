import { expect } from "chai";
import { conflictFace } from "../../../../data/files/conflict-faces.ts";
import { listConflicts, settleConflict } from "../../../../data/files/import/conflicts.ts";
import { QUEUES } from "../../../../data/store/boss-schema.ts";
import type { Store } from "../../../../data/store/store.ts";
import {
  anAuthor,
  havingCard,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingMeetings,
  havingOrganisation,
  hours,
} from "../../../support/builders.ts";
import { havingConflicts, type KeptConflict } from "../../../support/conflicts.ts";
import { describeOnBothStores } from "../../../support/stores.ts";

describeOnBothStores("A conflict with a file that a person settles", (open) => {
  let store: Store;
  let child: number;
  let episode: number;
  beforeEach(async () => {
    store = await open();
    await havingOrganisation(store, { workers: [{ name: "Robin Hale", team: "North" }] });
    [child] = (await havingChildren(store, { source: "council", externalId: "C1" })) as [number];
    [episode] = (await havingEpisodes(store, {
      ...{ source: "council", externalId: "E1", childId: child },
      startedAt: hours(-72),
      endedAt: hours(-60),
    })) as [number];
  });

  const kept = async (one: Omit<KeptConflict, "detectedAt">) => {
    const [id] = await havingConflicts(store, { ...one, detectedAt: hours(-2) });
    return id!;
  };
  const settle = (id: number, choice: "ours" | "file", version?: number) =>
    settleConflict(store, anAuthor({ by: "tariq" }), id, choice, version);
  const marks = async () => {
    const { revision } = await store.db.storeRevision.findFirstOrThrow();
    return { revision, changes: await store.db.change.count() };
  };
  const returned = (at: Date) => ({ endedAt: at.toISOString() });

  it("for the file is one change of the row, with an audit row and the cards that show it", async () => {
    const id = await kept({
      table: "episode",
      rowId: episode,
      ours: returned(hours(-60)),
      file: returned(hours(-50)),
    });
    const card = await havingCard(store, [episode]);
    const before = await marks();
    expect(await settle(id, "file")).to.equal("settled");
    expect(await marks()).to.deep.equal({
      revision: before.revision + 1n,
      changes: before.changes + 1,
    });
    const row = await store.db.episode.findUniqueOrThrow({ where: { id: episode } });
    expect(row).to.deep.include({ endedAt: hours(-50), endPrecision: "instant", version: 2 });
    const audit = await store.db.audit.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(audit).to.deep.include({ kind: "write", personId: "tariq", childIds: [child] });
    expect(audit.detail).to.deep.include({ conflict: { id, choice: "file" } });
    const jobs = await store.db.$queryRawUnsafe<{ data: { cardId: number } }[]>(
      `SELECT data FROM pgboss.job WHERE name = '${QUEUES.cardEdit}'`,
    );
    expect(jobs.map(({ data }) => data.cardId)).to.deep.equal([card]);
  });

  it("for ours changes no row, is in the audit, and is over", async () => {
    const id = await kept({
      table: "child",
      rowId: child,
      ours: { name: "Kit Marlow" },
      file: { name: "K M" },
    });
    const before = await marks();
    expect(await settle(id, "ours")).to.equal("settled");
    expect(await marks()).to.deep.equal(before);
    expect(await listConflicts(store.db)).to.deep.equal([]);
    expect(await conflictFace(store.db, id)).to.deep.include({
      choice: "ours",
      settledBy: "tariq",
      settledAt: hours(0),
    });
    const audit = await store.db.audit.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(audit.detail).to.deep.include({ conflict: { id, choice: "ours" } });
  });

  it("is settled once, by whichever of two people is first", async () => {
    const id = await kept({
      table: "child",
      rowId: child,
      ours: { name: "Kit Marlow" },
      file: { name: "K M" },
    });
    const outcomes = await Promise.all([settle(id, "file"), settle(id, "ours")]);
    expect(outcomes.sort()).to.deep.equal(["settled", "settled_before"]);
    const { choice } = (await conflictFace(store.db, id))!;
    const { name } = await store.db.child.findUniqueOrThrow({ where: { id: child } });
    expect(name).to.equal(choice === "file" ? "K M" : "Kit Marlow");
  });

  it("does not overwrite what has changed meanwhile: it then shows what the store says", async () => {
    const id = await kept({
      table: "episode",
      rowId: episode,
      ours: returned(hours(-61)),
      file: returned(hours(-50)),
    });
    const before = await marks();
    expect(await settle(id, "file")).to.equal("changed_since");
    expect(await settle(id, "ours", 7)).to.equal("changed_since");
    expect(await marks()).to.deep.equal(before);
    const [shown] = await listConflicts(store.db);
    expect(shown!.ours).to.deep.equal(returned(hours(-60)));
    expect(await settle(id, "file", shown!.version)).to.equal("settled");
  });

  it("takes whoever and wherever the file names, where they are new too", async () => {
    const id = await kept({
      table: "child",
      rowId: child,
      ours: { worker: null, team: null, placement: null, flags: [], dateOfBirth: "2006-03-31" },
      file: {
        ...{ worker: "Sam Reed", team: "South", placement: "Elm House", flags: ["cce", "cse"] },
        dateOfBirth: "2004-03-31",
      },
    });
    expect(await settle(id, "file")).to.equal("settled");
    const team = await store.db.team.findUniqueOrThrow({ where: { name: "South" } });
    const worker = await store.db.worker.findUniqueOrThrow({ where: { name: "Sam Reed" } });
    const home = await store.db.placement.findUniqueOrThrow({ where: { name: "Elm House" } });
    expect(worker.teamId).to.equal(team.id);
    expect(await store.db.child.findUniqueOrThrow({ where: { id: child } })).to.deep.include({
      ...{ workerId: worker.id, teamId: team.id, placementId: home.id, flags: ["cce", "cse"] },
      name: "Kit Marlow",
    });
    const { ageAtStart } = await store.db.episode.findUniqueOrThrow({ where: { id: episode } });
    expect(ageAtStart, "ages follow the date of birth").to.equal(15);
  });

  it("knows the day alone where the file does", async () => {
    const day = "2019-07-27T23:00:00.000Z";
    const id = await kept({
      table: "episode",
      rowId: episode,
      ours: returned(hours(-60)),
      file: { endedAt: day },
    });
    expect(await settle(id, "file")).to.equal("settled");
    const row = await store.db.episode.findUniqueOrThrow({ where: { id: episode } });
    expect(row).to.deep.include({ endedAt: new Date(day), endPrecision: "date", startPrecision: "instant" });
  });

  it("may be about an interview and a meeting, and which episodes they are for", async () => {
    const [other] = await havingEpisodes(store, {
      ...{ source: "council", externalId: "E2", childId: child },
      startedAt: hours(-40),
      endedAt: hours(-30),
    });
    const [interview] = await havingInterviews(store, { episodeIds: [episode] });
    const [meeting] = await havingMeetings(store, { episodeIds: [episode], chair: "Jo Vance" });
    const [one, two] = [
      await kept({
        table: "interview",
        rowId: interview!,
        ours: { episodeIds: ["E1"], completedAt: null },
        file: { episodeIds: ["E2"], completedAt: hours(-20).toISOString() },
      }),
      await kept({
        table: "strategy_meeting",
        rowId: meeting!,
        ours: { chair: "Jo Vance" },
        file: { chair: null },
      }),
    ];
    expect([await settle(one, "file"), await settle(two, "file")]).to.deep.equal(["settled", "settled"]);
    expect(await store.db.interviewEpisode.findMany()).to.deep.equal([
      { interviewId: interview, episodeId: other },
    ]);
    expect(await store.db.strategyMeeting.findFirst()).to.include({ chair: null, version: 2 });
    expect(await store.db.strategyMeetingEpisode.count()).to.equal(1);
  });

  it("is not settled where the file's values contradict the store", async () => {
    await havingEpisodes(store, { childId: child, startedAt: hours(-40), endedAt: hours(-30) });
    const [interview] = await havingInterviews(store, {
      ...{ source: "council", externalId: "I1", episodeIds: [episode] },
      completedAt: hours(-55),
    });
    const times = [
      ["an overlap with another episode", returned(hours(-35))],
      ["a return after its interview", returned(hours(-50))],
      ["a return before the start", returned(hours(-80))],
    ] as const;
    const before = await marks();
    for (const [title, file] of times) {
      const id = await kept({
        table: "episode",
        rowId: episode,
        externalId: title,
        ours: returned(hours(-60)),
        file,
      });
      expect(await settle(id, "file"), title).to.equal("does_not_fit");
    }
    const lost = await kept({
      table: "interview",
      rowId: interview!,
      ours: { episodeIds: ["E1"] },
      file: { episodeIds: ["E1", "E9"] },
    });
    expect(await settle(lost, "file"), "an episode that is not stored").to.equal("does_not_fit");
    expect(await marks()).to.deep.equal(before);
    expect(await listConflicts(store.db)).to.have.length(4);
  });

  it("whether an episode is the same is not settled where the file's id is in use", async () => {
    const [card] = await havingEpisodes(store, {
      childId: child,
      startedAt: hours(-20),
      endedAt: hours(-10),
    });
    const id = await kept({
      ...{ kind: "same_episode", table: "episode", rowId: card!, externalId: "E1" },
      ours: { startedAt: hours(-20).toISOString() },
      file: { startedAt: hours(-40).toISOString() },
    });
    for (const choice of ["ours", "file"] as const) expect(await settle(id, choice)).to.equal("does_not_fit");
  });

  it("is unknown where there is none", async () => {
    expect(await settle(999_999, "file")).to.equal("unknown");
  });
});
