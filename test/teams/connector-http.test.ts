import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "chai";
import { ConnectorRefusal, connectorHttp } from "../../bot/teams/connector-http.ts";

describe("The way to the connector", () => {
  let server: Server;
  /** how many requests a connection has had, and those that were answered, by their body */
  let had: Map<Socket, number>;
  let answered: string[];
  /** whether a connection is closed at the request that is its n-th, and what it says before */
  let closes: (n: number) => boolean;
  let says: string;

  beforeEach(async () => {
    had = new Map();
    answered = [];
    says = "";
    server = createServer((request, response) => {
      const n = (had.get(request.socket) ?? 0) + 1;
      had.set(request.socket, n);
      if (closes(n)) {
        request.socket.end(says);
        return;
      }
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        answered.push(body);
        response.end("{}");
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const requestOf = (body: string) => ({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    method: "POST",
    headers: { toJson: () => ({}) },
    body,
  });
  const post = (body: string, crossedMs?: number) =>
    connectorHttp(crossedMs === undefined ? {} : { crossedMs }).send(requestOf(body));

  it("loses no message on a connection that is closed just as it is used again", async () => {
    closes = (n) => n === 2;
    for (const body of ["one", "two", "three"]) await post(body);
    expect(answered).to.deep.equal(["one", "two", "three"]);
  });

  it("sends nothing again that a new connection may have taken", async () => {
    closes = () => true;
    const refused = await post("one").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ConnectorRefusal);
    expect([had.size, answered]).to.deep.equal([1, []]);
  });

  it("sends nothing again that a kept connection may have taken: one that ends late, or has begun to answer", async () => {
    closes = (n) => n === 2;
    await post("one");
    const late = await post("two", 0).catch((error: unknown) => error);
    says = "HTTP/1.1 200 OK\r\nContent-Le";
    await post("three");
    const begun = await post("four").catch((error: unknown) => error);
    expect([late, begun].every((refused) => refused instanceof ConnectorRefusal)).to.equal(true);
    expect(answered).to.deep.equal(["one", "three"]);
  });

  describe("holds back a message that is made ready", () => {
    /** a connection of it is there, and so many bytes have come */
    let connected: Promise<Socket>;
    beforeEach(() => {
      closes = () => false;
      connected = new Promise((resolve) => server.once("connection", resolve));
    });

    it("until it may go: not a byte of it leaves before", async () => {
      let go = () => {};
      const sent = connectorHttp().send(requestOf("one"), new Promise((resolve) => (go = resolve)));
      const connection = await connected;
      // what another says on a connection of its own arrives
      await post("two");
      expect([connection.bytesRead, answered]).to.deep.equal([0, ["two"]]);
      go();
      await sent;
      expect(answered).to.deep.equal(["two", "one"]);
    });

    it("for good, where it may not go at all", async () => {
      let drop = () => {};
      const told = new Promise<void>((_, reject) => (drop = () => reject(new Error("not written"))));
      const sent = connectorHttp().send(requestOf("one"), told);
      const connection = await connected;
      const ended = once(connection, "close");
      drop();
      expect(await sent.catch((error: unknown) => error)).to.be.instanceOf(ConnectorRefusal);
      await ended;
      expect([connection.bytesRead, had.size]).to.deep.equal([0, 0]);
    });

    it("and loses none whose kept connection has been closed meanwhile", async () => {
      await post("one");
      const kept = await connected;
      let go = () => {};
      const sent = connectorHttp().send(requestOf("two"), new Promise((resolve) => (go = resolve)));
      const ended = once(kept, "close");
      kept.resetAndDestroy();
      await ended;
      // by then this side knows, too
      await post("three");
      go();
      await sent;
      expect(answered).to.deep.equal(["one", "three", "two"]);
    });

    it("and loses none whose new connection is closed just as it goes", async () => {
      let go = () => {};
      const sent = connectorHttp().send(requestOf("one"), new Promise((resolve) => (go = resolve)));
      const connection = await connected;
      await post("two");
      connection.destroy();
      // this side does not know yet
      go();
      await sent;
      expect(answered).to.deep.equal(["two", "one"]);
    });

    for (const says of [
      "408 Request Timeout\r\nConnection: close",
      "503 Busy\r\nRetry-After: 0",
      "201 Created",
    ])
      it(`and takes no answer for its own that came before it went: ${says.slice(0, 3)}`, async () => {
        let go = () => {};
        const sent = connectorHttp().send(requestOf("one"), new Promise((resolve) => (go = resolve)));
        (await connected).write(`HTTP/1.1 ${says}\r\nContent-Length: 0\r\n\r\n`);
        // by then this side has read it
        for (let n = 0; n < 3; n += 1) await post("two");
        go();
        expect((await sent).bodyAsText).to.equal("{}");
        expect(answered.filter((body) => body === "one")).to.have.length(1);
      });

    it("without counting the wait as the connector's", async () => {
      let go = () => {};
      const told = new Promise<void>((resolve) => (go = resolve));
      const sent = connectorHttp({ timeoutMs: 300 }).send(requestOf("one"), told);
      const begun = performance.now();
      while (performance.now() - begun < 400) await post("two");
      go();
      await sent;
      expect(answered.at(-1)).to.equal("one");
    });
  });

  it("gives up an answer that does not come in time, or not to its end", async () => {
    for (const begins of [false, true]) {
      server.removeAllListeners("request");
      server.on("request", (_, response) => begins && response.write("{"));
      const refused = await connectorHttp({ timeoutMs: 50 })
        .send(requestOf("one"))
        .catch((error: unknown) => error);
      expect(refused, String(begins)).to.be.instanceOf(ConnectorRefusal);
    }
  });

  it("sends a message again once, not for ever", async () => {
    closes = (n) => n === 2 || had.size > 1;
    await post("one");
    const refused = await post("two").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ConnectorRefusal);
    expect([had.size, answered]).to.deep.equal([2, ["one"]]);
  });
});
