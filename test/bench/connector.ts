import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** When (performance.now, ms) a message arrived, and its JSON. */
export interface Arrival {
  at: number;
  body: string;
}

/** A connector that tells when the bot's message for a conversation arrived; edits of cards are none. */
export interface Connector {
  url: string;
  /** resolves with the next message that arrives there */
  arrival(conversationId: string): Promise<Arrival>;
  close(): void;
}

export async function startConnector(): Promise<Connector> {
  const waiting = new Map<string, (arrival: Arrival) => void>();
  let serial = 0;
  const server = createServer((request, response) => {
    const at = performance.now();
    const [, conversation = ""] = /\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? "") ?? [];
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: `m${++serial}` }));
      if (request.method !== "POST") return;
      const id = decodeURIComponent(conversation);
      waiting.get(id)?.({ at, body: Buffer.concat(chunks).toString() });
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
