import { expect } from "chai";
import type { Store } from "../../../../data/store/store.ts";
import {
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingMeetings,
  havingOrganisation,
  hours,
  NOW,
} from "../../../support/builders.ts";
import { csvRows, exportedFrom, records } from "../../../support/exported.ts";
import { describeOnBothStores } from "../../../support/stores.ts";

describeOnBothStores("The exchange files of an export", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  const exported = async (name: string) => records((await exportedFrom(store)).contents[name]!);

  it("are all five, with their headings, for an empty store too", async () => {
    const { contents } = await exportedFrom(store);
    expect(Object.values(contents)).to.deep.equal([
      "placement,placement_type,provider\r\n",
      "child_id,name,date_of_birth,gender,legal_status,looked_after,out_of_area,flags,placement,team,worker,responsible_authority\r\n",
      "episode_id,child_id,category,missing_from,returned_at,agency,risk,placement,placement_type,provider,looked_after,out_of_area,responsible_authority,legal_status,team,worker\r\n",
      "interview_id,episode_id,offered_at,outcome,outcome_at,completed_at,agency,interviewer\r\n",
      "meeting_id,episode_id,planned_for,held_at,chair\r\n",
    ]);
  });

  it("have the council's ids, and references for what was made by card", async () => {
    const [kit, sam] = await havingChildren(store, { source: "lcs", externalId: "Z-9" }, { name: null });
    const [one, two] = await havingEpisodes(
      store,
      { childId: kit!, source: "lcs", externalId: "7", startedAt: hours(-90), endedAt: hours(-80) },
      { childId: sam!, startedAt: hours(-70), endedAt: hours(-60) },
    );
    await havingInterviews(store, { episodeIds: [one!, two!], offeredAt: hours(-50) });
    await havingMeetings(store, { episodeIds: [two!], heldAt: hours(-40) });
    const { number } = await store.db.child.findUniqueOrThrow({ where: { id: sam! } });
    const { number: episode } = await store.db.episode.findUniqueOrThrow({ where: { id: two! } });
    expect((await exported("children.csv")).map((row) => row.child_id)).to.deep.equal([
      `MC-${number}`,
      "Z-9",
    ]);
    expect((await exported("episodes.csv")).map((row) => [row.episode_id, row.child_id])).to.deep.equal([
      ["7", "Z-9"],
      [`ME-${episode}`, `MC-${number}`],
    ]);
    const [interview] = await exported("interviews.csv");
    expect(interview!.interview_id).to.match(/^RI-\d+$/);
    expect(interview!.episode_id).to.equal(`7;ME-${episode}`);
    expect((await exported("strategy_meetings.csv"))[0]!.meeting_id).to.match(/^SM-\d+$/);
  });

  it("never give two rows one id: of two sources that share one, or where a reference is another's", async () => {
    await havingChildren(
      store,
      { source: "lcs", externalId: "7" },
      { source: "police", externalId: "7" },
      { source: "lcs", externalId: "MC-1001" },
      { source: "lcs", externalId: "MC-1002~" },
    );
    const ids = (await exported("children.csv")).map((row) => row.child_id);
    expect(ids).to.have.members(["MC-1001~~", "MC-1002", "MC-1001", "MC-1002~"]);
  });

  it("keep an id with a semicolon in it, but for an episode's, which stand in lists", async () => {
    const [kit] = await havingChildren(store, { source: "lcs", externalId: "A;1" });
    const ended = { childId: kit!, startedAt: hours(-90), endedAt: hours(-80) };
    const [episode] = await havingEpisodes(store, { ...ended, source: "lcs", externalId: "E;1" });
    await havingInterviews(store, { episodeIds: [episode!], source: "lcs", externalId: "R;1" });
    const { number } = await store.db.episode.findUniqueOrThrow({ where: { id: episode! } });
    const [one] = await exported("episodes.csv");
    expect([one!.episode_id, one!.child_id]).to.deep.equal([`ME-${number}`, "A;1"]);
    const [interview] = await exported("interviews.csv");
    expect([interview!.interview_id, interview!.episode_id]).to.deep.equal(["R;1", `ME-${number}`]);
  });

  it("give instants in UTC, and bare London dates where no more is known", async () => {
    const [kit] = await havingChildren(store, {});
    await havingEpisodes(
      store,
      {
        childId: kit!,
        startedAt: new Date("2019-07-01T22:30:00.120Z"),
        endedAt: new Date("2019-07-02T09:00:00Z"),
      },
      {
        childId: kit!,
        startedAt: new Date("2019-07-03T23:00:00Z"),
        startPrecision: "date",
        endedAt: new Date("2019-07-05T23:00:00Z"),
        endPrecision: "date",
      },
    );
    expect((await exported("episodes.csv")).map((row) => [row.missing_from, row.returned_at])).to.deep.equal([
      ["2019-07-01T22:30:00.120Z", "2019-07-02T09:00:00Z"],
      ["2019-07-04", "2019-07-06"],
    ]);
  });

  it("leave out what is voided, and what hangs on nothing else", async () => {
    const [kit, sam] = await havingChildren(store, {}, {});
    const episodes = await havingEpisodes(
      store,
      { childId: kit!, startedAt: hours(-90), endedAt: hours(-80) },
      { childId: kit!, startedAt: hours(-70), endedAt: hours(-60) },
      { childId: sam!, startedAt: hours(-90), endedAt: hours(-80) },
    );
    await havingInterviews(
      store,
      { episodeIds: episodes, offeredAt: hours(-50) },
      { episodeIds: [episodes[1]!], offeredAt: hours(-50) },
    );
    await havingMeetings(store, { episodeIds: [episodes[2]!], heldAt: hours(-40) });
    await store.db.episode.update({ where: { id: episodes[1]! }, data: { voidedAt: NOW } });
    await store.db.child.update({ where: { id: sam! }, data: { voidedAt: NOW } });
    const [kept] = await exported("episodes.csv");
    expect(await exported("children.csv")).to.have.length(1);
    expect((await exported("interviews.csv")).map((row) => row.episode_id)).to.deep.equal([kept!.episode_id]);
    expect(await exported("strategy_meetings.csv")).to.deep.equal([]);
  });

  it("leave out a completion that no import would take, since the return before it is voided", async () => {
    const [kit] = await havingChildren(store, {});
    const episodes = await havingEpisodes(
      store,
      { childId: kit!, startedAt: hours(-90), endedAt: hours(-80) },
      { childId: kit!, startedAt: hours(-70), endedAt: hours(-10) },
    );
    await havingInterviews(store, { episodeIds: episodes, completedAt: hours(-50) });
    const completed = async () => (await exported("interviews.csv")).map((row) => row.completed_at);
    expect(await completed()).to.deep.equal(["2019-07-28T11:00:00Z"]);
    await store.db.episode.update({ where: { id: episodes[0]! }, data: { voidedAt: NOW } });
    expect(await completed()).to.deep.equal([""]);
  });

  it("leave blank what was assumed, unless the child has moved on", async () => {
    const { placements } = await havingOrganisation(store, {
      placements: [{ name: "Linden", type: "council_care_home", provider: "City Council" }, { name: "Ash" }],
    });
    const child = { source: "lcs", externalId: "7", dateOfBirth: "2006-03-31" };
    const home = { placementId: placements.get("Linden")!, lookedAfter: true };
    const [kit] = await havingChildren(store, { ...child, ...home });
    await havingEpisodes(
      store,
      { childId: kit!, startedAt: hours(-90), endedAt: hours(-80) },
      { childId: kit!, startedAt: hours(-70), endedAt: hours(-60), placementType: "foster_care" },
    );
    const seen = async () =>
      (await exported("episodes.csv")).map((row) => [
        row.placement,
        row.placement_type,
        row.provider,
        row.looked_after,
      ]);
    expect(await seen()).to.deep.equal([
      ["", "", "", ""],
      ["", "foster_care", "", ""],
    ]);
    await havingChildren(store, { ...child, placementId: placements.get("Ash")!, lookedAfter: false });
    expect(await seen()).to.deep.equal([
      ["Linden", "council_care_home", "City Council", "yes"],
      ["", "foster_care", "", "yes"],
    ]);
  });

  it("cannot be taken for formulas, nor broken by what a name holds", async () => {
    const name = '=cmd|"A1",\r\nKit';
    await havingChildren(store, { name });
    const { contents } = await exportedFrom(store);
    const [, row] = csvRows(contents["children.csv"]!);
    expect(row![1]).to.equal(`'${name}`);
  });

  it("leave one row in the audit: who, which files and how many rows, and no name", async () => {
    await havingChildren(store, { name: "Zq1x Zw1y" });
    await exportedFrom(store);
    const rows = await store.db.audit.findMany({ where: { kind: "disclosure" } });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ personId: "operator", role: "data_officer", childIds: [] });
    expect(rows[0]!.detail).to.deep.equal({
      what: "export",
      files: {
        "placements.csv": 0,
        "children.csv": 1,
        "episodes.csv": 0,
        "interviews.csv": 0,
        "strategy_meetings.csv": 0,
      },
      account: null,
    });
  });
});
