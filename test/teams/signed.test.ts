import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createLog } from "../../bot/log.ts";
import { createAdapter } from "../../bot/teams/adapter.ts";
import { Sender, TENANT } from "../support/activities.ts";
import { HttpBot } from "../support/http-bot.ts";

const APP = "33333333-3333-4333-8333-333333333333";
const ISSUER = "https://api.botframework.com";
const KEY = "key-1";

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A token as the Bot Service makes them, with the claims and the header that a test gives. */
function token(key: KeyObject, claims: object, header: object = {}): string {
  const head = `${encode({ alg: "RS256", typ: "JWT", kid: KEY, ...header })}.${encode(claims)}`;
  return `Bearer ${head}.${createSign("RSA-SHA256").update(head).sign(key, "base64url")}`;
}

describe("A service", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  let issuer: Server;
  let bot: HttpBot;
  const printed: unknown[] = [];
  const consoleError = console.error;

  before(async () => {
    // botbuilder prints every token error to the console.
    console.error = (...line: unknown[]) => void printed.push(line);
    const jwk = { ...publicKey.export({ format: "jwk" }), kid: KEY, use: "sig", endorsements: ["msteams"] };
    issuer = createServer((request, response) => {
      const base = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
      response.setHeader("Content-Type", "application/json");
      response.end(
        JSON.stringify(
          request.url === "/keys" ? { keys: [jwk] } : { issuer: ISSUER, jwks_uri: `${base}/keys` },
        ),
      );
    });
    await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
    bot = await HttpBot.start({
      takeTurn: async () => [],
      tenants: [TENANT],
      identity: {
        mode: "service",
        app: { id: APP, tenantId: TENANT, type: "SingleTenant", password: "not-a-real-one" },
      },
      authentication: {
        ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
        ToChannelFromBotOAuthScope: ISSUER,
        ToBotFromChannelTokenIssuer: ISSUER,
        OAuthUrl: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/metadata`,
        ToBotFromEmulatorOpenIdMetadataUrl: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/metadata`,
        CallerId: "",
      },
    });
  });
  after(async () => {
    console.error = consoleError;
    await bot.close();
    issuer.closeAllConnections();
    await new Promise<void>((resolve) => issuer.close(() => resolve()));
  });
  beforeEach(() => {
    bot.turns.length = 0;
  });

  const now = () => Math.floor(Date.now() / 1000);
  const claims = (change: object = {}) => ({
    iss: ISSUER,
    aud: APP,
    serviceurl: bot.connector.serviceUrl,
    nbf: now() - 60,
    exp: now() + 3600,
    ...change,
  });
  const send = (authorization: string | null, change: object = {}) =>
    bot.send(
      { ...bot.activity({ type: "message", text: "hello" }), ...change },
      authorization === null ? {} : { Authorization: authorization },
    );

  it("takes what the Bot Service signed for this bot", async () => {
    expect(await send(token(privateKey, claims()))).to.deep.include({ status: 200, text: "" });
    expect(bot.turns).to.have.length(1);
  });

  const unsigned = (header: object) =>
    `Bearer ${encode({ alg: "none", kid: KEY, ...header })}.${encode(claims())}.`;
  const withPublicKeyAsSecret = () => {
    const head = `${encode({ alg: "HS256", typ: "JWT", kid: KEY })}.${encode(claims())}`;
    const pem = publicKey.export({ type: "spki", format: "pem" }) as string;
    return `Bearer ${head}.${createHmac("sha256", pem).update(head).digest("base64url")}`;
  };
  for (const [what, authorization] of [
    ["no header", () => null],
    ["an empty header", () => ""],
    ["garbage", () => "Bearer garbage"],
    ["garbage of three parts", () => "Bearer a.b.c"],
    ["another scheme", () => token(privateKey, claims()).replace("Bearer", "Basic")],
    ["no scheme", () => token(privateKey, claims()).replace("Bearer ", "")],
    ["a token that has expired", () => token(privateKey, claims({ nbf: now() - 7200, exp: now() - 3600 }))],
    ["a token that is not valid yet", () => token(privateKey, claims({ nbf: now() + 3600 }))],
    ["a token for another bot", () => token(privateKey, claims({ aud: TENANT }))],
    ["a token for nobody", () => token(privateKey, claims({ aud: undefined }))],
    ["a token of another issuer", () => token(privateKey, claims({ iss: "https://issuer.example" }))],
    [
      "a token for another service address",
      () => token(privateKey, claims({ serviceurl: "https://evil.example/" })),
    ],
    ["a token without a service address", () => token(privateKey, claims({ serviceurl: undefined }))],
    ["a token that another key signed", () => token(stranger, claims())],
    ["a token of an unknown key", () => token(privateKey, claims(), { kid: "key-2" })],
    ["a token without a signature", () => unsigned({})],
    ["a token signed with the public key as a secret", withPublicKeyAsSecret],
    [
      "a token of an emulator for another bot",
      () =>
        token(
          privateKey,
          claims({
            iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
            ver: "1.0",
            appid: TENANT,
          }),
        ),
    ],
  ] as [string, () => string | null][]) {
    it(`answers ${what} with 401 and takes no turn`, async () => {
      const reply = await send(authorization());
      expect(reply.status).to.equal(401);
      expect(reply.json).to.deep.equal({ error: "not authorised" });
      expect(bot.turns).to.deep.equal([]);
      expect(bot.connector.received).to.deep.equal([]);
    });
  }

  it("answers a signed activity that leaves the service address out with 400: the claim could not be checked", async () => {
    expect((await send(token(privateKey, claims()), { serviceUrl: undefined })).status).to.equal(400);
    expect(bot.turns).to.deep.equal([]);
  });

  it("answers what was signed for another channel with 401", async () => {
    expect((await send(token(privateKey, claims()), { channelId: "webchat" })).status).to.equal(401);
    expect(bot.turns).to.deep.equal([]);
  });

  it("writes no token and no words of a message to its log", () => {
    expect(bot.logged.join(""))
      .to.contain("not_authorised")
      .and.not.to.contain("eyJ")
      .and.not.to.contain("hello");
  });
});

describe("A bot with a managed identity", () => {
  it("takes nobody's word either", async () => {
    const log = createLog({ clock: () => new Date(0), level: "silent" as "info" });
    const app = { id: APP, tenantId: TENANT, type: "UserAssignedMSI", password: null } as const;
    const adapter = createAdapter({ identity: { mode: "service", app }, log });
    const activity = new Sender("http://127.0.0.1:1/").activity({ type: "message", text: "hello" });
    const answer = await adapter.receive("", activity, async () => expect.fail("a turn was taken"));
    expect(answer.status).to.equal(401);
  });
});

describe("A bot without an app id", () => {
  it("is not made where another machine could reach it", () => {
    const log = createLog({ clock: () => new Date(0), level: "silent" as "info" });
    for (const host of ["0.0.0.0", "::", "", "10.0.0.4", "homeward.example", "127.0.0.1.example"]) {
      expect(() => createAdapter({ identity: { mode: "local", host }, log }), host).to.throw(
        "this machine alone",
      );
    }
    for (const host of ["127.0.0.1", "127.0.0.2", "::1", "localhost"]) {
      createAdapter({ identity: { mode: "local", host }, log });
    }
  });
});
