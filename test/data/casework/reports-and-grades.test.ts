import { expect } from "chai";
import { giveGrades } from "../../../data/casework/grades.ts";
import { type Report, reportMissing } from "../../../data/casework/reports.ts";
import { write } from "../../../data/casework/write.ts";
import { episodeFaces } from "../../../data/faces.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Risk } from "../../../data/vocabulary.ts";
import {
  anAuthor,
  anEndedEpisode,
  anEpisode,
  havingChildren,
  havingEpisodes,
  havingMissingChild,
  havingOrganisation,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("Reporting a child missing", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  const report = async (childId: number, over: Partial<Report> = {}, by = "dana") => {
    const row = { childId, startedAt: hours(-1), ...over };
    const [outcome] = await write(store, anAuthor({ by }), (w) => reportMissing(w, [row]));
    return outcome!;
  };

  it("opens an episode with what was told, and what was not from the child, as assumed", async () => {
    const { agencies, placements } = await havingOrganisation(store, {
      agencies: ["City Police"],
      placements: [{ name: "Linden", type: "council_care_home" }],
    });
    const placementId = placements.get("Linden")!;
    const [childId] = await havingChildren(store, { placementId });
    const agencyId = agencies.get("City Police")!;
    const outcome = await report(childId!, { agencyId, risk: "high", category: "away" });
    expect(outcome.ok).to.equal(true);
    const { episodeId } = outcome as { episodeId: number };
    const episode = await store.db.episode.findUniqueOrThrow({ where: { id: episodeId } });
    expect(episode).to.deep.include({
      childId,
      agencyId,
      placementId,
      placementType: "council_care_home",
      category: "away",
      startedAt: hours(-1),
      endedAt: null,
      recordedAt: NOW,
      recordedBy: "dana",
    });
    expect(episode.assumed).to.include("placementId");
    const [face] = await episodeFaces(store.db, [episodeId]);
    expect(face).to.include({ risk: "high", grade: "high" });
    const [change] = await store.db.change.findMany({ where: { table: "episode", rowId: episodeId } });
    expect(change).to.deep.include({ versionBefore: 0, before: null, happenedAt: hours(-1), by: "dana" });
  });

  it("of a child who is missing already says of which episode, by whom it was reported and when", async () => {
    const [childId] = await havingChildren(store, {});
    const first = (await report(childId!, {}, "sam")) as { episodeId: number };
    expect(await report(childId!)).to.deep.equal({
      ok: false,
      childId,
      why: "already_missing",
      episodeId: first.episodeId,
      by: "sam",
      at: NOW,
    });
  });

  it("by five people at once is one episode, and the others are told whose", async () => {
    const [childId] = await havingChildren(store, {});
    const people = ["dana", "sam", "ola", "kim", "lou"];
    const outcomes = await Promise.all(people.map((by) => report(childId!, {}, by)));
    const winner = people[outcomes.findIndex(({ ok }) => ok)];
    const others = outcomes.filter(({ ok }) => !ok);
    expect(others).to.have.length(4);
    for (const row of others) expect(row).to.deep.include({ why: "already_missing", by: winner, at: NOW });
    expect(await store.db.episode.count({ where: { childId } })).to.equal(1);
  });

  for (const [what, startedAt, why] of [
    ["in the future", hours(1), "in_the_future"],
    ["before birth", new Date("2001-01-01T00:00:00Z"), "before_birth"],
    ["inside an earlier episode", hours(-70), "overlaps"],
    ["before an earlier episode", hours(-80), "overlaps"],
  ] as const) {
    it(`from a time ${what} is refused`, async () => {
      const [childId] = await havingChildren(store, {});
      await havingEpisodes(store, anEndedEpisode(childId!));
      expect(await report(childId!, { startedAt })).to.deep.equal({ ok: false, childId, why });
      expect(await store.db.episode.count({ where: { childId } })).to.equal(1);
    });
  }

  it("from the very return of the last episode is allowed, and of a voided child or nobody is not", async () => {
    const [childId, voided] = await havingChildren(store, {}, {});
    await havingEpisodes(store, anEndedEpisode(childId!));
    expect((await report(childId!, { startedAt: hours(-68) })).ok).to.equal(true);
    await store.db.child.update({ where: { id: voided! }, data: { voidedAt: NOW } });
    for (const id of [voided!, 999_999]) {
      expect(await report(id)).to.deep.equal({ ok: false, childId: id, why: "unknown_child" });
    }
  });

  it("of several goes through for those that may; the same child twice is one", async () => {
    const [one, two] = await havingChildren(store, {}, {});
    await havingEpisodes(store, anEpisode(two!));
    const outcomes = await write(store, anAuthor(), (w) =>
      reportMissing(
        w,
        [two!, one!, one!].map((childId) => ({ childId, startedAt: hours(-1) })),
      ),
    );
    expect(outcomes.map((row) => row.ok || row.why)).to.deep.equal([
      "already_missing",
      true,
      "already_missing",
    ]);
  });
});

describeOnBothStores("Grading an episode anew", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  const grade = async (episodeId: number, version: number, risk: Risk, by = "dana") => {
    const [outcome] = await write(store, anAuthor({ by }), (w) =>
      giveGrades(w, [{ episodeId, version, risk }]),
    );
    return outcome!;
  };
  const held = async (episodeId: number) => {
    const [face] = await episodeFaces(store.db, [episodeId]);
    return [face!.grade, face!.risk];
  };

  it("keeps the highest grade held beside the last one, and raises the version", async () => {
    const { episodeId } = await havingMissingChild(store, {}, { risk: "medium" });
    expect(await grade(episodeId, 1, "high")).to.deep.equal({ ok: true, episodeId, versionAfter: 2 });
    expect(await held(episodeId)).to.deep.equal(["high", "high"]);
    expect((await grade(episodeId, 2, "low")).ok).to.equal(true);
    expect(await held(episodeId)).to.deep.equal(["low", "high"]);
    const changes = await store.db.change.findMany({
      where: { table: "episode", rowId: episodeId, versionAfter: { gt: 1 } },
      orderBy: { id: "asc" },
    });
    expect(changes.map(({ before, after }) => [before, after])).to.deep.equal([
      [{ grade: null }, { grade: "high" }],
      [{ grade: "high" }, { grade: "low" }],
    ]);
  });

  it("at the very start of the episode leaves the grade at the start as it is", async () => {
    const { episodeId } = await havingMissingChild(store, {}, { risk: "low", startedAt: NOW });
    await grade(episodeId, 1, "high");
    const rows = await store.db.episodeRisk.findMany({ where: { episodeId }, orderBy: { id: "asc" } });
    expect(rows.map((row) => [row.grade, row.gradedAt.getTime() - NOW.getTime()])).to.deep.equal([
      ["low", 0],
      ["high", 1],
    ]);
  });

  it("as it is graded already is refused, at the start and later", async () => {
    const { episodeId } = await havingMissingChild(store, {}, { risk: "medium" });
    const same = { ok: false, episodeId, why: "same_risk" };
    expect(await grade(episodeId, 1, "medium")).to.deep.equal(same);
    await grade(episodeId, 1, "high");
    expect(await grade(episodeId, 2, "high")).to.deep.equal(same);
    expect((await grade(episodeId, 2, "medium")).ok).to.equal(true);
  });

  it("is refused once the child is back, and on a version that has passed, with who and when", async () => {
    const { childId, episodeId } = await havingMissingChild(store);
    await grade(episodeId, 1, "high", "sam");
    expect(await grade(episodeId, 1, "low")).to.deep.equal({
      ok: false,
      episodeId,
      why: "changed_since",
      by: "sam",
      at: NOW,
    });
    const [ended] = await havingEpisodes(store, anEndedEpisode(childId));
    expect(await grade(ended!, 1, "low")).to.include({ ok: false, why: "already_ended" });
    expect(await grade(999_999, 1, "low")).to.include({ ok: false, why: "unknown_episode" });
  });
});
