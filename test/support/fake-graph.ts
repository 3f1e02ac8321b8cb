import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Client } from "@microsoft/microsoft-graph-client";
import { createGraphClient } from "../../bot/people/graph-client.ts";

/** A user of the tenant, with the groups that hold them, directly or not. */
export interface FakeUser {
  id: string;
  displayName: string;
  userType: "Member" | "Guest";
  accountEnabled?: boolean;
  groups: string[];
}

/** One entry of a channel's member list, as Graph documents it. */
export interface FakeMember {
  userId: string | null;
  tenantId: string;
  roles: string[];
}

export type Trouble =
  | { status: number; retryAfter?: string; times?: number }
  | "hang"
  | "bad json"
  | "wrong shape"
  | "cut off";

export interface FakeGraph {
  client: Client;
  users: Map<string, FakeUser>;
  /** members by channel id */
  channels: Map<string, FakeMember[]>;
  /** goes wrong where the path and method (`GET /v1.0/users/…`) contain this */
  trouble: Map<string, Trouble>;
  /** `GET /v1.0/users/…` in the order they came */
  requests: string[];
  /** the group ids of every checkMemberGroups */
  checked: string[][];
  /** another page's address, in place of the next one */
  nextLink: string | null;
  close(): Promise<void>;
}

export const TOKEN = "a-token-for-the-fake";

/**
 * A server on loopback that speaks Graph's documented answers for users/{id}, checkMemberGroups
 * (at most 20 ids) and allMembers (paged, two a page), and fails on request.
 */
export async function startFakeGraph({ timeoutMs = 2_000 } = {}): Promise<FakeGraph> {
  const server = createServer((request, response) => {
    void respond(graph, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const graph: FakeGraph = {
    client: createGraphClient({
      credential: { getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
      baseUrl,
      timeoutMs,
    }),
    users: new Map(),
    channels: new Map(),
    trouble: new Map(),
    requests: [],
    checked: [],
    nextLink: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return graph;

  async function respond(
    graph: FakeGraph,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? "/", baseUrl);
    const call = `${request.method} ${decodeURIComponent(url.pathname)}`;
    graph.requests.push(call + url.search);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const found = [...graph.trouble].find(([part]) => (call + decodeURIComponent(url.search)).includes(part));
    if (found && !makeTrouble(graph, found, response)) return;
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return fail(response, 401);
    const parts = decodeURIComponent(url.pathname).split("/").slice(2);
    const [what, id = "", sub, channel = "", members] = parts;
    if (what === "users" && sub === undefined) return sendUser(graph, id, url, response);
    if (what === "users" && sub === "checkMemberGroups") return sendGroups(graph, id, body, response);
    if (what === "teams" && sub === "channels" && members === "allMembers") {
      return sendMembers(graph, channel, url, response);
    }
    fail(response, 404);
  }

  function sendMembers(graph: FakeGraph, channel: string, url: URL, response: ServerResponse): void {
    const all = graph.channels.get(channel);
    if (!all) {
      fail(response, 404);
      return;
    }
    const skip = Number(url.searchParams.get("$skiptoken") ?? 0);
    const next = new URL(url);
    next.searchParams.set("$skiptoken", String(skip + 2));
    const value = all.slice(skip, skip + 2).map((member, i) => ({
      "@odata.type": "#microsoft.graph.aadUserConversationMember",
      id: `member-${skip + i}`,
      displayName: "somebody",
      email: null,
      visibleHistoryStartDateTime: "0001-01-01T00:00:00Z",
      ...member,
    }));
    const more = skip + 2 < all.length ? { "@odata.nextLink": graph.nextLink ?? next.href } : {};
    json(response, 200, { "@odata.context": `${baseUrl}/v1.0/$metadata#members`, ...more, value });
  }
}

function sendUser(graph: FakeGraph, id: string, url: URL, response: ServerResponse): void {
  const user = graph.users.get(id.toLowerCase());
  if (!user) {
    fail(response, 404);
    return;
  }
  const all: Record<string, unknown> = { accountEnabled: true, ...user };
  const fields = (url.searchParams.get("$select") ?? "id,displayName").split(",");
  json(response, 200, Object.fromEntries(fields.map((field) => [field, all[field] ?? null])));
}

function sendGroups(graph: FakeGraph, id: string, body: string, response: ServerResponse): void {
  const user = graph.users.get(id.toLowerCase());
  if (!user) {
    fail(response, 404);
    return;
  }
  const { groupIds } = JSON.parse(body) as { groupIds: string[] };
  graph.checked.push(groupIds);
  if (groupIds.length > 20) fail(response, 400);
  else
    json(response, 200, {
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)",
      value: groupIds.filter((group) => user.groups.includes(group)),
    });
}

/** True where this request goes well after all. */
function makeTrouble(
  graph: FakeGraph,
  [part, trouble]: [string, Trouble],
  response: ServerResponse,
): boolean {
  if (trouble === "hang") return false;
  if (trouble === "bad json") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"value": [');
  } else if (trouble === "wrong shape") {
    json(response, 200, { id: 7, value: [{ userId: null }] });
  } else if (trouble === "cut off") {
    response.destroy();
  } else {
    const { status, retryAfter, times } = trouble;
    if (times === 0) {
      graph.trouble.delete(part);
      return true;
    }
    if (times !== undefined) trouble.times = times - 1;
    fail(response, status, retryAfter);
  }
  return false;
}

function fail(response: ServerResponse, status: number, retryAfter?: string): void {
  if (retryAfter) response.setHeader("Retry-After", retryAfter);
  const code = status === 404 ? "Request_ResourceNotFound" : status === 403 ? "Forbidden" : "Error";
  json(response, status, { error: { code, message: "fake", innerError: { "request-id": "1" } } });
}

function json(response: ServerResponse, status: number, body: object): void {
  // restify, where it is loaded too, takes writeHead's return value away
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
