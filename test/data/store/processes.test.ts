import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { beganOf, readLock, takeLock } from "../../../data/store/folder-lock.ts";
import { openStore } from "../../../data/store/open.ts";
import { StoreProcess } from "../../support/store-process.ts";
import { freshFolder, TEST_CLOCK } from "../../support/stores.ts";

describe("An embedded store and the processes that want it", function () {
  this.timeout(120_000);
  let folder: string;
  let processes: StoreProcess[];
  beforeEach(async () => {
    folder = await freshFolder();
    processes = [];
  });
  afterEach(async () => {
    for (const process of processes) {
      process.kill("SIGKILL");
      await process.ended();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (as: "server" | "client", dataDir = folder) => {
    const started = new StoreProcess(dataDir, as);
    processes.push(started);
    return started;
  };
  const opened = async (as: "server" | "client", dataDir = folder) => {
    const started = start(as, dataDir);
    expect(await started.says()).to.equal("open");
    return started;
  };

  it("refuses a second server and names the first one's pid", async () => {
    const first = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
    const second = start("server");
    expect(await second.says())
      .to.match(/^held_by_server: /)
      .and.to.include(`pid ${process.pid}`);
    expect(await second.ended()).to.equal(2);
    expect(await first.db.agency.count()).to.equal(0);
    await first.close();
  });

  it("serves commands while a server has it open, and rolls back one that is killed", async () => {
    const server = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
    const command = await opened("client");
    expect(await command.ask("insert Police")).to.equal("inserted");
    expect(await server.db.agency.count()).to.equal(1);
    expect(await command.ask("begin Charity")).to.equal("begun");
    command.kill("SIGKILL");
    expect(await server.db.agency.count()).to.equal(1);
    await server.db.agency.create({ data: { name: "Charity" } });
    await server.close();
  });

  it("is opened by a command where nobody has it, and joined by the next one", async () => {
    const first = await opened("client");
    const second = await opened("client");
    expect(await second.ask("insert Police")).to.equal("inserted");
    first.tell("close");
    // the first waits for the second, which still works
    expect(await second.ask("count")).to.equal("1");
    expect(await second.ask("close")).to.equal("closed");
    expect(await first.says()).to.equal("closed");
    expect(readdirSync(folder)).to.deep.equal(["pgdata"]);
  });

  it("tells a server which command has it open", async () => {
    const command = await openStore({ dataDir: folder, as: "client", clock: TEST_CLOCK });
    const error = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK }).catch(
      (caught) => caught,
    );
    expect(error).to.include({ code: "held_by_server" });
    expect(error.message)
      .to.match(/^A command/)
      .and.to.include(`pid ${process.pid}`);
    await command.close();
  });

  it("opens again after a kill -9, with what was written", async () => {
    const killed = await opened("server");
    await killed.ask("insert Police");
    killed.kill("SIGKILL");
    expect(await killed.ended()).to.equal("SIGKILL");
    expect(readLock(folder)?.pid).to.equal(killed.pid);

    const next = await opened("server");
    expect(await next.ask("count")).to.equal("1");
    expect(readLock(folder)?.pid).to.equal(next.pid);
  });

  it("is made anew where its making was cut short", async () => {
    const other = mkdtempSync(join(tmpdir(), "homeward-test-"));
    mkdirSync(join(other, "pgdata.new-1"));
    writeFileSync(join(other, "pgdata.new-1", "PG_VERSION"), "17");
    const server = await openStore({ dataDir: other, as: "server", clock: TEST_CLOCK });
    expect(await server.db.agency.count()).to.equal(0);
    await server.close();
    expect(readdirSync(other)).to.deep.equal(["pgdata"]);
    rmSync(other, { recursive: true, force: true });
  });

  it("is let go of at a SIGTERM", async () => {
    const server = await opened("server");
    server.kill("SIGTERM");
    expect(await server.ended()).to.equal("SIGTERM");
    expect(readdirSync(folder)).to.deep.equal(["pgdata"]);
  });

  it("ends a command at a SIGTERM even while another one uses its store", async () => {
    const holder = await opened("client");
    const other = await openStore({ dataDir: folder, as: "client", clock: TEST_CLOCK });
    expect(await other.db.agency.count()).to.equal(0);
    holder.kill("SIGTERM");
    expect(await holder.ended()).to.equal("SIGTERM");
    expect(await other.db.agency.count().catch(() => "cut off")).to.equal("cut off");
    await other.close();
  });

  it("does not believe a lock whose pid now belongs to another process", async function () {
    // where the system tells no process's start, a living pid has to be believed
    if (beganOf(process.ppid) === null) this.skip();
    takeLock(folder, {
      pid: process.ppid,
      began: "0",
      since: TEST_CLOCK().toISOString(),
      as: "server",
      socketDir: folder,
      ready: true,
    });
    const server = await openStore({ dataDir: folder, as: "server", clock: TEST_CLOCK });
    expect(readLock(folder)?.pid).to.equal(process.pid);
    await server.close();
  });

  it("lets one of two servers in that find the same dead one's lock", async () => {
    const killed = await opened("server");
    killed.kill("SIGKILL");
    await killed.ended();
    const both = [start("server"), start("server")];
    const said = await Promise.all(both.map((one) => one.says()));
    expect(said.filter((line) => line === "open")).to.have.length(1);
    expect(said.filter((line) => line?.startsWith("held_by_server: "))).to.have.length(1);
  });

  it("works in a folder whose path is longer than a socket's may be", async () => {
    const deep = join(folder, "a".repeat(60), "b".repeat(60));
    mkdirSync(deep, { recursive: true });
    renameSync(join(folder, "pgdata"), join(deep, "pgdata"));
    const server = await openStore({ dataDir: deep, as: "server", clock: TEST_CLOCK });
    const { socketDir } = readLock(deep)!;
    expect(socketDir.length).to.be.below(90);
    const command = await opened("client", deep);
    expect(await command.ask("count")).to.equal("0");
    expect(await command.ask("close")).to.equal("closed");
    await server.close();
    expect(existsSync(socketDir)).to.equal(false);
    expect(readdirSync(deep)).to.deep.equal(["pgdata"]);
  });
});
