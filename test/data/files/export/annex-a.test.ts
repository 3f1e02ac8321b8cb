import { expect } from "chai";
import type { Store } from "../../../../data/store/store.ts";
import { havingChildren, havingEpisodes, havingInterviews, hours, NOW } from "../../../support/builders.ts";
import { exportedFrom, records } from "../../../support/exported.ts";
import { describeOnBothStores } from "../../../support/stores.ts";

const YEAR = 365 * 24;
const FILE = "annex_a_list_8_missing.csv";
const OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?";
const ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?";

describeOnBothStores("Annex A list 8, as at 30 July 2019", (open) => {
  let store: Store;
  let kit: number;
  let sam: number;
  beforeEach(async () => {
    store = await open();
    [kit, sam] = (await havingChildren(
      store,
      { source: "lcs", externalId: "17", lookedAfter: true },
      { source: "lcs", externalId: "18", lookedAfter: true, name: "Sam" },
      { source: "lcs", externalId: "19", lookedAfter: false },
    )) as [number, number];
  });

  const listed = async () => records((await exportedFrom(store, { annexA: true, now: NOW })).contents[FILE]!);
  const answered = async () => {
    const [row] = await listed();
    return [row![OFFERED], row![ACCEPTED]];
  };

  it("has one row for each child who is looked after, under the list's own headings", async () => {
    const rows = await listed();
    expect(rows).to.deep.equal(
      ["17", "18"].map((id) => ({
        "Child Unique ID": id,
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": "0",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": "0",
        [OFFERED]: "",
        [ACCEPTED]: "",
      })),
    );
  });

  it("counts the last 12 months, missing apart from away and absent", async () => {
    await havingEpisodes(
      store,
      // 30 July 2018, 00:00 London, and a minute before
      {
        childId: kit,
        startedAt: new Date("2018-07-29T23:00:00Z"),
        endedAt: new Date("2018-07-30T10:00:00Z"),
      },
      {
        childId: kit,
        startedAt: new Date("2018-07-29T22:59:00Z"),
        endedAt: new Date("2018-07-29T22:59:30Z"),
      },
      { childId: kit, startedAt: hours(-90), endedAt: hours(-80), category: "away" },
      { childId: kit, startedAt: hours(-70), endedAt: hours(-60), category: "absent" },
      { childId: kit, startedAt: hours(-50), endedAt: hours(-40), lookedAfter: false },
      { childId: kit, startedAt: hours(-2) },
      { childId: sam, startedAt: hours(-YEAR - 30), endedAt: hours(-YEAR - 29) },
    );
    const counts = (await listed()).map((row) => Object.values(row).slice(1, 3));
    expect(counts).to.deep.equal([
      ["2", "2"],
      ["0", "0"],
    ]);
  });

  it("tells the interview of the last missing episode that has ended", async () => {
    const [first, last] = await havingEpisodes(
      store,
      { childId: kit, startedAt: hours(-200), endedAt: hours(-190) },
      { childId: kit, startedAt: hours(-100), endedAt: hours(-90) },
      { childId: kit, startedAt: hours(-2) },
    );
    await havingInterviews(store, { episodeIds: [first!], offeredAt: hours(-180), completedAt: hours(-170) });
    expect(await answered()).to.deep.equal(["N", "N"]);
    const declined = { outcome: "declined" as const, outcomeAt: hours(-80) };
    await havingInterviews(store, { episodeIds: [last!], offeredAt: hours(-85), ...declined });
    expect(await answered()).to.deep.equal(["Y", "N"]);
    await havingInterviews(store, { episodeIds: [last!], completedAt: hours(-10) });
    expect(await answered()).to.deep.equal(["Y", "Y"]);
  });
});
