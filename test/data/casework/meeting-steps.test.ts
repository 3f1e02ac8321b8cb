import { expect } from "chai";
import { type MeetingStep, recordMeetingSteps } from "../../../data/casework/meeting-steps.ts";
import { write } from "../../../data/casework/write.ts";
import { meetingDueBy } from "../../../data/episode-progress.ts";
import { episodeFaces } from "../../../data/faces.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aMeeting,
  anAuthor,
  havingMeetings,
  havingMissingChild,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("A strategy meeting", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  /** missing since 26 hours ago */
  const missing = async () => (await havingMissingChild(store)).episodeId;
  const steps = (by: string, ...rows: MeetingStep[]) =>
    write(store, anAuthor({ by }), (w) => recordMeetingSteps(w, rows));
  const plan = (plannedFor: Date) => ({ kind: "plan", plannedFor }) as const;
  const hold = (at: Date, chair: string | null = "Robin Hale") => ({ kind: "hold", at, chair }) as const;
  async function record(episodeId: number, step: MeetingStep["step"]) {
    const { meeting } = await stateOf(episodeId);
    const [result] = await steps("dana", { episodeIds: [episodeId], seen: meeting.seen, step });
    return result!.ok || result!.why;
  }
  async function stateOf(episodeId: number) {
    const [face] = await episodeFaces(store.db, [episodeId]);
    return { meeting: { ...face!.meeting, dueBy: meetingDueBy(face!, DEFAULT_POLICY) } };
  }
  const meetingsOf = (episodeId: number) =>
    store.db.$queryRaw<{ planned_for: Date | null; held_at: Date | null; chair: string; version: number }[]>`
      SELECT t.* FROM strategy_meeting t JOIN strategy_meeting_episode l ON l.meeting_id = t.id
      WHERE l.episode_id = ${episodeId} ORDER BY t.id`;

  it("is due three days after the child went missing until it is held", async () => {
    const id = await missing();
    const due = hours(72 - 26);
    expect((await stateOf(id)).meeting).to.deep.include({ state: "none", dueBy: due });
    await record(id, plan(hours(20)));
    expect((await stateOf(id)).meeting).to.deep.include({
      state: "planned",
      plannedFor: hours(20),
      dueBy: due,
    });
    await record(id, hold(hours(-1)));
    expect((await stateOf(id)).meeting).to.deep.include({ state: "held", heldAt: hours(-1), dueBy: null });
  });

  it("is not due for a child who was back before the three days", async () => {
    const { episodeId } = await havingMissingChild(store, {}, { endedAt: hours(-2) });
    expect((await stateOf(episodeId)).meeting.dueBy).to.equal(null);
    const long = await havingMissingChild(store, {}, { startedAt: hours(-100), endedAt: hours(-28) });
    expect((await stateOf(long.episodeId)).meeting.dueBy).to.deep.equal(hours(-28));
  });

  it("that is planned, moved and held is one meeting; the next one is another", async () => {
    const id = await missing();
    expect(await record(id, plan(hours(20)))).to.equal(true);
    expect(await record(id, plan(hours(30)))).to.equal(true);
    expect(await record(id, hold(NOW))).to.equal(true);
    expect(await record(id, plan(hours(50)))).to.equal(true);
    const rows = await meetingsOf(id);
    expect(rows.map((row) => [row.planned_for, row.held_at, row.version])).to.deep.equal([
      [hours(30), NOW, 3],
      [hours(50), null, 1],
    ]);
    expect(rows[0]!.chair).to.equal("Robin Hale");
  });

  it("is planned for later than now, and held neither in the future nor before the child went missing", async () => {
    const id = await missing();
    expect(await record(id, plan(NOW))).to.equal("in_the_past");
    expect(await record(id, hold(hours(0.001)))).to.equal("in_the_future");
    expect(await record(id, hold(new Date(hours(-26).getTime() - 1)))).to.equal("before_the_start");
    expect(await meetingsOf(id)).to.deep.equal([]);
    expect(await record(id, hold(hours(-26)))).to.equal(true);
  });

  it("that a colleague has planned or held meanwhile is refused with who and when", async () => {
    const id = await missing();
    const sam = anAuthor({ by: "sam", recordedAt: hours(-1) });
    const seen = { episodeIds: [id], seen: 0 };
    await write(store, sam, (w) => recordMeetingSteps(w, [{ ...seen, step: plan(hours(20)) }]));
    const [late] = await steps("dana", { ...seen, step: hold(NOW) });
    expect(late).to.deep.equal({ ok: false, episodeId: id, why: "changed_since", by: "sam", at: hours(-1) });
    expect(await record(id, hold(NOW))).to.equal(true);
  });

  it("of two people at once is planned once", async () => {
    const id = await missing();
    const results = await Promise.all(
      ["dana", "sam", "ola"].map((by) => steps(by, { episodeIds: [id], seen: 0, step: plan(hours(20)) })),
    );
    expect(results.flat().filter((row) => row.ok)).to.have.length(1);
    expect(await meetingsOf(id)).to.have.length(1);
  });

  it("is of one child's episodes, and of none that is voided or unknown", async () => {
    const [one, other] = [await missing(), await missing()];
    const [gone] = [await missing()];
    await store.db.episode.update({ where: { id: gone }, data: { voidedAt: NOW } });
    for (const episodeIds of [[one, other], [gone], [999_999]]) {
      const [result] = await steps("dana", { episodeIds, seen: 0, step: plan(hours(1)) });
      expect(result).to.deep.equal({ ok: false, episodeId: episodeIds[0], why: "unknown_episode" });
    }
  });

  it("goes on with what a file has planned", async () => {
    const id = await missing();
    await havingMeetings(store, aMeeting([id], { source: "lcs", externalId: "M7" }));
    await record(id, hold(hours(-1)));
    const row = await store.db.strategyMeeting.findFirst({ where: { externalId: "M7" } });
    expect(row).to.deep.include({ heldAt: hours(-1), plannedFor: hours(24), version: 2 });
  });
});
