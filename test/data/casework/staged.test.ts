import { expect } from "chai";
import { storeStagedChildren } from "../../../data/casework/staged-children.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import { anAuthor } from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { expectBothWaysAgree } from "./both-ways.ts";

describeOnBothStores("A file's rows, stored at once or one by one", (open) => {
  it("leave the same store, its history included", async () => {
    await expectBothWaysAgree(open, { runs: 4, seed: 7 });
  });
});

describeOnBothStores("The ids of a file's new rows", (open) => {
  it("are drawn again where somebody else drew one among them", async () => {
    const store = await open();
    let draws = 0;
    /** The first time that ids are drawn, each second one goes to somebody else. */
    const contended = (sql: string) =>
      sql.includes("nextval") && ++draws === 1
        ? sql.replace("SELECT nextval", "SELECT nextval('child_id_seq') + nextval")
        : sql;
    await write(store, anAuthor(), async (w) => {
      const tx = new Proxy(w.tx, {
        get: (target, name) =>
          name === "$executeRawUnsafe"
            ? (sql: string, ...values: unknown[]) => target.$executeRawUnsafe(contended(sql), ...values)
            : Reflect.get(target, name, target),
      });
      const among: Writing = Object.create(w, { tx: { value: tx } });
      return storeStagedChildren(among, {
        sql: `SELECT line, NULL::int AS row_id, 'lcs' AS source, 'C' || line AS external_id,
                '2010-01-01'::date AS date_of_birth FROM generate_series(1, 5) line`,
        params: [],
        fields: new Set(["source", "externalId", "dateOfBirth"]),
      });
    });
    expect(draws).to.equal(2);
    const children = await store.db.child.findMany({ orderBy: { id: "asc" } });
    expect(children.map(({ externalId }) => externalId).sort()).to.deep.equal(["C1", "C2", "C3", "C4", "C5"]);
    const [next] = await store.db.$queryRawUnsafe<{ id: number }[]>(
      "SELECT nextval(pg_get_serial_sequence('child', 'id'))::int AS id",
    );
    expect(children.map(({ id }) => id)).to.deep.equal([5, 4, 3, 2, 1].map((before) => next!.id - before));
  });
});
