import { expect } from "chai";
import { havingChildren, havingEpisodes, hours } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { CHILDREN, EPISODES, importing, tally } from "./importing.ts";
import {
  children,
  episodes,
  everything,
  HEADER,
  missingOf,
  NIGHT,
  returning,
  tallyOf,
} from "./importing-return.ts";

describeOnBothStores("A period of the return that another file has brought", (open) => {
  const COUNCIL = {
    children: CHILDREN,
    episodes: [EPISODES, "E1,C1,missing,2018-06-10T20:00:00Z,2018-06-11T05:00:00Z,high,Police"],
  };

  it("is stored once, whatever the case of the child's id there", async () => {
    const store = await open();
    await importing(store, {
      children: [CHILDREN[0]!, "c1,Kit Marlow,2006-03-31,female,,,,Y"],
      episodes: COUNCIL.episodes.map((row) => row.replace("C1", "c1")),
    });
    const before = await everything(store);
    const result = await returning(store, missingOf(NIGHT));
    expect([result.matched, result.differences, ...tallyOf(result)]).to.deep.equal([1, [], 0, 0, 1, 0, 0]);
    expect(await everything(store)).to.deep.equal(before);
  });

  it("is stored once where the return came first: the file, which knows the hours, takes it over", async () => {
    const store = await open();
    await returning(store, { ...missingOf(NIGHT), header: [HEADER, "C1,2,31/03/2006"] });
    const result = await importing(store, {
      children: [CHILDREN[0]!, "c1,Kit Marlow,2006-03-31,female,,,,Y"],
      episodes: COUNCIL.episodes.map((row) => row.replace("C1", "c1")),
    });
    expect(tally(result)).to.deep.equal([
      [0, 1, 0, 0, 0],
      [0, 1, 0, 0, 0],
    ]);
    expect(await children(store)).to.deep.equal(["council c1 2006-03-31 female"]);
    expect(await episodes(store)).to.deep.equal([
      "ME-20001 c1 council E1 missing 2018-06-10T20:00 instant 2018-06-11T05:00 instant",
    ]);
    const again = await returning(store, missingOf(NIGHT));
    expect([again.matched, again.gone, ...tallyOf(again)]).to.deep.equal([1, [], 0, 0, 1, 0, 0]);
  });

  it("is told of where the two differ, and the store stays as it is", async () => {
    const store = await open();
    await importing(store, COUNCIL);
    const before = await everything(store);
    const result = await returning(store, missingOf("C1,30/03/2006,A,10/06/2018,"));
    expect(result.differences).to.deep.equal([
      {
        line: 2,
        child: "C1",
        reference: null,
        message: "The date of birth is 30/03/2006 in the return and 31/03/2006 in the store, which stands.",
      },
      {
        line: 2,
        child: "C1",
        reference: "ME-20001",
        message: "MISSING is A (away), and the store has it as missing.",
      },
      {
        line: 2,
        child: "C1",
        reference: "ME-20001",
        message: "MIS_END is still open, and in the store it is 11/06/2018.",
      },
    ]);
    expect(await everything(store)).to.deep.equal(before);
  });

  it("is rejected where the days overlap and are not the same", async () => {
    const store = await open();
    await importing(store, COUNCIL);
    const result = await returning(store, missingOf("C1,31/03/2006,M,09/06/2018,11/06/2018"));
    expect(tallyOf(result)).to.deep.equal([0, 0, 0, 1, 0]);
    expect(result.told).to.deep.equal([
      [
        "missing.csv",
        "2",
        "MIS_START",
        "The period overlaps the child's episode ME-20001 (10/06/2018, to 11/06/2018), which is stored from another source. Correct the dates of one of them.",
      ],
    ]);
  });

  it("is the one that a card made on the same day; a return after 31 March is no difference", async () => {
    const store = await open();
    const [kit] = await havingChildren(store, {
      source: "council",
      externalId: "C1",
      dateOfBirth: "2006-03-31",
    });
    const startedAt = new Date("2019-03-28T20:00:00Z");
    await havingEpisodes(store, { childId: kit!, startedAt, endedAt: hours(120, startedAt) });
    const result = await returning(store, missingOf("C1,31/03/2006,M,28/03/2019,"));
    expect([result.matched, result.differences, ...tallyOf(result)]).to.deep.equal([1, [], 0, 0, 1, 0, 0]);
    expect(await store.db.episode.count({ where: { source: null } })).to.equal(1);
  });

  it("is rejected where several stored children could be meant", async () => {
    const store = await open();
    await havingChildren(
      store,
      { source: "council", externalId: "c1", dateOfBirth: "2006-03-31" },
      { source: "council", externalId: "C1", dateOfBirth: "2006-03-31" },
    );
    const result = await returning(store, missingOf(NIGHT));
    expect(result.missing.reasons).to.deep.equal({ several_children: 1 });
    expect(result.told[0]!.slice(2)).to.deep.equal([
      "CHILD",
      "The stored children c1 and C1 could all be this one: the return tells no small letters from capitals. Correct the children's ids in the case system first.",
    ]);
    expect(await store.db.episode.count()).to.equal(0);
  });
});
