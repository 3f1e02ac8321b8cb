import { expect } from "chai";
import { type InterviewStep, recordInterviewSteps } from "../../../data/casework/interview-steps.ts";
import { write } from "../../../data/casework/write.ts";
import { interviewDueBy, isClosed } from "../../../data/episode-progress.ts";
import { episodeFaces } from "../../../data/faces.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  anAuthor,
  anEndedEpisode,
  anEpisode,
  anInterview,
  havingCard,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

type Step = InterviewStep["step"];

describeOnBothStores("A return interview", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  /** A child's episodes, each an hour long, that ended so many hours ago. */
  async function returned(...ago: number[]): Promise<number[]> {
    const [childId] = await havingChildren(store, {});
    const rows = ago.map((n) => anEndedEpisode(childId!, { startedAt: hours(-n - 1), endedAt: hours(-n) }));
    return havingEpisodes(store, ...rows);
  }
  const steps = (by: string, ...rows: InterviewStep[]) =>
    write(store, anAuthor({ by }), (w) => recordInterviewSteps(w, rows));
  /** On what stands now, as somebody who has just looked. */
  async function record(episodeIds: number[], step: Step, by = "dana") {
    const { interview } = await stateOf(episodeIds[0]!);
    return (await steps(by, { episodeIds, seen: interview.seen, step }))[0]!;
  }
  const offer = (at = NOW): Step => ({ kind: "offer", at });
  const outcome = (
    outcome: "accepted" | "declined" | "not_contactable" | "missing_again",
    at = NOW,
  ): Step => ({
    kind: "outcome",
    outcome,
    at,
  });
  const complete = (at = NOW): Step => ({ kind: "complete", at });
  async function stateOf(episodeId: number) {
    const [face] = await episodeFaces(store.db, [episodeId]);
    const { interview, childId } = face!;
    return {
      childId,
      interview: { ...interview, dueBy: interviewDueBy(face!, DEFAULT_POLICY) },
      closed: isClosed(face!),
    };
  }
  const interviewsOf = (episodeId: number) =>
    store.db.$queryRaw<{ id: number; outcome: string; completed_at: Date | null }[]>`
      SELECT i.* FROM interview i JOIN interview_episode l ON l.interview_id = i.id
      WHERE l.episode_id = ${episodeId} ORDER BY i.id`;

  it("is offered, accepted and completed on one row, and with the completion the episode is closed", async () => {
    const [id] = (await returned(20)) as [number];
    expect((await stateOf(id)).interview).to.deep.include({ state: "none", dueBy: hours(52), seen: 0 });
    for (const [step, state, closed] of [
      [offer(hours(-10)), "offered", false],
      [outcome("accepted", hours(-5)), "accepted", false],
      [complete(hours(-1)), "completed", true],
    ] as const) {
      expect(await record([id], step)).to.deep.equal({ ok: true, episodeId: id });
      const now = await stateOf(id);
      expect([now.interview.state, now.closed]).to.deep.equal([state, closed]);
    }
    expect((await stateOf(id)).interview.dueBy).to.equal(null);
    expect(await interviewsOf(id)).to.have.length(1);
  });

  it("leaves a change row for each step, happened when it happened, and one audit row naming the child", async () => {
    const [id] = (await returned(20)) as [number];
    await record([id], offer(hours(-10)));
    await record([id], outcome("declined", hours(-5)), "sam");
    const [row] = await interviewsOf(id);
    const changes = await store.db.change.findMany({
      where: { table: "interview", rowId: row!.id },
      orderBy: { id: "asc" },
    });
    expect(changes.map(({ by, happenedAt }) => [by, happenedAt])).to.deep.equal([
      ["dana", hours(-10)],
      ["sam", hours(-5)],
    ]);
    expect(changes[1]!.after).to.deep.equal({ outcome: "declined", outcomeAt: hours(-5).toISOString() });
    const { childId } = await stateOf(id);
    const audit = await store.db.audit.findFirst({ orderBy: { id: "desc" } });
    expect(audit).to.deep.include({ kind: "write", personId: "sam", childIds: [childId] });
  });

  it("that was declined closes the episode, and one done after all is an attempt of its own", async () => {
    const [id] = (await returned(40)) as [number];
    await record([id], offer(hours(-30)));
    await record([id], outcome("declined", hours(-20)));
    expect((await stateOf(id)).closed).to.equal(true);
    await record([id], complete(hours(-2)));
    const rows = await interviewsOf(id);
    expect(rows.map((row) => [row.outcome, row.completed_at])).to.deep.equal([
      ["declined", null],
      ["accepted", hours(-2)],
    ]);
    expect((await stateOf(id)).interview.state).to.equal("completed");
  });

  it("that could not be held yet stays to be done: not reached, missing again, then accepted, on one row", async () => {
    const [id] = (await returned(40)) as [number];
    for (const word of ["not_contactable", "missing_again", "accepted"] as const) {
      await record([id], outcome(word));
      expect((await stateOf(id)).interview).to.deep.include({ state: word, dueBy: hours(32) });
    }
    expect(await interviewsOf(id)).to.have.length(1);
    // said yes, and no at the door
    await record([id], outcome("declined"));
    expect((await stateOf(id)).closed).to.equal(true);
  });

  it("is not recorded before the child's return, nor in the future, nor while the child is missing", async () => {
    const [childId] = await havingChildren(store, {});
    const [missing] = await havingEpisodes(store, anEpisode(childId!));
    const early = hours(-20).getTime() - 1;
    for (const step of [offer, (at?: Date) => outcome("accepted", at), complete]) {
      const [id] = (await returned(20)) as [number];
      const said = async (at: Date) => {
        const result = await record([id], step(at));
        return result.ok || result.why;
      };
      expect(await said(new Date(early))).to.equal("before_the_return");
      expect(await said(hours(0.001))).to.equal("in_the_future");
      expect(await said(hours(-20))).to.equal(true);
      expect(await record([missing!], step(NOW))).to.deep.include({ ok: false, why: "not_returned" });
    }
    expect(await interviewsOf(missing!)).to.deep.equal([]);
  });

  it("serves several episodes of a child at once, each after its own return", async () => {
    const [first, second, third] = (await returned(90, 60, 30)) as [number, number, number];
    await record([first], offer(hours(-80)));
    const early = await record([first, second, third], complete(hours(-31)));
    expect(early).to.deep.include({ ok: false, why: "before_the_return" });
    expect((await record([first, second, third], complete(hours(-20)))).ok).to.equal(true);
    for (const id of [first, second, third]) {
      expect((await stateOf(id)).closed).to.equal(true);
      expect(await interviewsOf(id)).to.have.length(1);
    }
  });

  it("never serves the episodes of two children, nor one that is voided or unknown", async () => {
    const [one] = (await returned(20)) as [number];
    const [other] = (await returned(20)) as [number];
    await store.db.episode.update({ where: { id: other }, data: { voidedAt: NOW } });
    const [another] = (await returned(20)) as [number];
    for (const ids of [[one, another], [one, other], [999_999]]) {
      const [result] = await steps("dana", { episodeIds: ids, seen: 0, step: complete() });
      expect(result).to.deep.equal({ ok: false, episodeId: ids[0], why: "unknown_episode" });
    }
  });

  it("that a colleague has offered or completed meanwhile is refused with who and when", async () => {
    const [id] = (await returned(20)) as [number];
    const author = anAuthor({ by: "sam", recordedAt: hours(-1) });
    const before = { episodeIds: [id], seen: 0 };
    await write(store, author, (w) => recordInterviewSteps(w, [{ ...before, step: offer(hours(-2)) }]));
    const [again] = await steps("dana", { ...before, step: offer() });
    const [stale] = await steps("dana", { ...before, step: outcome("declined") });
    const hand = { ok: false, episodeId: id, by: "sam", at: hours(-1) };
    expect(again).to.deep.equal({ ...hand, why: "already_offered" });
    expect(stale).to.deep.equal({ ...hand, why: "changed_since" });
    await write(store, author, (w) =>
      recordInterviewSteps(w, [{ episodeIds: [id], seen: 1, step: complete(hours(-2)) }]),
    );
    const [late] = await steps("dana", { episodeIds: [id], seen: 2, step: complete() });
    expect(late).to.deep.equal({ ...hand, why: "already_completed" });
  });

  it("that was held at the very moment of the return has been held", async () => {
    const [id] = (await returned(20)) as [number];
    expect(await record([id], complete(hours(-20)))).to.include({ ok: true });
    expect((await stateOf(id)).closed).to.equal(true);
    expect(await record([id], complete())).to.include({ ok: false, why: "already_completed" });
  });

  it("of two people at once counts one, and tells the other", async () => {
    const [id] = (await returned(20)) as [number];
    const people = ["dana", "sam", "ola"];
    const outcomes = await Promise.all(
      people.map((by) => steps(by, { episodeIds: [id], seen: 0, step: outcome("accepted") })),
    );
    const winner = people[outcomes.findIndex(([row]) => row!.ok)];
    const others = outcomes.flat().filter((row) => !row.ok);
    expect(others).to.have.length(2);
    for (const row of others) expect(row).to.deep.include({ why: "changed_since", by: winner, at: NOW });
    expect(await interviewsOf(id)).to.have.length(1);
  });

  it("of several steps in one write takes those that may, and only one about an episode", async () => {
    const [first, second] = (await returned(60, 30)) as [number, number];
    const step = (episodeIds: number[], kind: Step) => ({ episodeIds, seen: 0, step: kind });
    const results = await steps(
      "dana",
      step([second], offer()),
      step([first], outcome("accepted", hours(-61))),
      step([first, second], complete()),
    );
    expect(results.map((row) => row.ok || row.why)).to.deep.equal([
      true,
      "before_the_return",
      "changed_since",
    ]);
  });

  it("goes on with what a file has brought, and keeps its id and its other episodes", async () => {
    const [first, second] = (await returned(60, 30)) as [number, number];
    const known = { source: "lcs", externalId: `I${first}` };
    await havingInterviews(store, anInterview([first, second], { ...known, offeredAt: hours(-25) }));
    expect((await record([second], complete(hours(-1)))).ok).to.equal(true);
    const [row] = await store.db.interview.findMany({ where: known });
    expect(row).to.deep.include({ offeredAt: hours(-25), completedAt: hours(-1), version: 2 });
    expect((await stateOf(first)).closed).to.equal(true);
  });

  it("has the interviewer it was given, in the place of the one before", async () => {
    const [id] = (await returned(20)) as [number];
    const assign = (agencyId: number | null, interviewerId: number | null): Step => ({
      kind: "assign",
      agencyId,
      interviewerId,
    });
    await record([id], assign(7, 3));
    expect((await stateOf(id)).interview).to.deep.include({ state: "none", agencyId: 7, interviewerId: 3 });
    await record([id], offer());
    await record([id], assign(null, 4));
    expect((await stateOf(id)).interview).to.deep.include({
      state: "offered",
      agencyId: null,
      interviewerId: 4,
    });
    expect(await interviewsOf(id)).to.have.length(1);
  });

  it("makes the cards of every episode that it serves old", async () => {
    const [first, second] = (await returned(60, 30)) as [number, number];
    const cardId = await havingCard(store, [second]);
    const jobs: object[] = [];
    const sendJob = async (_tx: unknown, _queue: string, data: object) => void jobs.push(data);
    const step = { episodeIds: [first, second], seen: 0, step: complete() };
    await write(store, anAuthor(), (w) => recordInterviewSteps(w, [step]), { sendJob });
    expect(jobs).to.deep.equal([{ cardId }]);
  });
});
