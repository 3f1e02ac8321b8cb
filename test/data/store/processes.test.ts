import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readLock, takeLock } from "../../../data/store/folder-lock.ts";
import { openStore } from "../../../data/store/open.ts";
import { StoreProcess } from "../../support/store-process.ts";
import { freshFolder, TEST_CLOCK } from "../../support/stores.ts";

describe("An embedded store and the processes that want it", function () {
  this.timeout(60_000);
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
    const first = await opened("server");
    const second = start("server");
    const said = await second.says();
    expect(said)
      .to.match(/^held_by_server: /)
      .and.to.include(`pid ${first.pid}`);
    expect(await second.ended()).to.equal(2);
    expect(await first.ask("count")).to.equal("0");
  });

  it("serves commands while a server has it open", async () => {
    const server = await opened("server");
    const command = await opened("client");
    expect(await command.ask("insert Police")).to.equal("inserted");
    expect(await server.ask("count")).to.equal("1");
    expect(await command.ask("close")).to.equal("closed");
    expect(await server.ask("count")).to.equal("1");
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
    const command = await opened("client");
    const server = start("server");
    expect(await server.says())
      .to.match(/^held_by_server: A command/)
      .and.to.include(`pid ${command.pid}`);
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

  it("rolls back what a killed command had not committed, and goes on", async () => {
    const server = await opened("server");
    const command = await opened("client");
    expect(await command.ask("begin Police")).to.equal("begun");
    command.kill("SIGKILL");
    expect(await server.ask("count")).to.equal("0");
    expect(await server.ask("insert Charity")).to.equal("inserted");
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`is let go of at a ${signal}`, async () => {
      const server = await opened("server");
      server.kill(signal);
      expect(await server.ended()).to.equal(signal);
      expect(readdirSync(folder)).to.deep.equal(["pgdata"]);
    });
  }

  it("does not believe a lock whose pid now belongs to another process", async () => {
    takeLock(folder, {
      pid: process.ppid,
      began: "0",
      since: TEST_CLOCK().toISOString(),
      as: "server",
      socketDir: folder,
      ready: true,
    });
    // where the system tells no process's start, a living pid has to be believed
    if (process.platform !== "linux") return;
    const server = await opened("server");
    expect(readLock(folder)?.pid).to.equal(server.pid);
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
