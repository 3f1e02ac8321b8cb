import { expect } from "chai";
import type { EpisodeRow } from "../../../data/casework/episodes.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Filters } from "../../../data/vocabulary.ts";
import { asking } from "../../support/asking.ts";
import {
  anEndedEpisode,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingOrganisation,
  hours,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const JULY = { period: { from: "2019-07-01", to: "2019-08-01" } };

describeOnBothStores("A filter", (open) => {
  let store: Store;
  let children: number[];
  let agencies: number[];
  let workers: number[];
  let byId: Filters;
  let counted: (filters: Filters) => Promise<number | null>;

  /** One episode of the first kind, two of the second, four of which nothing is known: a count tells which. */
  beforeEach(async () => {
    store = await open();
    children = await havingChildren(
      store,
      { gender: "female", flags: ["cse"], dateOfBirth: "2008-01-01" },
      { gender: "male", flags: ["cce"], dateOfBirth: "2004-01-01" },
      { gender: "unknown", dateOfBirth: "2006-01-01" },
    );
    const ids = await havingOrganisation(store, {
      agencies: ["Police", "Charity"],
      teams: ["North", "South"],
      workers: [{ name: "Ann Abel" }, { name: "Bo Bright" }],
      placements: [
        { name: "Ashdown", type: "council_care_home", provider: "First" },
        { name: "Birch Lodge", type: "foster_care", provider: "Second" },
      ],
    });
    const both = (map: Map<string, number>) => [...map.values()] as [number, number];
    agencies = both(ids.agencies);
    workers = both(ids.workers);
    const [teams, placements, providers] = [both(ids.teams), both(ids.placements), both(ids.providers)];
    const kinds: Partial<EpisodeRow>[] = [0, 1].map((i) => ({
      agencyId: agencies[i],
      teamId: teams[i],
      workerId: workers[i],
      placementId: placements[i],
      providerId: providers[i],
      placementType: (["council_care_home", "foster_care"] as const)[i],
      legalStatus: (["section_20", "full_care_order"] as const)[i],
      risk: (["high", "low"] as const)[i],
      lookedAfter: i === 0,
      outOfArea: i === 0,
    }));
    kinds.push({});
    const starts = [10, 20, 30, 40, 50, 60, 70].map((n) => ({ startedAt: hours(-n) }));
    await havingEpisodes(
      store,
      ...[0, 1, 1, 2, 2, 2, 2].map((kind, i) =>
        anEndedEpisode(children[kind]!, { ...kinds[kind], ...starts[i] }),
      ),
    );
    counted = async (filters) => (await asking(store)("episodes", { ...JULY, filters })).value;
    byId = {
      agency: [agencies[0]!],
      team: [teams[0]],
      worker: [workers[0]!],
      placement: [placements[0]],
      provider: [providers[0]],
    };
  });

  it("keeps what has the value, its opposite what has another, and neither what has none", async () => {
    const first: Filters = {
      ...byId,
      placementType: ["council_care_home"],
      legalStatus: ["section_20"],
      risk: ["high"],
      lookedAfter: true,
      outOfArea: true,
      gender: "female",
    };
    for (const [key, value] of Object.entries(first)) {
      const opposite = typeof value === "boolean" ? { [key]: !value } : { [`not_${key}`]: value };
      expect(await counted({ [key]: value }), key).to.equal(1);
      expect(await counted(opposite), `the opposite of ${key}`).to.equal(2);
    }
    expect(await counted({ placementType: ["unknown"] }), "unknown type").to.equal(4);
    expect(await counted({})).to.equal(7);
  });

  it("by child, age or flag is about children, and a child without the flag is in its opposite", async () => {
    expect(await counted({ child: [children[1]!] })).to.equal(2);
    expect(await counted({ not_child: [children[1]!] })).to.equal(5);
    expect(await counted({ ageMin: 13 })).to.equal(6);
    expect(await counted({ ageMax: 13 })).to.equal(5);
    expect(await counted({ flag: ["cse"] })).to.equal(1);
    expect(await counted({ not_flag: ["cse"] })).to.equal(6);
  });

  it("narrows with every further one", async () => {
    expect(await counted({ placementType: ["foster_care"], gender: "male" })).to.equal(2);
    expect(await counted({ placementType: ["foster_care"], gender: "female" })).to.equal(0);
    expect(await counted({ placementType: ["council_care_home", "foster_care"] })).to.equal(3);
  });

  it("by category takes the place of the policy's, and its opposite takes from them", async () => {
    await havingEpisodes(
      store,
      anEndedEpisode(children[0]!, { category: "away", startedAt: hours(-100) }),
      anEndedEpisode(children[0]!, { category: "absent", startedAt: hours(-110) }),
      anEndedEpisode(children[0]!, { category: "absent", startedAt: hours(-120) }),
    );
    expect(await counted({})).to.equal(7);
    expect(await counted({ category: ["absent"] })).to.equal(2);
    expect(await counted({ not_category: ["missing"] })).to.equal(3);
    expect(await counted({ category: ["away", "absent"], not_category: ["away"] })).to.equal(2);
  });

  it("by agency or by me is about who interviews, where interviews are counted", async () => {
    const startedAt = hours(-200);
    const ids = await havingEpisodes(
      store,
      ...children.map((childId) => anEndedEpisode(childId, { startedAt, agencyId: agencies[0]! })),
    );
    const by = (at: number, who: number) =>
      anInterview([ids[at]!], { agencyId: agencies[who]!, interviewerId: workers[who]! });
    await havingInterviews(store, by(0, 0), by(1, 1));
    const offered = async (filters: Filters) => {
      const { numerator, denominator } = await asking(store)("interviews_offered", { ...JULY, filters });
      return [numerator, denominator];
    };
    expect(await offered({ agency: [agencies[1]!] })).to.deep.equal([1, 1]);
    expect(await offered({ not_agency: [agencies[1]!] })).to.deep.equal([1, 1]);
    expect((await offered({}))[0]).to.equal(2);
    const mine = workers.indexOf(1);
    expect(mine, "the asker is the first worker").to.equal(0);
    expect(await offered({ worker: ["@me"] })).to.deep.equal([1, 1]);
    expect(await offered({ not_worker: ["@me"] })).to.deep.equal([1, 1]);
    expect(await offered({ interviewOffered: true })).to.deep.equal([2, 2]);
    expect(await offered({ interviewOffered: false })).to.deep.equal([0, 8]);
  });
});
