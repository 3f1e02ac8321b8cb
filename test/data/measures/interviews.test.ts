import { expect } from "chai";
import type { Store } from "../../../data/store/store.ts";
import { asking, beside } from "../../support/asking.ts";
import {
  anEndedEpisode,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const JULY = { period: { from: "2019-07-01", to: "2019-08-01" } };
/** A return twelve days ago: its window is closed. */
const RETURN = new Date("2019-07-18T10:00:00Z");

describeOnBothStores("A return interview", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  async function returned(...at: Date[]): Promise<number[]> {
    const [childId] = await havingChildren(store, {});
    return havingEpisodes(
      store,
      ...at.map((endedAt) => anEndedEpisode(childId!, { startedAt: hours(-3, endedAt), endedAt })),
    );
  }

  it("completed exactly 72 hours after the return is in time", async () => {
    const ids = await returned(RETURN);
    await havingInterviews(store, anInterview(ids, { offeredAt: RETURN, completedAt: hours(72, RETURN) }));
    const { numerator, denominator } = await asking(store)("interview_compliance", JULY);
    expect([numerator, denominator]).to.deep.equal([1, 1]);
    expect((await asking(store)("interviews_late", JULY)).value).to.equal(0);
  });

  it("completed a millisecond later is late", async () => {
    const ids = await returned(RETURN);
    const completedAt = new Date(hours(72, RETURN).getTime() + 1);
    await havingInterviews(store, anInterview(ids, { offeredAt: RETURN, completedAt }));
    expect((await asking(store)("interview_compliance", JULY)).value).to.equal(0);
    expect((await asking(store)("interviews_late", JULY)).value).to.equal(1);
    expect((await asking(store)("interviews_completed", JULY)).value).to.equal(1);
  });

  it("has 72 elapsed hours across the night when the clocks change", async () => {
    // returned on Saturday 30 March 2019 at 12:00 GMT; 72 hours later it is 13:00 BST on Tuesday
    const at = new Date("2019-03-30T12:00:00Z");
    const ids = await returned(at);
    await havingInterviews(
      store,
      anInterview(ids, { offeredAt: at, completedAt: new Date("2019-04-02T12:00:00Z") }),
    );
    const { value } = await asking(store)("interview_compliance", {
      period: { from: "2019-03-30", to: "2019-03-31" },
    });
    expect(value).to.equal(1);
  });

  it("still inside its window is not yet due, in neither part of the share", async () => {
    await returned(hours(-71), hours(-72));
    const result = await asking(store)("interview_compliance", JULY);
    expect([result.numerator, result.denominator]).to.deep.equal([0, 1]);
    expect(beside(result, "not_yet_due")).to.equal(1);
    const [due, overdue] = [await asking(store)("interviews_due"), await asking(store)("interviews_overdue")];
    expect([due.value, overdue.value]).to.deep.equal([1, 1]);
    expect(due.rows[0]).to.deep.include({ value: 1, unit: "hours" });
    expect(due.rows[0]!.detail!.dueBy).to.deep.equal(hours(1));
    expect(overdue.rows[0]!.value).to.equal(0);
  });

  it("is none due where nothing was to be done, not 0 %", async () => {
    await havingChildren(store, {});
    const result = await asking(store)("interview_compliance", JULY);
    expect([result.value, result.numerator, result.denominator]).to.deep.equal([null, 0, 0]);
  });

  it("has no share, and not 0 %, while none of the returns is due yet", async () => {
    await returned(hours(-10));
    const { value, numerator, denominator } = await asking(store)("interview_compliance", JULY);
    expect([value, numerator, denominator]).to.deep.equal([null, 0, 0]);
    expect((await asking(store)("interviews_accepted", JULY)).value).to.equal(null);
    expect((await asking(store)("interviews_offered", JULY)).value).to.equal(0);
  });

  it("that is declined stays in the denominator, and is neither due nor overdue", async () => {
    const ids = await returned(RETURN);
    await havingInterviews(
      store,
      anInterview(ids, { offeredAt: hours(2, RETURN), outcome: "declined", outcomeAt: hours(5, RETURN) }),
    );
    const { numerator, denominator } = await asking(store)("interview_compliance", JULY);
    expect([numerator, denominator]).to.deep.equal([0, 1]);
    expect((await asking(store)("interviews_declined", JULY)).value).to.equal(1);
    expect((await asking(store)("interviews_accepted", JULY)).value).to.equal(0);
    expect((await asking(store)("interviews_overdue")).value).to.equal(0);
  });

  it("declined at first and accepted later counts as accepted", async () => {
    const ids = await returned(RETURN);
    await havingInterviews(
      store,
      anInterview(ids, { offeredAt: RETURN, outcome: "accepted", outcomeAt: hours(30, RETURN) }),
      anInterview(ids, { offeredAt: RETURN, outcome: "declined", outcomeAt: hours(40, RETURN) }),
    );
    expect((await asking(store)("interviews_accepted", JULY)).value).to.equal(1);
    expect((await asking(store)("interviews_declined", JULY)).value).to.equal(0);
    const before = asking(store, { asOf: hours(29, RETURN) });
    expect((await before("interviews_offered", JULY)).value).to.equal(1);
    expect((await before("interviews_accepted", JULY)).value).to.equal(0);
  });

  it("not reached is still outstanding", async () => {
    const ids = await returned(RETURN);
    await havingInterviews(
      store,
      anInterview(ids, { offeredAt: RETURN, outcome: "not_contactable", outcomeAt: hours(1, RETURN) }),
    );
    expect((await asking(store)("interviews_outstanding")).value).to.equal(1);
  });

  it("serves several episodes, each against its own return, and none that ended after it", async () => {
    const second = hours(48, RETURN);
    const ids = await returned(RETURN, second);
    await havingInterviews(store, anInterview(ids, { offeredAt: RETURN, completedAt: hours(60, RETURN) }));
    const both = await asking(store)("interview_compliance", JULY);
    expect([both.numerator, both.denominator]).to.deep.equal([2, 2]);
    const again = await returned(hours(100, RETURN), hours(140, RETURN));
    await havingInterviews(store, anInterview(again, { offeredAt: RETURN, completedAt: hours(120, RETURN) }));
    const all = await asking(store)("interview_compliance", JULY);
    expect([all.numerator, all.denominator]).to.deep.equal([3, 4]);
  });

  it("that was voided is as if it had never been", async () => {
    const ids = await returned(RETURN);
    const [id] = await havingInterviews(
      store,
      anInterview(ids, { offeredAt: RETURN, completedAt: hours(20, RETURN) }),
    );
    expect((await asking(store)("interviews_overdue")).value).to.equal(0);
    await store.db.interview.update({ where: { id: id! }, data: { voidedAt: NOW } });
    expect((await asking(store)("interviews_overdue")).value).to.equal(1);
    const { numerator, denominator } = await asking(store)("interview_compliance", JULY);
    expect([numerator, denominator]).to.deep.equal([0, 1]);
    expect((await asking(store)("interviews_offered", JULY)).numerator).to.equal(0);
  });

  it("held after the instant asked about is not yet held", async () => {
    const ids = await returned(hours(-80));
    await havingInterviews(store, anInterview(ids, { offeredAt: hours(-79), completedAt: hours(1) }));
    expect((await asking(store)("interviews_completed", JULY)).value).to.equal(0);
    expect((await asking(store)("interviews_overdue")).value).to.equal(1);
    expect((await asking(store, { asOf: hours(2) })("interviews_overdue")).value).to.equal(0);
  });

  it("with bare dates is in time after two days, late after four, and open after three", async () => {
    const midnight = new Date("2019-07-09T23:00:00Z");
    const [childId] = await havingChildren(store, {});
    const episodes = [0, 1, 2].map(() => ({
      childId: childId!,
      startedAt: hours(-8, midnight),
      endedAt: midnight,
      endPrecision: "date" as const,
    }));
    const ids = await havingEpisodes(store, ...episodes);
    const done = [48, 72, 96].map((n, i) =>
      anInterview([ids[i]!], { offeredAt: midnight, completedAt: hours(n, midnight) }),
    );
    await havingInterviews(store, ...done);
    const result = await asking(store)("interview_compliance", JULY);
    expect([result.numerator, result.denominator]).to.deep.equal([1, 3]);
    expect(beside(result, "indeterminate")).to.equal(1);
    expect(result.caveats).to.deep.include({ kind: "indeterminate", count: 1 });
    expect((await asking(store)("interviews_late", JULY)).value).to.equal(1);
  });

  it("is due today by its deadline, not by its return", async () => {
    await returned(hours(-70), hours(-50));
    const today = await asking(store)("interviews_due", { period: { from: "2019-07-30", to: "2019-07-31" } });
    expect(today.value).to.equal(1);
    const tomorrow = await asking(store)("interviews_due", {
      period: { from: "2019-07-31", to: "2019-08-01" },
    });
    expect(tomorrow.value).to.equal(1);
  });

  it("overdue for longer than 90 days is counted apart", async () => {
    await returned(hours(-24 * 95), hours(-24 * 10));
    const result = await asking(store)("interviews_overdue");
    expect([result.value, beside(result, "older")]).to.deep.equal([1, 1]);
    expect(result.caveats).to.deep.include({ kind: "older_not_shown", count: 1 });
    expect(NOW).to.deep.equal(result.asOf);
  });
});
