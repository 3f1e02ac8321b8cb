import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import { havingConflicts } from "../support/conflicts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("Import conflicts", (open) => {
  const officer = somebody("tariq");
  let store: Store;
  let house: TestHouse;
  let town: Town;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    house = await TestHouse.open(store, { sends: false });
  });
  afterEach(() => house.close());

  const kept = () =>
    havingConflicts(
      store,
      {
        table: "episode",
        rowId: town.kit.episodeId,
        ours: { risk: "high" },
        file: { risk: "medium" },
        detectedAt: hours(-2),
      },
      {
        table: "child",
        rowId: town.sam.childId,
        ours: { name: NAMES.sam },
        file: { name: NAMES.lee },
        detectedAt: hours(-1),
      },
    );

  it("are listed for a data officer by reference, with both values, the file and the line", async () => {
    await kept();
    const { card } = await house.say("import conflicts", officer);
    const words = wordsOf(card);
    expect(words).to.match(/2 conflicts with the files to settle/);
    expect(words).to.contain(town.kit.reference).and.to.contain(town.sam.reference);
    expect(words).to.match(/ours: high · the file's: medium/);
    expect(words).to.match(/episodes\.csv, line 2, found Tue 30 Jul 2019, 12:00/);
    expect(words).not.to.match(CANARY);
    expect(JSON.stringify(card)).not.to.match(CANARY);
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal([
      "Keep ours",
      "Take the file's",
      "Keep ours",
      "Take the file's",
    ]);
  });

  it("name the child to those who may read the name", async () => {
    await kept();
    const words = wordsOf((await house.say("import conflicts", somebody("alex"))).card);
    expect(words).to.contain(`${NAMES.kit} (${town.kit.reference})`).and.to.contain(NAMES.lee);
  });

  it("are said to be none where there are none", async () => {
    const { card } = await house.say("any conflicts with the files?", officer);
    expect(wordsOf(card)).to.contain("No conflict with the files is open");
    expect(buttonsOf(card)).to.deep.equal([]);
  });

  it("are for those who settle them, and for their own chat", async () => {
    await kept();
    const refused = wordsOf((await house.say("import conflicts", somebody("megan"))).card);
    expect(refused).to.match(/Not part of your role/);
    const { card } = await house.say("import conflicts", somebody("tariq", OPERATIONS));
    expect(wordsOf(card)).to.match(/own chat/);
    expect(wordsOf(card)).not.to.contain(town.kit.reference);
    for (const as of [somebody("megan"), somebody("tariq", OPERATIONS)]) {
      const pressed = await house.invoke("conflict.list", { offset: 0 }, as);
      expect(JSON.stringify(pressed.body)).not.to.contain(town.kit.reference);
    }
  });

  it("are paged, and the last page is shown where its conflicts have been settled meanwhile", async () => {
    await havingConflicts(
      store,
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        table: "child" as const,
        rowId: town.kit.childId,
        externalId: `K${n}`,
        ours: { team: "North" },
        file: { team: "South" },
        detectedAt: hours(-n),
      })),
    );
    const first = await house.say("conflicts", officer);
    expect(wordsOf(first.card)).to.contain("1 to 5 of 6");
    const { card } = await house.press(first.card, "More", officer, { on: first.replies[0]!.id });
    expect(wordsOf(card)).to.contain("6 to 6 of 6");
    const beyond = await house.invoke("conflict.list", { offset: 900 }, officer);
    expect(wordsOf(beyond.card)).to.contain("6 to 6 of 6");
  });

  it("leave an audit row with how many and whose, and never a value", async () => {
    const ids = await kept();
    const { activityId } = await house.say("import conflicts", officer);
    const [audit] = await store.db.audit.findMany({ where: { activityId } });
    expect(audit).to.deep.include({
      kind: "answer",
      role: "data_officer",
      childIds: [town.kit.childId, town.sam.childId],
      detail: { what: "import_conflicts", value: 2, conflictIds: ids },
    });
  });
});
