import { expect } from "chai";
import pg from "pg";
import { PATIENCE } from "../../bot/house.ts";
import type { Store } from "../../data/store/store.ts";
import { CANARY } from "../support/demo-store.ts";
import { somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";

describeOnBothStores("A press that the store keeps waiting or fails", (open) => {
  const alex = somebody("alex");
  let house: TestHouse;
  let town: Town;
  let store: Store;
  /** what becomes of the next transaction, after its work is done and before it is committed, or after */
  let around: ((run: () => Promise<unknown>) => Promise<unknown>) | null;
  let refuseRaw: boolean;
  beforeEach(async () => {
    around = null;
    refuseRaw = false;
    store = await open();
    town = await smallTown(store);
    const db = new Proxy(store.db, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key === "$transaction" && around) {
          const instead = around;
          return (...given: unknown[]) => instead(() => Reflect.apply(value, target, given));
        }
        if (key === "$executeRawUnsafe" && refuseRaw) {
          return () => Promise.reject(new Error(`gone with ${NAMES.kit}`));
        }
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    house = await TestHouse.open({ ...store, db }, { sends: false, patience: PATIENCE });
  });
  afterEach(() => house.close());

  const press = async () => {
    const inputs = { id: town.kit.episodeId, version: 1, date: "2019-07-30", time: "13:00" };
    const { status, body } = await house.invoke("return.log", inputs, alex);
    expect(status).to.equal(200);
    return body;
  };
  const wordsOf = (body: { value: unknown }) => JSON.stringify(body.value);
  const writes = () => store.db.change.count({ where: { activityId: { not: null } } });

  it("is told soon that it was not saved, and then it never is", async () => {
    const other = new pg.Client(
      "host" in store.connection ? { ...store.connection, ssl: false } : store.connection,
    );
    await other.connect();
    try {
      await other.query("BEGIN");
      await other.query("SELECT id FROM episode WHERE id = $1 FOR UPDATE", [town.kit.episodeId]);
      expect((await press()).value).to.match(/^Not saved/);
      await other.query("COMMIT");
    } finally {
      await other.end();
    }
    expect(wordsOf(await press()))
      .to.match(/is back/)
      .and.not.to.match(/Already logged/);
    expect(await writes()).to.equal(1);
  });

  it("is told that it was not saved where the database fails before the commit", async () => {
    around = () => Promise.reject(new Error(`gone with ${NAMES.kit}`));
    expect((await press()).value).to.match(/^Not saved/);
    expect(await writes()).to.equal(0);
    expect(house.logged.join("")).to.contain("press failed").and.not.to.match(CANARY);
  });

  it("is asked to press again where the commit's answer is lost, and counts once", async () => {
    around = async (run) => {
      await run();
      throw new Error("the connection was reset");
    };
    expect((await press()).value).to.match(/could not make sure .* it counts once/);
    around = null;
    expect(wordsOf(await press())).to.match(/Already logged/);
    expect(await writes()).to.equal(1);
  });

  it("is told that it was saved where only its card cannot be made", async () => {
    around = async (run) => {
      const result = await run();
      refuseRaw = true;
      return result;
    };
    expect((await press()).value).to.match(/^Saved\./);
    expect(await writes()).to.equal(1);
  });

  for (const table of ["change", "audit", "receipt", "episode", "pgboss.job"]) {
    it(`is not saved, and says so, where the disk is full when ${table} is written`, async () => {
      await store.db.$executeRawUnsafe(
        `CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
      );
      await store.db.$executeRawUnsafe(
        `CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION disk_full()`,
      );
      try {
        expect((await press()).value).to.match(/^Not saved/);
        expect(await writes()).to.equal(0);
        const { endedAt } = await store.db.episode.findUniqueOrThrow({ where: { id: town.kit.episodeId } });
        expect(endedAt).to.equal(null);
      } finally {
        await store.db.$executeRawUnsafe("DROP FUNCTION disk_full CASCADE");
      }
      expect(wordsOf(await press()))
        .to.match(/is back/)
        .and.not.to.match(/Already logged/);
      expect(await writes()).to.equal(1);
    });
  }
});

describe("A press while the database restarts (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("is not lost and not doubled: whoever presses until it is answered has it saved once", async () => {
    const store = await freshServerStore();
    const town = await smallTown(store);
    const house = await TestHouse.open(store);
    const inputs = { id: town.kit.episodeId, version: 1, date: "2019-07-30", time: "13:00" };
    const hangUp = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const said: string[] = [];
    await store.db.$queryRawUnsafe(hangUp);
    for (let presses = 0; presses < 5 && !said.at(-1)?.includes("is back"); presses++) {
      const { status, body } = await house.invoke("return.log", inputs, somebody("alex"));
      expect(status).to.equal(200);
      said.push(JSON.stringify(body.value));
    }
    expect(said.at(-1)).to.match(/is back/);
    for (const earlier of said.slice(0, -1)) expect(earlier).to.match(/^"Not saved|could not make sure/);
    expect(await store.db.change.count({ where: { activityId: { not: null } } })).to.equal(1);
    await house.close();
  });
});
