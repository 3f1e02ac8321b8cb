import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { countedFigures, type Figures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Filters, Question } from "../../../data/vocabulary.ts";
import { havingChildren, havingEpisodes, hours } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const ASKING = { asOf: new Date("2020-05-01T09:00:00Z"), policy: DEFAULT_POLICY, me: null };
const YEAR = { from: "2019-04-01", to: "2020-04-01" };

describeOnBothStores("Children of a year who were counted ahead", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    const [girl, boy, other] = (await havingChildren(
      store,
      { gender: "female", dateOfBirth: "2006-07-01" },
      { gender: "male", dateOfBirth: "2003-07-01" },
      { gender: "unknown" },
    )) as [number, number, number];
    const episode = (childId: number, day: string, more: object = {}) => {
      const startedAt = new Date(`${day}T20:00:00Z`);
      // each of another length
      return { childId, startedAt, endedAt: hours(Number(day.slice(5, 7)) ** 2, startedAt), ...more };
    };
    // each of them twice, one of the twice otherwise: of another age, type or risk, or looked after
    await havingEpisodes(
      store,
      episode(girl, "2019-06-12", { placementType: "foster_care", lookedAfter: true }),
      episode(girl, "2019-07-12", { lookedAfter: false }),
      episode(boy, "2019-06-13", { placementType: "family_home", lookedAfter: true }),
      episode(boy, "2019-08-13", { placementType: "foster_care", lookedAfter: true }),
      episode(other, "2019-06-14"),
      episode(boy, "2019-09-13", { category: "away", lookedAfter: true }),
      episode(other, "2018-06-14", { placementType: "other", lookedAfter: true }),
    );
    await store.db.$executeRawUnsafe(
      `INSERT INTO episode_risk (episode_id, grade, graded_at)
       SELECT id, CASE WHEN started_at < '2019-07-01' THEN 'high' ELSE 'low' END, started_at FROM episode WHERE child_id <> ${other}`,
    );
    await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
  });

  const shape = ({ sides }: Figures) =>
    sides.map(({ totals, buckets, assumed, beside }) => ({
      totals,
      assumed,
      beside,
      buckets: buckets.map(({ raw, figure }) => `${raw} ${figure.value}`).sort(),
    }));
  async function told(more: Partial<Question>, metric: Question["metric"] = "individuals") {
    const { spec } = planFigures(ask(metric, { period: YEAR, ...more }), ASKING);
    const counted = await countedFigures(store.db, spec);
    expect(shape(counted!), JSON.stringify(more)).to.deep.equal(shape(await rowFigures(store.db, spec)));
    return shape(counted!);
  }
  const FILTERS: Filters[] = [
    { ageMin: 1 },
    { lookedAfter: true },
    { lookedAfter: true, ageMin: 16 },
    { gender: "female", risk: ["high"] },
    { not_risk: ["low"], placementType: ["foster_care", "unknown"] },
    { ageMin: 30 },
    { ageMax: 13 },
    { lookedAfter: true, ageMin: 13, ageMax: 15 },
    { ageMin: 13, ageMax: 15 },
    { gender: "female", ageMax: 12 },
    { not_gender: "male" },
    { gender: "female" },
    { risk: ["high"], placementType: ["foster_care"] },
    { risk: ["high", "low"] },
    { placementType: ["foster_care", "family_home"] },
    { placementType: ["unknown"], ageMin: 15 },
    { category: ["missing", "away"], lookedAfter: true },
  ];

  it("are different children, in all and in each bucket, whatever they are filtered and grouped by", async () => {
    for (const filters of FILTERS) {
      for (const groupBy of [null, "placement_type", "gender", "age", "risk"] as const) {
        await told({ filters, groupBy });
        await told({ filters, groupBy, compare: "previous_year" });
      }
    }
  });

  it("stand in every bucket that an episode of theirs is in, and once in the total", async () => {
    const [side] = await told({ filters: { ageMin: 1 }, groupBy: "age" });
    expect(side!.totals.individuals!.value).to.equal(3);
    expect(side!.buckets).to.deep.equal(["10-12 1", "13-15 3", "16_plus 1"]);
    const [byType] = await told({ filters: { lookedAfter: true }, groupBy: "placement_type" });
    expect([byType!.totals.individuals!.value, byType!.buckets]).to.deep.equal([
      2,
      ["family_home 1", "foster_care 2"],
    ]);
  });

  it("have as many assumed values beside long episodes and mean lengths, also where a value is excluded", async () => {
    await store.db.$executeRawUnsafe("UPDATE episode SET assumed = '{placementType,lookedAfter}'");
    await refreshRollups(store, DEFAULT_POLICY, ASKING.asOf);
    const filters: Filters[] = [
      { not_placementType: ["family_home"] },
      { not_gender: "male", lookedAfter: true },
      { gender: "male", placementType: ["foster_care"] },
    ];
    for (const one of filters) {
      for (const metric of ["long_episodes", "average_duration"] as const) {
        const [side] = await told({ filters: one }, metric);
        expect(side!.assumed, JSON.stringify(one)).to.be.greaterThan(0);
      }
    }
    const [side] = await told({ filters: { not_risk: ["low"], lookedAfter: true } }, "long_episodes");
    expect(side!.assumed).to.equal(2);
  });

  it("and their episodes have the mean and the median length of the rows, in all and in each bucket", async () => {
    for (const filters of FILTERS.filter(({ risk, not_risk }) => !risk && !not_risk)) {
      for (const groupBy of [null, "placement_type", "gender"] as const) {
        await told({ filters, groupBy, compare: "previous_year" }, "average_duration");
      }
    }
    const [side] = await told({ filters: { lookedAfter: true } }, "average_duration");
    expect(side!.beside).to.deep.equal({ median_hours: 36 });
  });
});
