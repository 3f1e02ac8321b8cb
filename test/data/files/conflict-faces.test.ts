import { expect } from "chai";
import { conflictFace, countOpenConflicts, openConflicts } from "../../../data/files/conflict-faces.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  anEndedEpisode,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingOrganisation,
  hours,
} from "../../support/builders.ts";
import { havingConflicts } from "../../support/conflicts.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("The conflicts that imports have kept", (open) => {
  let store: Store;
  let child: number;
  let episodes: number[];
  beforeEach(async () => {
    store = await open();
    await havingOrganisation(store, {
      placements: [
        { name: "Linden", type: "council_care_home" },
        { name: "The Family Xs", type: "foster_care" },
      ],
    });
    [child] = (await havingChildren(store, {})) as [number];
    episodes = await havingEpisodes(
      store,
      anEndedEpisode(child),
      anEndedEpisode(child, { startedAt: hours(-900), endedAt: hours(-890) }),
    );
  });

  it("say which episodes and whose, and at which version the record stands", async () => {
    const [interview] = await havingInterviews(store, { episodeIds: episodes, offeredAt: hours(-1) });
    await havingConflicts(
      store,
      { table: "interview", rowId: interview!, detectedAt: hours(-3) },
      { table: "episode", rowId: episodes[0]!, detectedAt: hours(-2) },
      { table: "child", rowId: child, detectedAt: hours(-1) },
    );
    const { conflicts, total } = await openConflicts(store.db, { offset: 0, limit: 5 });
    const stored = await store.db.episode.findMany({ orderBy: { number: "asc" } });
    const references = stored.map(({ number }) => `ME-${number}`);
    expect(total).to.equal(3);
    expect(conflicts.map(({ table }) => table)).to.deep.equal(["interview", "episode", "child"]);
    expect(conflicts.map((one) => one.childIds)).to.deep.equal([[child], [child], [child]]);
    expect(conflicts[0]!.episodes).to.deep.equal(references);
    expect(conflicts[2]!.episodes).to.deep.equal([]);
    expect(conflicts.map(({ version }) => version)).to.deep.equal([1, 1, 1]);
  });

  it("tell homes from households among the places that they name", async () => {
    const [id] = await havingConflicts(store, {
      table: "child",
      rowId: child,
      ours: { placement: "Linden" },
      file: { placement: "The Family Xs" },
      detectedAt: hours(-1),
    });
    expect((await conflictFace(store.db, id!))!.homes).to.deep.equal(["Linden"]);
  });

  it("come a page at a time, oldest first, without those that are settled", async () => {
    const ids = await havingConflicts(
      store,
      ...[1, 2, 3, 4].map((n) => ({
        table: "child" as const,
        rowId: child,
        externalId: `X${n}`,
        detectedAt: hours(-n),
      })),
    );
    await store.db.importConflict.update({
      where: { id: ids[3]! },
      data: { settledAt: hours(0), choice: "ours" },
    });
    const page = async (offset: number) =>
      (await openConflicts(store.db, { offset, limit: 2 })).conflicts.map(({ id }) => id);
    expect(await page(0)).to.deep.equal([ids[2], ids[1]]);
    expect(await page(2)).to.deep.equal([ids[0]]);
    expect(await countOpenConflicts(store.db)).to.equal(3);
    expect(await conflictFace(store.db, ids[3]!)).to.include({ choice: "ours" });
    expect(await conflictFace(store.db, 999_999)).to.equal(null);
  });
});
