import { expect } from "chai";
import type { Answer } from "../../bot/answers/answer.ts";
import { answer } from "../../bot/answers/answer-question.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import type { Metric, Question } from "../../data/vocabulary.ts";
import { demoStore } from "../support/demo-store.ts";
import { ask } from "../support/questions.ts";

const NOW = new Date("2019-07-30T13:00:00Z");
const YEAR = { from: "2018-04-01", to: "2019-04-01" };

/** Derby City Council, Corporate Parenting Board, 30 July 2019, item 07: the totals of the paper. */
describe("The demonstration store answers the report of 30 July 2019", function () {
  this.timeout(120_000);
  let store: Store;
  before(async () => {
    store = await demoStore({ until: NOW, canary: true });
  });

  const of = (metric: Metric, more: Partial<Question> = {}): Promise<Answer> =>
    answer(store.db, ask(metric, { period: YEAR, ...more }), { asOf: NOW, policy: DEFAULT_POLICY, me: null });
  const compared = (metric: Metric, more: Partial<Question> = {}) =>
    of(metric, { compare: "previous_year", ...more });
  const both = ({ value, compare }: Answer) => [value, compare?.value];

  it("308 children went missing, 195 the year before", async () => {
    const result = await compared("individuals");
    expect(both(result)).to.deep.equal([308, 195]);
    expect(result.compare).to.include({ change: 113 });
    expect(result.compare?.changePercent).to.be.closeTo(113 / 195, 1e-12);
    expect(result.compare?.period?.label).to.equal("2017/18");
  });

  it("1,069 missing episodes, 687 the year before, and the recording change is said", async () => {
    const result = await compared("episodes");
    expect(both(result)).to.deep.equal([1069, 687]);
    expect(result.caveats).to.deep.include({
      kind: "series_break",
      ...{ day: "2017-11-01", note: DEFAULT_POLICY.seriesBreaks[0]!.note, within: false },
    });
  });

  it("the ten children with most episodes had 366 of them, 34 %", async () => {
    const share = await of("top_share");
    expect([share.numerator, share.denominator]).to.deep.equal([366, 1069]);
    expect(Math.round(share.value! * 100)).to.equal(34);
    const top = await of("top_missing");
    expect(top.value).to.equal(1069);
    expect(top.rows).to.have.lengthOf(10);
    expect(top.rows.reduce((sum, { value }) => sum + value!, 0)).to.equal(366);
    expect(top.beside.find(({ key }) => key === "joint_share")?.value).to.equal(366 / 1069);
  });

  it("191 children had one episode: 62 % of the children, 18 % of the episodes", async () => {
    const result = await of("one_off_share");
    expect([result.numerator, result.denominator]).to.deep.equal([191, 308]);
    expect(Math.round(result.value! * 100)).to.equal(62);
    const episodes = result.beside.find(({ key }) => key === "episodes_share");
    expect(Math.round(episodes!.value! * 100)).to.equal(18);
  });

  const HOMES = { placementType: ["council_care_home" as const] };
  const FOSTER = { placementType: ["foster_care" as const] };

  it("council homes: 22 children with 345 episodes, 24 with 308 the year before", async () => {
    expect(both(await compared("individuals", { filters: HOMES }))).to.deep.equal([22, 24]);
    expect(both(await compared("episodes", { filters: HOMES }))).to.deep.equal([345, 308]);
  });

  it("one child had 82 of these, all in one home; without that child 263, below the 308", async () => {
    const result = await compared("episodes", { filters: HOMES });
    const outlier = result.caveats.find(({ kind }) => kind === "outlier");
    expect(outlier).to.include({ episodes: 82, without: 263, withoutBefore: 308 });
    expect(result.beside.find(({ key }) => key === "without_child")?.value).to.equal(263);
    const childId = outlier?.kind === "outlier" ? outlier.childId : 0;
    const own = await compared("episodes", { filters: { ...HOMES, child: [childId] }, groupBy: "placement" });
    expect(both(own)).to.deep.equal([82, 0]);
    expect(own.rows.map(({ value }) => value)).to.deep.equal([82]);
  });

  it("foster care: 14 children with 43 episodes, 9 with 12 the year before", async () => {
    expect(both(await compared("individuals", { filters: FOSTER }))).to.deep.equal([14, 9]);
    expect(both(await compared("episodes", { filters: FOSTER }))).to.deep.equal([43, 12]);
  });

  it("62 % of the return interviews within 72 hours, down 2.0 points from 64 %", async () => {
    const result = await compared("interview_compliance");
    expect(both(result).map((share) => Math.round(share! * 100))).to.deep.equal([62, 64]);
    expect((result.compare!.change! * 100).toFixed(1)).to.equal("-2.0");
    expect(result.compare!.changePercent).to.equal(null);
    expect(result.caveats.map(({ kind }) => kind)).not.to.include("series_break");
  });

  it("41 episodes of three days or more; 3 without a meeting held, one of them with one planned", async () => {
    expect((await of("long_episodes")).value).to.equal(41);
    const without = await of("long_without_strategy_meeting");
    expect(without.value).to.equal(3);
    expect(without.beside.find(({ key }) => key === "planned")?.value).to.equal(1);
    expect(without.rows.map(({ detail }) => detail!.meetingState).sort()).to.deep.equal([
      "none",
      "none",
      "planned",
    ]);
  });

  it("a child in two placement types counts in both, and the answer says so", async () => {
    const result = await of("individuals", { groupBy: "placement_type" });
    expect(result.value).to.equal(308);
    expect(result.rows.reduce((sum, { value }) => sum + value!, 0)).to.be.greaterThan(308);
    expect(result.caveats).to.deep.include({ kind: "children_in_several_buckets" });
  });

  it("the twelve months sum to the year", async () => {
    const result = await of("episodes", { groupBy: "month" });
    expect(result.rows).to.have.lengthOf(12);
    expect(result.rows.reduce((sum, { value }) => sum + value!, 0)).to.equal(1069);
    expect(result.rows.some(({ subject }) => subject.kind === "bucket" && subject.part)).to.equal(false);
  });

  it("episodes away or absent stand in no figure unless asked for", async () => {
    const other = await of("episodes", { filters: { category: ["away", "absent"] } });
    expect(other.value).to.be.at.least(60);
    const all = await of("episodes", { filters: { category: ["missing", "away", "absent"] } });
    expect(all.value).to.equal(1069 + other.value!);
  });
});
