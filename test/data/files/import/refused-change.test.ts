import { expect } from "chai";
import type { Store } from "../../../../data/store/store.ts";
import { havingEpisodes } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { COUNCIL, EPISODES, importing } from "./importing.ts";

describeOnBothStores("A row that would change an episode and is refused", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    const { placements, children, episodes } = COUNCIL as Record<string, string[]>;
    await importing(store, { placements: placements!, children: children!, episodes: episodes! });
  });
  const refused = async (...rows: string[]) => {
    const { told } = await importing(store, { episodes: [EPISODES, ...rows] });
    return told.map(({ line, message }) => `${line} ${message}`).sort();
  };

  it("leaves it with its own child, in the way of the child's other rows", async () => {
    const told = await refused(
      "E1,C2,,2019-05-03T10:00Z,2019-05-03T20:00Z,,Police",
      "E8,C1,,2019-05-01T12:00Z,2019-05-01T13:00Z,,",
    );
    expect(told).to.have.length(2);
    expect(told[0]).to.match(/^2 .*overlaps the child's episode E3/);
    expect(told[1]).to.match(/^3 .*overlaps the child's episode E1/);
    expect(await store.db.episode.count()).to.equal(3);
  });

  it("is not in the way of the child that it was to be given to", async () => {
    const told = await refused(
      "E1,C2,,2019-05-03T10:00Z,2019-05-03T20:00Z,,Police",
      "E8,C2,,2019-05-01T10:00Z,2019-05-01T11:00Z,,",
    );
    expect(told.map((one) => one[0])).to.deep.equal(["2"]);
    expect(await store.db.episode.count()).to.equal(4);
  });

  it("gives way where it goes: two children's episodes may be exchanged", async () => {
    const told = await refused(
      "E1,C2,,2019-05-03T10:00Z,2019-05-03T20:00Z,,Police",
      "E3,C1,,2019-05-01T10:00Z,2019-05-01T20:00Z,,",
    );
    expect(told).to.deep.equal([]);
  });

  it("leaves one made by card, which it would have taken over, in the way of others", async () => {
    const { id: childId } = await store.db.child.findFirstOrThrow({ where: { externalId: "C1" } });
    const [startedAt, endedAt] = [new Date("2019-04-10T10:00Z"), new Date("2019-04-10T14:00Z")];
    await havingEpisodes(store, { childId, startedAt, endedAt });
    const told = await refused(
      "E1,C1,,2019-04-10T09:00Z,2019-04-10T12:00Z,,Police",
      "E8,C1,,2019-04-10T11:00Z,2019-04-10T13:00Z,,",
    );
    expect(told[0]).to.match(/^2 .*overlaps the child's episode ME-\d+, which is stored/);
    expect(told[1]).to.match(/^3 .*overlaps the one of the same child in line 2/);
  });

  it("because its id stands there twice makes no return fit its interview that does not", async () => {
    await importing(store, { interviews: COUNCIL.interviews! });
    const told = await refused(
      "E1,C1,,2019-05-01T10:00Z,2019-05-03T20:00Z,,Police",
      "E1,C1,,2019-05-01T10:00Z,2019-05-01T19:00Z,,Police",
    );
    expect(told[0]).to.match(/^2 .*interview I1 was completed before this return/);
    expect(told[1]).to.match(/^3 .*episode_id of line 2 too/);
    expect(told).to.have.length(2);
  });
});
