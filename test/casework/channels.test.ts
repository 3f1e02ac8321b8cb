import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { wordsOf } from "../support/card-parts.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { smallTown } from "../support/town.ts";

const BIND = "post episodes here";
const STOP = "stop posting episodes here";

describeOnBothStores("A channel in which new episodes are to be posted", (open) => {
  let store: Store;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const adele = somebody("adele", OPERATIONS);
  const ask = async (text: string, as = adele) => wordsOf((await house.say(text, as)).card);
  const bound = () => store.db.channelBinding.findMany({ orderBy: { teamId: "asc" } });

  it("is bound by a manager to every team, and again changes nothing", async () => {
    expect(await ask(BIND)).to.contain("of every team here");
    expect(await ask(BIND)).to.contain("already come here. Nothing has changed.");
    expect(await ask(`${BIND} for North`)).to.contain("of every team already come");
    const [row, ...others] = await bound();
    expect(others).to.deep.equal([]);
    expect(row).to.deep.include({
      conversationId: OPERATIONS.conversationId!.split(";")[0],
      teamId: 0,
      boundBy: adele.aadObjectId,
      boundAt: house.now,
    });
  });

  it("is bound to single teams, one after the other, until it is bound to all", async () => {
    expect(await ask(`${BIND} for North`)).to.contain("new missing episodes of North here");
    expect(await ask(`${BIND} for my team`)).to.contain("of North already come");
    expect(await ask(`${BIND} for South`)).to.contain("of North, South here");
    expect(await ask(`${STOP} for North`)).to.contain("of South still come here");
    expect(await ask(BIND)).to.contain("of every team here");
    expect((await bound()).map(({ teamId }) => teamId)).to.deep.equal([0]);
  });

  it("is bound no longer once somebody says so", async () => {
    expect(await ask(STOP)).to.contain("Nothing has changed");
    await ask(BIND);
    expect(await ask(`${STOP} for North`)).to.contain("of every team still come here. Nothing has changed.");
    expect(await ask(STOP)).to.contain("no longer posted here");
    expect(await bound()).to.deep.equal([]);
  });

  for (const [who, may] of [
    ["alex", true],
    ["adele", true],
    ["megan", false],
    ["patti", false],
    ["isaiah", false],
  ] as const) {
    it(`is ${may ? "" : "not "}bound by ${who}`, async () => {
      const said = await ask(BIND, somebody(who, OPERATIONS));
      expect(said).to.contain(may ? "of every team here" : "Your role does not include this");
      expect(await bound()).to.have.length(may ? 1 : 0);
    });
  }

  it("is not bound where somebody may read along who is not covered, and can be stopped there", async () => {
    const there = somebody("adele", OUTSIDE);
    expect(await ask(BIND, there)).to.contain("I don't post episodes here");
    expect(await bound()).to.deep.equal([]);
    const conversationId = OUTSIDE.conversationId!.split(";")[0]!;
    await store.db.channelBinding.create({
      data: { conversationId, teamId: 0, boundBy: "x", boundAt: house.now },
    });
    expect(await ask(STOP, there)).to.contain("no episode is posted here");
    expect(await bound()).to.deep.equal([]);
  });

  it("is no 1:1 chat", async () => {
    expect(await ask(BIND, somebody("adele"))).to.contain("in channels and group chats");
    expect(await bound()).to.deep.equal([]);
  });

  it("is not bound to a team that the asker has not", async () => {
    expect(await ask(`${BIND} for my team`, somebody("alex", OPERATIONS))).to.contain(
      "I don't know your team",
    );
    expect(await bound()).to.deep.equal([]);
  });

  it("is in the audit with its teams", async () => {
    await ask(`${BIND} for North`);
    const [row] = await store.db.audit.findMany({ where: { kind: "write", personId: adele.aadObjectId } });
    expect(row!.detail).to.deep.include({ verb: "bind_channel", changed: true });
  });
});
