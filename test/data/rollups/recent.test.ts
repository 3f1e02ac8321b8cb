import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, type FiguresSpec, figures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY, type Policy } from "../../../data/policy.ts";
import { rollupSql } from "../../../data/rollups/read.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Question } from "../../../data/vocabulary.ts";
import { havingChildren, havingEpisodes, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const ASKED_AT = new Date("2019-07-30T13:00:00Z");
const DAY = 24;
/** Hours before the question was asked at which each child went missing. */
const WENT = {
  // three times, well within what is counted
  often: [-80 * DAY, -40 * DAY, -10 * DAY],
  // and once more today
  today: [-80 * DAY, -40 * DAY, -10 * DAY, -1],
  // the third time today
  third: [-80 * DAY, -40 * DAY, -1],
  // the first of three on the first day, before the hour and after it
  before: [-90 * DAY, -40 * DAY, -10 * DAY],
  after: [-90 * DAY + 0.001, -40 * DAY, -10 * DAY],
  // the third time at that instant, and after it
  now: [-2 * DAY, -1 * DAY, 0],
  later: [-2 * DAY, -1 * DAY, 0.001],
  twice: [-20 * DAY, -10 * DAY],
  away: [-80 * DAY, -40 * DAY, -10 * DAY],
};
type Child = keyof typeof WENT;

describeOnBothStores("Who is persistently missing, counted up to today", (open) => {
  let store: Store;
  let children: Record<Child, number>;
  let policy: Policy;
  beforeEach(async () => {
    store = await open();
    policy = DEFAULT_POLICY;
    const names = Object.keys(WENT) as Child[];
    const ids = await havingChildren(store, ...names.map(() => ({})));
    children = Object.fromEntries(names.map((name, n) => [name, ids[n]!])) as typeof children;
    await havingEpisodes(
      store,
      ...names.flatMap((name) =>
        WENT[name].map((at) => ({
          childId: children[name],
          startedAt: hours(at, ASKED_AT),
          endedAt: hours(at + 0.0005, ASKED_AT),
          ...(name === "away" ? { category: "away" as const } : {}),
        })),
      ),
    );
    await refreshRollups(store, policy, ASKED_AT);
  });

  const specOf = (question: Partial<Question> = {}, asOf = ASKED_AT): FiguresSpec =>
    planFigures(ask("persistent_missing", question), { asOf, policy, me: null }).spec;

  /** Who is told of, with how many episodes; null where the rows must be read. The same as the rows say, in any case. */
  async function told(question: Partial<Question> = {}, asOf = ASKED_AT) {
    const spec = specOf(question, asOf);
    const [counted, read] = [await countedFigures(store.db, spec), await rowFigures(store.db, spec)];
    const shape = ({ sides: [side], children: list }: typeof read) => ({
      value: side!.totals.persistent_missing!.value,
      list,
    });
    if (counted) expect(shape(counted)).to.deep.equal(shape(read));
    const nameOf = (id: number) => Object.entries(children).find(([, one]) => one === id)![0];
    return counted?.children.map(({ childId, episodes }) => `${nameOf(childId)} ${episodes}`).sort() ?? null;
  }

  it("is told as the rows have it: with the hours before and after what was counted", async () => {
    expect(await told()).to.deep.equal(["after 3", "now 3", "often 3", "third 3", "today 4"]);
    expect(await told({ filters: { category: ["away"] } })).to.deep.equal(["away 3"]);
  });

  it("is told as at any instant of the day", async () => {
    for (const at of ["2019-07-29T23:00:00Z", "2019-07-30T00:30:00Z", "2019-07-30T22:59:59.999Z"]) {
      expect(await told({}, new Date(at)), at).not.to.equal(null);
    }
  });

  it("is read from the rows as at another day, until that is counted", async () => {
    const tomorrow = hours(DAY, ASKED_AT);
    expect(await told({}, tomorrow)).to.equal(null);
    expect(await told({}, hours(-DAY, ASKED_AT))).to.equal(null);
    await refreshRollups(store, policy, tomorrow);
    expect(await told({}, tomorrow)).to.deep.equal(["later 3", "now 3", "often 3", "third 3", "today 4"]);
    expect(await store.db.rollup.count({ where: { kind: "recent" } })).to.equal(1);
  });

  it("tells of an episode of today at once, and reads the rows where an earlier one is reported", async () => {
    const startedAt = hours(-2, ASKED_AT);
    await havingEpisodes(store, { childId: children.twice, startedAt, endedAt: hours(0.5, startedAt) });
    expect(await told()).to.include("twice 3");
    const late = hours(-30 * DAY, ASKED_AT);
    await havingEpisodes(store, { childId: children.twice, startedAt: late, endedAt: hours(1, late) });
    expect(await told()).to.equal(null);
    const { children: all } = await figures(store.db, specOf());
    expect(all.find(({ childId }) => childId === children.twice)!.episodes).to.equal(4);
    await refreshRollups(store, policy, ASKED_AT);
    expect(await told()).to.include("twice 4");
  });

  it("is counted by the policy's days and number", async () => {
    policy = { ...DEFAULT_POLICY, persistent: { episodes: 2, days: 32 } };
    expect(await told()).to.equal(null);
    await refreshRollups(store, policy, ASKED_AT);
    expect(await told()).to.deep.equal(["later 2", "now 3", "today 2", "twice 2"]);
  });

  it("is read from the rows where the policy has few days, of which a file would not be noticed, or many", async () => {
    for (const days of [1, 30, 31, 367]) {
      policy = { ...DEFAULT_POLICY, persistent: { episodes: 1, days } };
      await refreshRollups(store, policy, ASKED_AT);
      expect(await store.db.rollup.count({ where: { kind: "recent" } }), `${days}`).to.equal(0);
      expect(await told(), `${days}`).to.equal(null);
    }
  });

  it("is read from the rows after a file of many episodes, until they are counted, on any day of a month", async () => {
    policy = { ...DEFAULT_POLICY, persistent: { episodes: 3, days: 32 } };
    // of a bulk write the second of each month is marked: days on which the fewest days hardly reach back to one
    for (const day of ["2020-01-02", "2020-02-02", "2021-03-02"]) {
      const asOf = new Date(`${day}T13:00:00Z`);
      await refreshRollups(store, policy, asOf);
      expect(await told({}, asOf)).not.to.equal(null);
      await store.db.$executeRawUnsafe(
        `INSERT INTO episode (child_id, category, started_at, ended_at, age_at_start, recorded_at)
         SELECT $1, 'missing', $2::timestamptz + n * interval '1 second', $2::timestamptz + n * interval '1 second', 12, now()
         FROM generate_series(1, 20001) n`,
        children.twice,
        hours(-3 * DAY, asOf).toISOString(),
      );
      expect(await told({}, asOf), day).to.equal(null);
      await refreshRollups(store, policy, asOf);
      expect(await told({}, asOf), day).to.deep.equal(["twice 20001"]);
    }
  });

  it("is read from the rows in the hour that a day begins twice", async () => {
    policy = { ...DEFAULT_POLICY, timeZone: "America/Havana" };
    const asOf = new Date("2018-11-04T04:30:00Z");
    await refreshRollups(store, policy, asOf);
    const period = { from: "2018-08-07", to: "2018-11-05" };
    expect(rollupSql(specOf({ period }, asOf))).to.equal(null);
  });

  it("is counted over days that happen to be a financial year", async () => {
    policy = { ...DEFAULT_POLICY, persistent: { episodes: 3, days: 366 } };
    const asOf = new Date("2020-04-01T09:00:00Z");
    await refreshRollups(store, policy, asOf);
    expect(await told({}, asOf)).to.include("today 4");
  });

  it("is read from the rows where an earlier release has counted it in its own way", async () => {
    await store.db.rollup.updateMany({ where: { kind: "recent" }, data: { settings: "1 Europe/London" } });
    expect(await told()).to.equal(null);
  });

  it("is read from the rows in the last hour of a day, where the clocks went back in between", async () => {
    const evening = new Date("2019-11-30T23:30:00Z");
    await refreshRollups(store, policy, evening);
    expect(await told({}, evening)).to.equal(null);
    expect(await told({}, new Date("2019-11-30T22:30:00Z"))).not.to.equal(null);
  });

  it("is read from the rows where it is compared, filtered, divided or asked of another period", () => {
    const others: Partial<Question>[] = [
      { compare: "previous_period" },
      { filters: { gender: "female" } },
      { filters: { category: ["missing", "away"] } },
      { groupBy: "placement_type" },
      { period: { from: "2019-01-01", to: "2019-07-01" } },
    ];
    for (const question of others)
      expect(rollupSql(specOf(question)), JSON.stringify(question)).to.equal(null);
    expect(rollupSql(specOf())).not.to.equal(null);
  });
});
