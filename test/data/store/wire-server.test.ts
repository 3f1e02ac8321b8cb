import { expect } from "chai";
import pg from "pg";
import { freshStore } from "../../support/stores.ts";

describe("Many clients on the one session of an embedded store", () => {
  let pool: pg.Pool;
  beforeEach(async () => {
    const { connection } = await freshStore();
    pool = new pg.Pool({ ...connection, max: 6 });
  });
  // before the store is used again
  afterEach(() => pool.end());

  it("get their own answers, however large the parameters of the others", async () => {
    const large = "x".repeat(3_000_000);
    let asking = true;
    const small = async (own: number) => {
      while (asking) {
        const { rows } = await pool.query("SELECT $1::int AS own, 'small' AS kind", [own]);
        expect(rows).to.deep.equal([{ own, kind: "small" }]);
      }
    };
    const others = Promise.all([1, 2, 3].map(small));
    for (let round = 0; round < 3; round++) {
      const { rows } = await pool.query("SELECT length($1::text) AS length, $2::text AS kind", [
        large,
        "large",
      ]);
      expect(rows).to.deep.equal([{ length: 3_000_000, kind: "large" }]);
    }
    asking = false;
    await others;
  });

  it("do not see or disturb each other's transactions", async () => {
    await pool.query("INSERT INTO agency (name) VALUES ('0')");
    const add = async () => {
      const client = await pool.connect();
      await client.query("BEGIN");
      const { rows } = await client.query("SELECT name FROM agency");
      await client.query("UPDATE agency SET name = $1", [String(Number(rows[0].name) + 1)]);
      await client.query("COMMIT");
      client.release();
    };
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await pool.query("SELECT name FROM agency")).rows).to.deep.equal([{ name: "20" }]);
  });

  it("are told of an error and go on, in a transaction too", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    const error = await client.query("SELECT 1 / $1::int", [0]).catch((caught: Error) => caught);
    expect(error).to.be.instanceOf(pg.DatabaseError);
    await client.query("ROLLBACK");
    expect((await client.query("SELECT 2 AS two")).rows).to.deep.equal([{ two: 2 }]);
    client.release();
    expect((await pool.query("SELECT 3 AS three")).rows).to.deep.equal([{ three: 3 }]);
  });

  it("get all rows of a long answer", async () => {
    const { rows } = await pool.query("SELECT generate_series(1, 100000) AS n");
    expect(rows).to.have.length(100_000);
    expect(rows.at(-1)).to.deep.equal({ n: 100_000 });
  });
});
