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

  const post = (body: string, crossedMs?: number) =>
    connectorHttp(crossedMs === undefined ? {} : { crossedMs }).send({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      method: "POST",
      headers: { toJson: () => ({}) },
      body,
    });

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

  it("sends a message again once, not for ever", async () => {
    closes = (n) => n === 2 || had.size > 1;
    await post("one");
    const refused = await post("two").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ConnectorRefusal);
    expect([had.size, answered]).to.deep.equal([2, ["one"]]);
  });
});
