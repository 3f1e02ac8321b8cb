import { expect } from "chai";
import type { Store } from "../../../data/store/store.ts";
import { asking, beside, byKey } from "../../support/asking.ts";
import {
  aMeeting,
  anEndedEpisode,
  anEpisode,
  havingChildren,
  havingEpisodes,
  havingMeetings,
  havingOrganisation,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const DAY = 24;
const JULY = { period: { from: "2019-07-01", to: "2019-08-01" } };

describeOnBothStores("A missing episode", (open) => {
  let store: Store;
  let child: number;
  beforeEach(async () => {
    store = await open();
    [child] = (await havingChildren(store, {})) as [number];
  });

  it("that starts at 23:30 UTC on 31 March belongs to 1 April in London", async () => {
    await havingEpisodes(store, anEndedEpisode(child, { startedAt: new Date("2019-03-31T23:30:00Z") }));
    const april = await asking(store)("episodes", { period: { from: "2019-04-01", to: "2019-04-02" } });
    const march = await asking(store)("episodes", { period: { from: "2019-03-31", to: "2019-04-01" } });
    expect([april.value, march.value]).to.deep.equal([1, 0]);
    const years = await asking(store)("episodes", {
      period: { from: "2018-04-01", to: "2019-07-31" },
      groupBy: "financial_year",
    });
    expect(byKey(years)).to.deep.equal({ "2018/19": 0, "2019/20": 1 });
  });

  it("is long from exactly 72 hours on, over the night when the clocks change too", async () => {
    const startedAt = new Date("2019-03-29T12:00:00Z");
    const [first, second] = await havingChildren(store, {}, {});
    await havingEpisodes(
      store,
      anEndedEpisode(first!, { startedAt, endedAt: hours(72, startedAt) }),
      anEndedEpisode(second!, { startedAt, endedAt: new Date(hours(72, startedAt).getTime() - 1) }),
    );
    const march = { period: { from: "2019-03-01", to: "2019-04-01" } };
    expect((await asking(store)("long_episodes", march)).value).to.equal(1);
  });

  it("still open is as long as it has lasted, and is long as soon as it has lasted 72 hours", async () => {
    await havingEpisodes(store, anEpisode(child, { startedAt: hours(-72) }));
    expect((await asking(store)("long_episodes")).value).to.equal(1);
    expect((await asking(store, { asOf: hours(-1) })("long_episodes")).value).to.equal(0);
    const [row] = (await asking(store)("longest_episodes", JULY)).rows;
    expect(row!.value).to.equal(72);
  });

  it("begun long ago and still open is among the long ones when no period is named", async () => {
    await havingEpisodes(store, anEpisode(child, { startedAt: hours(-DAY * 200) }));
    const result = await asking(store)("long_episodes");
    expect(result.value).to.equal(1);
    expect(result.period).to.include({ assumed: true });
    expect((await asking(store)("long_episodes", JULY)).value).to.equal(0);
  });

  it("that has not begun, ended or been voided by the instant is as it was then", async () => {
    const [ended] = await havingEpisodes(
      store,
      anEndedEpisode(child, { startedAt: hours(-10), endedAt: hours(-2) }),
    );
    expect((await asking(store)("currently_missing")).value).to.equal(0);
    expect((await asking(store, { asOf: hours(-2) })("currently_missing")).value).to.equal(0);
    expect((await asking(store, { asOf: hours(-3) })("currently_missing")).value).to.equal(1);
    expect((await asking(store, { asOf: hours(-11) })("episodes", JULY)).value).to.equal(0);
    await store.db.episode.update({ where: { id: ended! }, data: { voidedAt: NOW } });
    expect((await asking(store, { asOf: hours(-3) })("currently_missing")).value).to.equal(0);
  });

  it("of a past period's end is who was missing then", async () => {
    await havingEpisodes(
      store,
      anEndedEpisode(child, {
        startedAt: new Date("2019-06-30T20:00:00Z"),
        endedAt: new Date("2019-07-01T06:00:00Z"),
      }),
    );
    const result = await asking(store)("currently_missing", {
      period: { from: "2019-06-01", to: "2019-07-01" },
    });
    expect(result.value).to.equal(1);
    expect(result.asOf).to.deep.equal(new Date("2019-06-30T23:00:00Z"));
    expect(result.caveats).to.deep.include({ kind: "as_at_past", at: result.asOf });
  });

  it("makes a child persistently missing with the third in 90 days, the 90th day's edge not included", async () => {
    await havingEpisodes(
      store,
      ...[-24 * 90, -100, -50].map((n) => anEndedEpisode(child, { startedAt: hours(n) })),
    );
    expect((await asking(store)("persistent_missing")).value).to.equal(0);
    const result = await asking(store, { asOf: new Date(NOW.getTime() - 1) })("persistent_missing");
    expect(result.value).to.equal(1);
    expect(result.rows.map(({ subject, value }) => [subject, value])).to.deep.equal([
      [{ kind: "child", childId: child }, 3],
    ]);
    const two = await asking(store)("persistent_missing", { filters: { minEpisodes: 2 } });
    expect(two.value).to.equal(1);
    expect(two.definition).to.equal("Children with 2 or more episodes that started in the last 90 days.");
    const derby = asking(store, { policy: { persistent: { episodes: 2, days: 3 } } });
    expect((await derby("persistent_missing")).value).to.equal(0);
  });

  it("carries the age at its start: 12 the day before the birthday, 13 on it", async () => {
    const [girl] = await havingChildren(store, { dateOfBirth: "2006-07-10" });
    const at = (day: string) => anEndedEpisode(girl!, { startedAt: new Date(`${day}T10:00:00Z`) });
    await havingEpisodes(store, at("2019-07-09"), at("2019-07-10"));
    expect(byKey(await asking(store)("episodes", { ...JULY, groupBy: "age" }))).to.deep.equal({
      "10-12": 1,
      "13-15": 1,
    });
    expect((await asking(store)("episodes", { ...JULY, filters: { ageMax: 12 } })).value).to.equal(1);
  });

  it("with bare dates is long after four days, not after two, and open after three", async () => {
    const start = new Date("2019-07-04T23:00:00Z");
    const children = await havingChildren(store, {}, {}, {});
    const days = [2, 3, 4];
    await havingEpisodes(
      store,
      ...children.map((childId, i) => ({
        childId,
        startedAt: start,
        startPrecision: "date" as const,
        endedAt: hours(days[i]! * DAY, start),
        endPrecision: "date" as const,
      })),
    );
    const long = await asking(store)("long_episodes", JULY);
    expect([long.value, beside(long, "indeterminate")]).to.deep.equal([1, 1]);
    const mean = await asking(store)("average_duration", JULY);
    expect([mean.value, beside(mean, "indeterminate")]).to.deep.equal([null, 3]);
    expect(byKey(await asking(store)("episodes", { ...JULY, groupBy: "time_of_day" }))).to.deep.equal({
      unknown: 3,
    });
    const filtered = await asking(store)("episodes", { ...JULY, filters: { minDurationHours: 72 } });
    expect([filtered.value, beside(filtered, "indeterminate")]).to.deep.equal([1, 1]);
  });

  it("has the mean and the median of the ended ones", async () => {
    const lengths = [1, 2, 9];
    const children = await havingChildren(store, {}, {}, {}, {});
    await havingEpisodes(
      store,
      ...lengths.map((n, i) =>
        anEndedEpisode(children[i]!, { startedAt: hours(-100), endedAt: hours(n, hours(-100)) }),
      ),
      anEpisode(children[3]!, { startedAt: hours(-100) }),
    );
    const result = await asking(store)("average_duration", JULY);
    expect([result.value, beside(result, "median_hours")]).to.deep.equal([4, 2]);
  });

  it("without a value for an attribute is a bucket of its own, outside a filter and its opposite", async () => {
    const [other] = await havingChildren(store, { lookedAfter: true });
    await havingEpisodes(store, anEndedEpisode(child), anEndedEpisode(other!));
    const of = async (filters: object) => (await asking(store)("episodes", { ...JULY, filters })).value;
    expect(await of({ lookedAfter: true })).to.equal(1);
    expect(await of({ lookedAfter: false })).to.equal(0);
    expect(await of({ placementType: ["unknown"] })).to.equal(2);
    const filled = await asking(store)("episodes", { ...JULY, filters: { lookedAfter: true } });
    expect(filled.caveats).to.deep.include({ kind: "assumed_attributes", count: 1 });
  });

  it("has the highest grade it has held by then", async () => {
    const [id] = await havingEpisodes(
      store,
      anEndedEpisode(child, { startedAt: hours(-40), endedAt: null, risk: "medium" }),
    );
    await store.db.episodeRisk.create({ data: { episodeId: id!, grade: "high", gradedAt: hours(-5) } });
    const high = { ...JULY, filters: { risk: ["high" as const] } };
    expect((await asking(store)("episodes", high)).value).to.equal(1);
    expect((await asking(store, { asOf: hours(-6) })("episodes", high)).value).to.equal(0);
  });

  it("of several buckets beyond the limit is one row of others, counted as one", async () => {
    const { placements } = await havingOrganisation(store, {
      placements: ["Ashdown", "Birch Lodge", "Cedar House"].map((name) => ({
        name,
        type: "council_care_home" as const,
      })),
    });
    const ids = [...placements.values()];
    const [second] = await havingChildren(store, {});
    const at = (n: number, placementId: number, childId = child) =>
      anEndedEpisode(childId, { startedAt: hours(-10 * n), placementId });
    await havingEpisodes(
      store,
      at(2, ids[0]!),
      at(3, ids[0]!),
      at(4, ids[1]!),
      at(5, ids[2]!),
      at(6, ids[0]!, second!),
    );
    const result = await asking(store)("individuals", { ...JULY, groupBy: "placement", limit: 1 });
    expect(
      result.rows.map(({ subject, value }) => [subject.kind === "bucket" ? subject.label : subject, value]),
    ).to.deep.equal([
      ["Ashdown", 2],
      [{ kind: "others", count: 2 }, 1],
    ]);
    expect(result.value).to.equal(2);
  });

  it("meets at a meeting once, held or planned, and counts as without one until it is held", async () => {
    const startedAt = hours(-100);
    const [other] = await havingChildren(store, {});
    const ids = await havingEpisodes(
      store,
      anEpisode(child, { startedAt }),
      anEpisode(other!, { startedAt }),
    );
    await havingMeetings(store, aMeeting([ids[0]!], { plannedFor: hours(24) }));
    const without = await asking(store)("long_without_strategy_meeting");
    expect([without.value, beside(without, "planned")]).to.deep.equal([2, 1]);
    await havingMeetings(store, aMeeting(ids, { plannedFor: null, heldAt: hours(-1) }));
    expect((await asking(store)("long_without_strategy_meeting")).value).to.equal(0);
    const held = await asking(store)("strategy_meetings", JULY);
    expect([held.value, beside(held, "planned")]).to.deep.equal([1, 1]);
    expect((await asking(store, { asOf: hours(-2) })("strategy_meetings", JULY)).value).to.equal(0);
  });

  it("is without a strategy meeting again where the one it had was voided", async () => {
    const ids = await havingEpisodes(store, anEpisode(child, { startedAt: hours(-100) }));
    const [id] = await havingMeetings(store, aMeeting(ids, { plannedFor: null, heldAt: hours(-1) }));
    expect((await asking(store)("long_without_strategy_meeting")).value).to.equal(0);
    await store.db.strategyMeeting.update({ where: { id: id! }, data: { voidedAt: NOW } });
    expect((await asking(store)("long_without_strategy_meeting")).value).to.equal(1);
    expect((await asking(store)("strategy_meetings", JULY)).value).to.equal(0);
  });

  it("of a child who came of age meanwhile stays among the missing, marked", async () => {
    const [adult] = await havingChildren(store, { dateOfBirth: "2001-07-29" });
    await havingEpisodes(
      store,
      anEpisode(adult!, { startedAt: hours(-60) }),
      anEpisode(child, { startedAt: hours(-20) }),
    );
    const { rows } = await asking(store)("currently_missing");
    expect(rows.map(({ value, detail }) => [value, detail!.turned18])).to.deep.equal([
      [60, true],
      [20, false],
    ]);
  });
});
