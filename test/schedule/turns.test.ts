import { expect } from "chai";
import { nextTurn, passed } from "../../bot/schedule/turns.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { hours, NOW } from "../support/builders.ts";

const none = { state: "none", at: null, agencyId: null, interviewerId: null, seen: 0 } as const;
const unmet = { state: "none", heldAt: null, plannedFor: null, seen: 0 } as const;
const episode = (over: Partial<Parameters<typeof nextTurn>[1]> = {}) => ({
  startedAt: hours(-26),
  endedAt: null,
  voided: false,
  interview: none,
  meeting: unmet,
  ...over,
});
const next = (over: Parameters<typeof episode>[0] = {}, now = NOW) =>
  nextTurn(now, episode(over), DEFAULT_POLICY);

describe("An episode's card", () => {
  it("turns at each 24 hours that the child is missing", () => {
    expect(next()).to.deep.equal(hours(22));
    expect(next({}, hours(22))).to.deep.equal(hours(46));
    expect(next({ startedAt: hours(-1) })).to.deep.equal(hours(23));
  });

  it("turns when a planned meeting's time has come", () => {
    expect(next({ meeting: { ...unmet, state: "planned", plannedFor: hours(3) } })).to.deep.equal(hours(3));
  });

  it("turns when the strategy meeting is overdue, where a policy does not count in whole days", () => {
    const policy = { ...DEFAULT_POLICY, longEpisodeHours: 60 };
    expect(nextTurn(hours(25), episode(), policy)).to.deep.equal(hours(34));
    const held = { ...unmet, state: "held", heldAt: hours(24) } as const;
    expect(nextTurn(hours(25), episode({ meeting: held }), policy)).to.deep.equal(hours(46));
  });

  it("turns when the interview is overdue, and then no more", () => {
    const back = { endedAt: hours(-2) };
    expect(next(back)).to.deep.equal(hours(70));
    expect(next(back, hours(70))).to.equal(null);
  });

  it("does not turn once it is closed, or the report was taken back", () => {
    expect(next({ endedAt: hours(-2), interview: { ...none, state: "declined" } })).to.equal(null);
    expect(next({ voided: true })).to.equal(null);
  });

  it("turns after 72 elapsed hours across both clock changes", () => {
    for (const [returned, due] of [
      ["2019-03-30T12:00:00Z", "2019-04-02T12:00:00Z"],
      ["2019-10-26T12:00:00Z", "2019-10-29T12:00:00Z"],
    ] as const) {
      const endedAt = new Date(returned);
      expect(next({ startedAt: hours(-5, endedAt), endedAt }, endedAt)).to.deep.equal(new Date(due));
    }
  });
});

describe("A deadline", () => {
  const late = (since: number, now: number, over = {}) =>
    passed(hours(since), hours(now), episode(over), DEFAULT_POLICY);

  it("has passed once, between what was told before and now", () => {
    expect(late(45, 46)).to.deep.equal(["long"]);
    expect(late(46, 47)).to.deep.equal([]);
    expect(late(44, 45)).to.deep.equal([]);
    expect(late(69, 70, { endedAt: hours(-2) })).to.deep.equal(["interview_overdue"]);
  });

  it("has not passed of what is done", () => {
    expect(late(45, 46, { meeting: { ...unmet, state: "held", heldAt: hours(1) } })).to.deep.equal([]);
    const done = { endedAt: hours(-2), interview: { ...none, state: "completed" } };
    expect(late(69, 70, done)).to.deep.equal([]);
    expect(late(45, 46, { voided: true })).to.deep.equal([]);
  });
});
