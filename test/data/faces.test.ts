import { expect } from "chai";
import { childFaces, episodeFaces, openEpisodes } from "../../data/faces.ts";
import type { Store } from "../../data/store/store.ts";
import {
  anEndedEpisode,
  anEpisode,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingOrganisation,
  hours,
  NOW,
} from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

describeOnBothStores("What is known of a child and an episode", (open) => {
  let store: Store;
  let places: Awaited<ReturnType<typeof havingOrganisation>>;
  before(async () => {
    store = await open();
    places = await havingOrganisation(store, {
      agencies: ["Charity", "Police"],
      workers: [{ name: "Robin Hale", team: "North" }, { name: "Jo Vance" }],
      placements: [{ name: "Elm House", type: "council_care_home" }],
    });
  });

  it("is a child's reference, birth, team, worker, home, and who interviews it", async () => {
    const placementId = places.placements.get("Elm House")!;
    const workerId = places.workers.get("Robin Hale")!;
    const teamId = places.teams.get("North")!;
    const [id] = await havingChildren(store, {
      source: "lcs",
      externalId: "C1",
      placementId,
      workerId,
      teamId,
    });
    const [episodeId] = await havingEpisodes(store, anEndedEpisode(id!));
    const interviewerId = places.workers.get("Jo Vance")!;
    const agencyId = places.agencies.get("Charity")!;
    const interview = anInterview([episodeId!], { agencyId, interviewerId });
    await havingInterviews(store, interview, interview);
    const voided = anInterview([episodeId!], { agencyId: places.agencies.get("Police")! });
    const [voidedId] = await havingInterviews(store, voided);
    await store.db.interview.update({ where: { id: voidedId }, data: { voidedAt: NOW } });
    const [face] = await childFaces(store.db, [id!]);
    const { number } = await store.db.child.findUniqueOrThrow({ where: { id } });
    expect(face).to.deep.equal({
      id,
      reference: `MC-${number}`,
      externalId: "C1",
      name: "Kit Marlow",
      dateOfBirth: "2006-03-31",
      teamId,
      workerId,
      placementId,
      interviewAgencyIds: [agencyId],
      interviewerIds: [interviewerId],
    });
    const without = await childFaces(store.db, [id!], { parties: false });
    expect(without).to.deep.equal([{ ...face, interviewAgencyIds: [], interviewerIds: [] }]);
  });

  it("comes in the order that was asked for, without those that are not there", async () => {
    const [a, b, c] = await havingChildren(store, {}, {}, {});
    await store.db.child.update({ where: { id: b }, data: { voidedAt: NOW } });
    expect((await childFaces(store.db, [c!, b!, 999_999, a!, c!])).map((face) => face.id)).to.deep.equal([
      c,
      a,
    ]);
    expect(await childFaces(store.db, [])).to.deep.equal([]);
    expect(await episodeFaces(store.db, [])).to.deep.equal([]);
  });

  it("is an episode's reference, instants, highest grade, place and version", async () => {
    const [childId] = await havingChildren(store, {});
    const startedAt = new Date("2019-07-29T20:15:00.123Z");
    const placementId = places.placements.get("Elm House")!;
    const row = anEpisode(childId!, {
      startedAt,
      risk: "medium",
      placementId,
      source: "lcs",
      externalId: "E1",
    });
    const [id] = await havingEpisodes(store, row);
    for (const [grade, n] of [
      ["high", 1],
      ["low", 2],
    ] as const) {
      await store.db.episodeRisk.create({ data: { episodeId: id!, grade, gradedAt: hours(n, startedAt) } });
    }
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id } });
    expect(await episodeFaces(store.db, [id!])).to.deep.equal([
      {
        id,
        reference: `ME-${number}`,
        externalId: "E1",
        childId,
        category: "missing",
        startedAt,
        endedAt: null,
        startPrecision: "instant",
        endPrecision: "instant",
        risk: "high",
        grade: "low",
        reportingAgencyId: null,
        placementId,
        placement: "Elm House",
        version: 1,
        voided: false,
        interview: { state: "none", at: null, agencyId: null, interviewerId: null, seen: 0 },
        meeting: { state: "none", heldAt: null, plannedFor: null, seen: 0 },
      },
    ]);
  });

  it("is open from its start up to its end, and never once voided", async () => {
    const [childId, otherId] = await havingChildren(store, {}, {});
    const [id] = await havingEpisodes(
      store,
      anEndedEpisode(childId!, { startedAt: hours(-10), endedAt: hours(-5) }),
    );
    await havingEpisodes(store, anEpisode(otherId!));
    const openAt = async (at: Date) => (await openEpisodes(store.db, [childId!], at)).map((face) => face.id);
    expect(await openAt(new Date(hours(-10).getTime() - 1))).to.deep.equal([]);
    expect(await openAt(hours(-10))).to.deep.equal([id]);
    expect(await openAt(new Date(hours(-5).getTime() - 1))).to.deep.equal([id]);
    expect(await openAt(hours(-5))).to.deep.equal([]);
    await store.db.episode.update({ where: { id }, data: { voidedAt: NOW } });
    expect(await openAt(hours(-7))).to.deep.equal([]);
    expect((await episodeFaces(store.db, [id!]))[0]).to.deep.include({ voided: true });
  });
});
