import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, type FiguresSpec, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { rollupSql } from "../../../data/rollups/read.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Metric } from "../../../data/vocabulary.ts";
import {
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  hours,
} from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const ASKED_AT = new Date("2019-09-10T09:00:00Z");
const WINDOW = DEFAULT_POLICY.interviewWindowHours;
const specOf = (metric: Metric, asOf = ASKED_AT): FiguresSpec =>
  planFigures(ask(metric), { asOf, policy: DEFAULT_POLICY, me: null }).spec;

/** Returns of many days, around both ends of a local day and on both sides of the last windows that have closed. */
const RETURNS = [
  "2019-05-20T10:00:00Z",
  "2019-06-12T22:30:00Z",
  "2019-07-31T23:30:00Z",
  "2019-08-10T22:59:00Z",
  "2019-08-10T23:00:00Z",
  "2019-08-11T00:30:00Z",
  "2019-08-11T12:00:00Z",
  "2019-09-06T22:30:00Z",
  "2019-09-06T23:30:00Z",
  "2019-09-07T08:59:59Z",
  "2019-09-07T09:00:00Z",
  "2019-09-07T09:00:01Z",
  "2019-09-09T12:00:00Z",
].map((at) => new Date(at));

describeOnBothStores("Interviews that wait", (open) => {
  let store: Store;
  let episodes: number[];
  beforeEach(async () => {
    store = await open();
    const children = await havingChildren(store, ...RETURNS.map(() => ({})));
    episodes = await havingEpisodes(
      store,
      ...RETURNS.map((endedAt, n) => ({ childId: children[n]!, startedAt: hours(-5, endedAt), endedAt })),
    );
    await refreshRollups(store, DEFAULT_POLICY, ASKED_AT);
  });

  const SHOWN = ["interviews_overdue", "interviews_outstanding", "interviews_due"] as const;

  /** What is told of them; null where the rows must be read. The same as the rows say, in any case. */
  async function told(metric: Metric, asOf = ASKED_AT) {
    const spec = specOf(metric, asOf);
    const [counted, read] = [await countedFigures(store.db, spec), await rowFigures(store.db, spec)];
    const shape = ({ sides: [side], episodes: list }: typeof read) => [
      side!.totals[metric]!.value,
      side!.beside.older ?? 0,
      list,
    ];
    if (counted) expect(shape(counted)).to.deep.equal(shape(read));
    return counted && shape(counted).slice(0, 2);
  }

  it("are told as the rows have them: those in time, those overdue, and older ones", async () => {
    expect(await told("interviews_overdue")).to.deep.equal([9, 2]);
    expect(await told("interviews_due")).to.deep.equal([2, 0]);
    expect(await told("interviews_outstanding")).to.deep.equal([11, 2]);
  });

  it("are told as at any instant around the end of a window", async () => {
    for (const returned of RETURNS.slice(-5)) {
      for (const ms of [-1, 0, 1]) {
        const asOf = new Date(hours(WINDOW, returned).getTime() + ms);
        for (const metric of SHOWN) await told(metric, asOf);
      }
    }
  });

  it("are told from the days before one that has been written to, whichever that is", async () => {
    const usable: string[] = [];
    // the latest first: those before it still wait
    for (const [n, returned] of [...RETURNS.entries()].reverse()) {
      const completedAt = hours(0.5, returned);
      await havingInterviews(
        store,
        anInterview([episodes[n]!], { offeredAt: completedAt, outcome: "accepted", completedAt }),
      );
      for (const metric of SHOWN) {
        const found = await told(metric);
        if (found && metric === "interviews_overdue") usable.unshift(returned.toISOString());
      }
      await refreshRollups(store, DEFAULT_POLICY, ASKED_AT);
    }
    // from the month before the last window's on, what comes later is counted from the rows
    expect(usable).to.deep.equal(RETURNS.slice(3).map((at) => at.toISOString()));
    expect(await told("interviews_overdue")).to.deep.equal([0, 0]);
  });

  it("are told up to a month that is not counted, and from the rows where that is an early one", async () => {
    const without = (month: string) =>
      store.db.$executeRawUnsafe(`DELETE FROM rollup WHERE kind = 'returns' AND from_at = '${month}'`);
    await without("2019-08-31T23:00:00Z");
    expect(await told("interviews_overdue")).to.deep.equal([9, 2]);
    await without("2019-05-31T23:00:00Z");
    expect(await told("interviews_overdue")).to.equal(null);
  });

  it("and can still be in time are read by one plan, whatever the hour, unless they are filtered", async () => {
    expect(rollupSql(specOf("interviews_due"))).not.to.equal(null);
    expect(rollupSql({ ...specOf("interviews_due"), filters: { gender: "female" } })).to.equal(null);
  });
});
