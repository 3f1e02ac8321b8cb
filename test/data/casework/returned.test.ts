import { expect } from "chai";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { recordInterviewSteps } from "../../../data/casework/interview-steps.ts";
import { storeInterviews } from "../../../data/casework/interviews.ts";
import { reportMissing } from "../../../data/casework/reports.ts";
import { correctReturns, undoReturns } from "../../../data/casework/returned.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { write } from "../../../data/casework/write.ts";
import { episodeFaces } from "../../../data/faces.ts";
import { savePostedCard } from "../../../data/posted-cards.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aCard,
  anAuthor,
  anEndedEpisode,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingMissingChild,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const REASON = "Reported for the wrong child";
const WINDOW = { notBefore: hours(-24), reason: REASON };

describeOnBothStores("A return that was logged", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  /** Missing since yesterday noon, back two hours ago, logged by Sam one hour ago. */
  async function havingReturned() {
    const missing = await havingMissingChild(store);
    await write(store, anAuthor({ by: "sam", recordedAt: hours(-1) }), (w) =>
      logReturns(w, [{ episodeId: missing.episodeId, version: 1, returnedAt: hours(-2) }]),
    );
    return missing;
  }
  const correct = async (episodeId: number, returnedAt: Date, over = {}) => {
    const row = { episodeId, version: 2, returnedAt, ...WINDOW, ...over };
    return (await write(store, anAuthor(), (w) => correctReturns(w, [row])))[0]!;
  };
  const undo = async (episodeId: number, over = {}, by = "dana") => {
    const row = { episodeId, version: 2, ofOthers: true, ...WINDOW, ...over };
    return (await write(store, anAuthor({ by }), (w) => undoReturns(w, [row])))[0]!;
  };
  const endOf = async (id: number) => (await store.db.episode.findUniqueOrThrow({ where: { id } })).endedAt;
  const lastChange = (rowId: number) =>
    store.db.change.findFirstOrThrow({ where: { table: "episode", rowId }, orderBy: { id: "desc" } });

  it("is corrected to another time, with the reason in the change row alone", async () => {
    const { episodeId } = await havingReturned();
    expect(await correct(episodeId, hours(-3))).to.deep.equal({ ok: true, episodeId, versionAfter: 3 });
    expect(await endOf(episodeId)).to.deep.equal(hours(-3));
    expect(await lastChange(episodeId)).to.deep.include({
      before: { endedAt: hours(-2).toISOString() },
      after: { endedAt: hours(-3).toISOString() },
      happenedAt: hours(-3),
      reason: REASON,
    });
    expect(JSON.stringify(await store.db.audit.findMany(), (_, value) => String(value))).not.to.contain(
      "wrong child",
    );
  });

  it("is taken back: the episode is open again, and the child can be back anew", async () => {
    const { episodeId } = await havingReturned();
    expect(await undo(episodeId)).to.deep.equal({ ok: true, episodeId, versionAfter: 3 });
    expect(await endOf(episodeId)).to.equal(null);
    expect(await lastChange(episodeId)).to.deep.include({
      after: { endedAt: null },
      happenedAt: NOW,
      reason: REASON,
      by: "dana",
    });
    const [again] = await write(store, anAuthor(), (w) =>
      logReturns(w, [{ episodeId, version: 3, returnedAt: NOW }]),
    );
    expect(again!.ok).to.equal(true);
  });

  it("has the cards that show it edited after either", async () => {
    const { episodeId } = await havingReturned();
    const cardId = await savePostedCard(store.db, aCard([episodeId], { activityId: `card-${episodeId}` }));
    const queued: unknown[] = [];
    const options = { sendJob: async (...[, , data]: unknown[]) => void queued.push(data) };
    const row = { episodeId, version: 2, ofOthers: true, ...WINDOW };
    await write(store, anAuthor(), (w) => undoReturns(w, [row]), options as never);
    expect(queued).to.deep.equal([{ cardId }]);
  });

  for (const [what, at, why] of [
    ["before the start", hours(-27), "before_the_start"],
    ["in the future", hours(1), "in_the_future"],
    ["that is logged already", hours(-2), "same_time"],
  ] as const) {
    it(`is not corrected to a time ${what}`, async () => {
      const { episodeId } = await havingReturned();
      expect(await correct(episodeId, at)).to.deep.equal({ ok: false, episodeId, why });
      expect(await endOf(episodeId)).to.deep.equal(hours(-2));
    });
  }

  it("is not corrected past the child's next episode, nor taken back once there is one", async () => {
    const { childId, episodeId } = await havingReturned();
    await write(store, anAuthor(), (w) => reportMissing(w, [{ childId, startedAt: hours(-1) }]));
    expect(await correct(episodeId, hours(-0.5))).to.include({ ok: false, why: "overlaps" });
    expect(await undo(episodeId)).to.include({ ok: false, why: "missing_again" });
    expect((await correct(episodeId, hours(-1))).ok).to.equal(true);
  });

  it("stands where an interview was completed after it and after no other return", async () => {
    const { childId, episodeId } = await havingReturned();
    const [earlier] = await havingEpisodes(store, anEndedEpisode(childId));
    const interview = anInterview([episodeId], { offeredAt: hours(-1.5), completedAt: hours(-1) });
    await write(store, anAuthor(), (w) =>
      storeInterviews(w, [{ ...interview, source: "a", externalId: `I${episodeId}` }]),
    );
    expect(await undo(episodeId)).to.include({ ok: false, why: "interview_done" });
    expect(await correct(episodeId, hours(-0.5))).to.include({ ok: false, why: "after_the_interview" });
    await write(store, anAuthor(), (w) =>
      storeInterviews(w, [
        { ...interview, source: "a", externalId: `I${episodeId}`, episodeIds: [episodeId, earlier!] },
      ]),
    );
    expect((await undo(episodeId)).ok).to.equal(true);
  });

  it("takes a decline with it when it is taken back: the next return is owed an interview again", async () => {
    const { childId, episodeId } = await havingReturned();
    const [earlier] = await havingEpisodes(store, anEndedEpisode(childId));
    const record = (episodeIds: number[], outcome: "declined" | "accepted", seen: number) =>
      write(store, anAuthor(), (w) =>
        recordInterviewSteps(w, [{ episodeIds, seen, step: { kind: "outcome", outcome, at: NOW } }]),
      );
    const stateOf = async (id: number) => (await episodeFaces(store.db, [id]))[0]!.interview.state;
    await record([episodeId], "declined", 0);
    await record([earlier!, episodeId], "accepted", 0);
    expect((await undo(episodeId)).ok).to.equal(true);
    expect(await stateOf(earlier!)).to.equal("accepted");
    await write(store, anAuthor(), (w) => logReturns(w, [{ episodeId, version: 3, returnedAt: NOW }]));
    expect(await stateOf(episodeId)).to.equal("none");
  });

  it("leaves what a file says of its interview to the file", async () => {
    const { episodeId } = await havingReturned();
    const decline = anInterview([episodeId], {
      outcome: "declined",
      outcomeAt: hours(-1),
      completedAt: null,
    });
    await write(store, anAuthor(), (w) =>
      storeInterviews(w, [{ ...decline, source: "a", externalId: `D${episodeId}` }]),
    );
    expect((await undo(episodeId)).ok).to.equal(true);
    expect((await episodeFaces(store.db, [episodeId]))[0]!.interview.state).to.equal("declined");
  });

  it("stands once it was recorded longer ago than the policy allows", async () => {
    const { episodeId } = await havingReturned();
    const late = { notBefore: hours(-0.9) };
    expect(await correct(episodeId, hours(-3), late)).to.include({ ok: false, why: "too_late" });
    expect(await undo(episodeId, late)).to.include({ ok: false, why: "too_late" });
    expect((await undo(episodeId, { notBefore: hours(-1) })).ok).to.equal(true);
  });

  it("is taken back by who logged it, and by others only where they may", async () => {
    const { episodeId } = await havingReturned();
    expect(await undo(episodeId, { ofOthers: false })).to.include({ ok: false, why: "not_yours" });
    expect((await undo(episodeId, { ofOthers: false }, "sam")).ok).to.equal(true);
  });

  it("that came with a file is nobody's own", async () => {
    const [childId] = await havingChildren(store, {});
    const [episodeId] = await write(store, anAuthor({ by: null }), async (w) => {
      return (await storeEpisodes(w, [anEndedEpisode(childId!)])).rowIds;
    });
    expect(await undo(episodeId!, { version: 1, ofOthers: false })).to.include({ why: "not_yours" });
    expect((await undo(episodeId!, { version: 1 })).ok).to.equal(true);
  });

  it("is told with who and when, where somebody came before", async () => {
    const { episodeId } = await havingReturned();
    await correct(episodeId, hours(-3));
    expect(await undo(episodeId)).to.deep.equal({
      ok: false,
      episodeId,
      why: "changed_since",
      by: "dana",
      at: NOW,
    });
    await undo(episodeId, { version: 3 });
    for (const outcome of [await undo(episodeId), await correct(episodeId, hours(-4))]) {
      expect(outcome).to.deep.equal({ ok: false, episodeId, why: "not_returned", by: "dana", at: NOW });
    }
  });

  it("of several people at once is taken back once", async () => {
    const { episodeId } = await havingReturned();
    const outcomes = await Promise.all(["dana", "kim", "ola"].map((by) => undo(episodeId, {}, by)));
    expect(outcomes.filter(({ ok }) => ok)).to.have.length(1);
    expect(outcomes.filter((row) => !row.ok && row.why === "not_returned")).to.have.length(2);
  });

  it("leaves a child with one open episode, where a report and an undo come at once", async () => {
    const { childId, episodeId } = await havingReturned();
    await Promise.all([
      undo(episodeId),
      write(store, anAuthor(), (w) => reportMissing(w, [{ childId, startedAt: hours(-1) }])),
    ]);
    expect(await store.db.episode.count({ where: { childId, endedAt: null } })).to.equal(1);
  });
});
