import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A connector that tells when the bot's message for a conversation arrived. */
export interface Connector {
  url: string;
  /** resolves with the instant (performance.now, ms) at which the next message arrives there */
  arrival(conversationId: string): Promise<number>;
  close(): void;
}

export async function startConnector(): Promise<Connector> {
  const waiting = new Map<string, (at: number) => void>();
  let serial = 0;
  const server = createServer((request, response) => {
    const at = performance.now();
    const [, conversation = ""] = /\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? "") ?? [];
    request.resume();
    request.on("end", () => {
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: `m${++serial}` }));
      const id = decodeURIComponent(conversation);
      waiting.get(id)?.(at);
      waiting.delete(id);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrival: (conversationId) => new Promise((resolve) => waiting.set(conversationId, resolve)),
    close: () => server.close(),
  };
}
