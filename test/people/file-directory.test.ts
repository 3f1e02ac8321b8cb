import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fileDirectory, PeopleFileError } from "../../bot/people/file-directory.ts";
import type { ConversationRef, Scope } from "../../bot/turn.ts";

const conversation = (id: string, scope: Scope): ConversationRef => ({
  id,
  threadId: id,
  scope,
  tenantId: "t",
  serviceUrl: "",
  channelId: "msteams",
  botId: "",
  teamId: null,
  teamAadGroupId: null,
});

const PEOPLE = {
  people: [
    {
      id: "sam",
      aadObjectId: "AAD-1",
      name: "Sam Worker",
      role: "social_worker" as const,
      team: "North",
      worker: "Sam Worker",
    },
    { id: "pat", aadObjectId: "aad-2", name: "Pat Home", role: "residential" as const, home: "Oak House" },
  ],
  channels: [
    { conversationId: "19:group", audience: "operational" as const },
    { conversationId: "19:chat", audience: "operational" as const },
  ],
};

describe("the directory of a file", () => {
  const directory = fileDirectory({ data: PEOPLE });

  it("knows people by their Entra id in either case, whatever the tenant", async () => {
    expect(await directory.person("aad-1", "any")).to.deep.equal({
      id: "sam",
      aadObjectId: "AAD-1",
      name: "Sam Worker",
      role: "social_worker",
      agency: null,
      team: "North",
      worker: "Sam Worker",
      home: null,
    });
    expect(await directory.person("aad-3", "any")).to.equal(null);
    expect(await directory.person("", "any", { fresh: true })).to.equal(null);
  });

  it("takes a 1:1 chat with a person who is known for personal, and with nobody else", async () => {
    const sam = await directory.person("aad-1", "any");
    expect(await directory.audience(conversation("a:1", "personal"), sam)).to.equal("personal");
    expect(await directory.audience(conversation("a:1", "personal"), null)).to.equal("outside");
  });

  it("takes channels and group chats for outside unless they are listed", async () => {
    expect(await directory.audience(conversation("19:group", "channel"), null)).to.equal("operational");
    expect(await directory.audience(conversation("19:chat", "groupChat"), null)).to.equal("operational");
    expect(await directory.audience(conversation("19:else", "channel"), null)).to.equal("outside");
    expect(await directory.audience(conversation("19:else", "groupChat"), null)).to.equal("outside");
  });

  describe("a file that cannot be used", () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "homeward-people-"));
    });
    after(() => rmSync(folder, { recursive: true }));
    const open = (text: string) => {
      const path = join(folder, "people.json");
      writeFileSync(path, text);
      return () => fileDirectory({ path });
    };

    it("is said to be missing, or not JSON", () => {
      expect(() => fileDirectory({ path: join(folder, "none.json") })).to.throw(
        PeopleFileError,
        /cannot be read/,
      );
      expect(open("{")).to.throw(PeopleFileError, /not JSON/);
    });

    it("is said to hold a role that does not exist, with the place", () => {
      const row = { ...PEOPLE.people[0], role: "king" };
      expect(open(JSON.stringify({ people: [row] }))).to.throw(PeopleFileError, /people\.0\.role/);
    });

    it("may not make a shared conversation personal", () => {
      const channels = [{ conversationId: "19:x", audience: "personal" }];
      expect(open(JSON.stringify({ people: [], channels }))).to.throw(
        PeopleFileError,
        /channels\.0\.audience/,
      );
    });

    it("may not give two people one id", () => {
      const twice = [PEOPLE.people[0], { ...PEOPLE.people[1], aadObjectId: "aad-1" }];
      expect(open(JSON.stringify({ people: twice }))).to.throw(PeopleFileError, /share the id/);
    });

    it("is read where it is right", async () => {
      const read = open(JSON.stringify(PEOPLE))();
      expect(await read.person("aad-2", "")).to.include({ role: "residential", home: "Oak House" });
    });
  });
});
