import { expect } from "chai";
import type pg from "pg";
import { poolOf } from "../../../data/store/pool.ts";
import { onServer, requireServer, SERVER_URL } from "../../support/stores.ts";

describe("A connection that the server ends", () => {
  let pool: pg.Pool;
  before(async function () {
    await requireServer(this);
  });
  beforeEach(() => {
    pool = poolOf({ connectionString: SERVER_URL }, { max: 1 });
  });
  afterEach(() => pool.end());

  /** Ends it, and waits until this side has heard. */
  const hangUp = async (client: pg.PoolClient) => {
    const [{ pid }] = (await client.query("SELECT pg_backend_pid() AS pid")).rows;
    const heard = new Promise((resolve) => client.once("end", resolve));
    await onServer(`SELECT pg_terminate_backend(${pid})`);
    await heard;
  };

  it("while it is lent fails its next statement, and nothing else", async () => {
    const client = await pool.connect();
    await hangUp(client);
    const failed = await client.query("SELECT 1").catch((error: Error) => error);
    expect(failed).to.be.instanceOf(Error);
    client.release(true);
    expect((await pool.query("SELECT 1 AS one")).rows).to.deep.equal([{ one: 1 }]);
  });

  it("while it is idle is replaced by the next one that is wanted", async () => {
    const client = await pool.connect();
    client.release();
    await hangUp(client);
    expect((await pool.query("SELECT 1 AS one")).rows).to.deep.equal([{ one: 1 }]);
  });
});
