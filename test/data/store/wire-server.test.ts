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

  it("share what one of them had parsed, each with its own values and types", async () => {
    const sum = (n: number) => pool.query("SELECT $1::int + 1 AS next", [n]);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => sum(n)));
    expect(answers.map(({ rows }) => rows[0].next)).to.deep.equal(
      Array.from({ length: 30 }, (_, n) => n + 1),
    );
    const { rows } = await pool.query(
      "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = $1",
      ["SELECT $1::int + 1 AS next"],
    );
    expect(rows).to.deep.equal([{ n: 1 }]);
  });

  it("get an error of a statement each time that it is sent, and its answer once it is right", async () => {
    const failed = () => pool.query("SELECT name FROM later").catch((caught: Error) => caught);
    expect(await failed()).to.be.instanceOf(pg.DatabaseError);
    expect(await failed()).to.be.instanceOf(pg.DatabaseError);
    await pool.query("CREATE TEMP TABLE later AS SELECT 'here' AS name");
    expect((await pool.query("SELECT name FROM later")).rows).to.deep.equal([{ name: "here" }]);
  });

  it("see the columns that a table has now, and go on after a client has let go of all statements", async () => {
    await pool.query("CREATE TEMP TABLE wide AS SELECT 1 AS a");
    const all = async () => (await pool.query("SELECT * FROM wide WHERE a = $1", [1])).rows;
    expect(await all()).to.deep.equal([{ a: 1 }]);
    await pool.query("ALTER TABLE wide ADD COLUMN b int");
    expect(await all()).to.deep.equal([{ a: 1, b: null }]);
    await pool.query("DISCARD PLANS");
    await pool.query("DEALLOCATE ALL");
    expect(await all()).to.deep.equal([{ a: 1, b: null }]);
  });

  it("may send more different statements than are kept", async () => {
    for (let round = 0; round < 2; round++)
      for (let n = 0; n < 150; n++)
        expect((await pool.query(`SELECT ${n} + $1::int AS sum`, [round])).rows).to.deep.equal([
          { sum: n + round },
        ]);
    const { rows } = await pool.query("SELECT count(*)::int AS kept FROM pg_prepared_statements");
    expect(rows[0].kept).to.be.at.most(120);
  });
});
