import { expect } from "chai";
import type { Directory } from "../../bot/people/directory.ts";
import { graphDirectory } from "../../bot/people/graph-directory.ts";
import type { ConversationRef } from "../../bot/turn.ts";
import { type FakeGraph, type FakeMember, startFakeGraph, type Trouble } from "../support/fake-graph.ts";

const COUNCIL = "11111111-1111-4111-8111-111111111111";
const POLICE = "22222222-2222-4222-8222-222222222222";
const STRANGERS = "33333333-3333-4333-8333-333333333333";
const group = (n: number) => `aaaaaaaa-aaaa-4aaa-8aaa-${String(n).padStart(12, "0")}`;
const person = (n: number) => `bbbbbbbb-bbbb-4bbb-8bbb-${String(n).padStart(12, "0")}`;
const [SOCIAL_WORKERS, NORTH, POLICE_OFFICERS, CHARITY, MANAGERS, OAK] = [1, 2, 3, 4, 5, 6].map(group) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const TEAM = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";

const channel = (parts: Partial<ConversationRef> = {}): ConversationRef => ({
  id: "19:channel@thread.tacv2",
  threadId: "19:channel@thread.tacv2",
  scope: "channel",
  tenantId: COUNCIL,
  serviceUrl: "",
  channelId: "msteams",
  botId: "",
  teamId: "19:team@thread.tacv2",
  teamAadGroupId: TEAM,
  ...parts,
});

describe("the directory of Microsoft Graph", () => {
  let graph: FakeGraph;
  let now: Date;
  let failures: string[];
  let directory: Directory;

  const make = (
    agencies = [
      { name: "City Council", tenantIds: [COUNCIL], groupIds: [] },
      { name: "County Police", tenantIds: [POLICE], groupIds: [POLICE_OFFICERS] },
      { name: "Safe Return", tenantIds: [], groupIds: [CHARITY] },
    ] as { name: string; tenantIds: string[]; groupIds: string[] }[],
  ): Directory =>
    graphDirectory({
      client: graph.client,
      policy: { agencies },
      groups: [
        { id: MANAGERS, role: "team_manager" },
        { id: SOCIAL_WORKERS, role: "social_worker" },
        { id: NORTH, team: "North" },
        { id: POLICE_OFFICERS, role: "police" },
        { id: CHARITY, role: "return_interviewer", agency: "Safe Return Charity" },
        { id: OAK, role: "residential", home: "Oak House" },
      ],
      tenantId: COUNCIL,
      clock: () => now,
      onFailure: ({ what }) => void failures.push(what),
    });

  const addUser = (n: number, userType: "Member" | "Guest", groups: string[], more = {}) => {
    graph.users.set(person(n), { id: person(n), displayName: `Worker ${n}`, userType, groups, ...more });
    return person(n);
  };
  const addMembers = (...members: FakeMember[]) => void graph.channels.set(channel().id, members);
  const member = (userId: string | null, tenantId = COUNCIL, roles: string[] = []): FakeMember => ({
    userId,
    tenantId,
    roles,
  });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  beforeEach(async () => {
    graph = await startFakeGraph();
    now = new Date("2019-07-30T13:00:00Z");
    failures = [];
    directory = make();
  });
  afterEach(() => graph.close());

  describe("who somebody is", () => {
    it("takes role and team from the groups, and the worker from the name, of the council's own staff", async () => {
      const id = addUser(1, "Member", [SOCIAL_WORKERS, NORTH]);
      expect(await directory.person(id, COUNCIL)).to.deep.equal({
        id,
        aadObjectId: id,
        name: "Worker 1",
        role: "social_worker",
        agency: null,
        team: "North",
        worker: "Worker 1",
        home: null,
      });
    });

    it("gives the role of the first group listed to somebody in several", async () => {
      const id = addUser(1, "Member", [SOCIAL_WORKERS, MANAGERS]);
      expect(await directory.person(id, COUNCIL)).to.have.property("role", "team_manager");
    });

    it("knows staff in no listed group, without a role", async () => {
      const id = addUser(1, "Member", []);
      expect(await directory.person(id, COUNCIL)).to.include({ role: "none", team: null });
    });

    it("gives a guest of an agreed agency a partner's role, and no worker", async () => {
      const id = addUser(1, "Guest", [CHARITY]);
      expect(await directory.person(id, COUNCIL)).to.include({
        role: "return_interviewer",
        agency: "Safe Return Charity",
        worker: null,
      });
    });

    it("gives a guest no role of the council's staff, whatever group holds them", async () => {
      const id = addUser(1, "Guest", [SOCIAL_WORKERS, MANAGERS, NORTH, CHARITY]);
      expect(await directory.person(id, COUNCIL)).to.include({ role: "return_interviewer" });
    });

    it("does not know a guest of no agreed agency", async () => {
      const id = addUser(1, "Guest", [SOCIAL_WORKERS, OAK]);
      expect(await directory.person(id, COUNCIL)).to.equal(null);
    });

    it("does not know an account that is switched off, or that is not there", async () => {
      const id = addUser(1, "Member", [SOCIAL_WORKERS], { accountEnabled: false });
      expect(await directory.person(id, COUNCIL)).to.equal(null);
      expect(await directory.person(person(99), COUNCIL)).to.equal(null);
      expect(failures).to.deep.equal([]);
    });

    it("asks for at most 20 groups at a time", async () => {
      const many = Array.from({ length: 45 }, (_, i) => group(100 + i));
      directory = make([{ name: "Many", tenantIds: [], groupIds: many }]);
      const id = addUser(1, "Guest", [group(144), POLICE_OFFICERS]);
      expect(await directory.person(id, COUNCIL)).to.include({ role: "police", agency: "Many" });
      expect(graph.checked.map((ids) => ids.length).sort()).to.deep.equal([11, 20, 20]);
    });
  });

  it("tries once more where Graph asks for a moment's wait", async () => {
    const id = addUser(1, "Member", [SOCIAL_WORKERS]);
    graph.trouble.set("checkMemberGroups", { status: 429, retryAfter: "0", times: 1 });
    expect(await directory.person(id, COUNCIL)).to.include({ role: "social_worker" });
  });

  describe("when Graph does not answer in full", () => {
    beforeEach(async () => {
      await graph.close();
      graph = await startFakeGraph({ timeoutMs: 300 });
      directory = make();
    });

    const troubles: [string, Trouble][] = [
      ["403", { status: 403 }],
      ["429 with a long wait", { status: 429, retryAfter: "60" }],
      ["500", { status: 500 }],
      ["503 twice", { status: 503, retryAfter: "0" }],
      ["no answer", "hang"],
      ["broken JSON", "bad json"],
      ["another shape", "wrong shape"],
      ["a cut connection", "cut off"],
    ];
    for (const [name, trouble] of troubles) {
      for (const part of ["checkMemberGroups", "$select"]) {
        it(`knows nobody on ${name} (${part})`, async () => {
          const id = addUser(1, "Member", [SOCIAL_WORKERS]);
          graph.trouble.set(part, trouble);
          expect(await directory.person(id, COUNCIL)).to.equal(null);
          expect(failures).to.deep.equal(["person"]);
        });
      }
      it(`takes the room for outside on ${name}`, async () => {
        addMembers(member(addUser(1, "Member", [SOCIAL_WORKERS])));
        graph.trouble.set("allMembers", trouble);
        expect(await directory.audience(channel(), null)).to.equal("outside");
        expect(failures).to.deep.equal(["audience"]);
      });
    }
  });

  describe("who is in a channel", () => {
    it("is operational where everybody is the council's or a guest of an agreed agency", async () => {
      addMembers(
        member(addUser(1, "Member", [SOCIAL_WORKERS]), COUNCIL, ["owner"]),
        member(addUser(2, "Guest", [POLICE_OFFICERS]), POLICE, ["guest"]),
        member(addUser(3, "Guest", [CHARITY]), COUNCIL, ["guest"]),
      );
      expect(await directory.audience(channel(), null)).to.equal("operational");
    });

    it("is operational with people of an agreed tenant in a shared channel", async () => {
      addMembers(member(addUser(1, "Member", [])), member(person(50), POLICE));
      expect(await directory.audience(channel(), null)).to.equal("operational");
    });

    it("is outside with one person of another tenant", async () => {
      addMembers(member(addUser(1, "Member", [])), member(person(50), STRANGERS));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside with a guest of no agreed agency, even from an agreed tenant", async () => {
      addMembers(member(addUser(1, "Member", [])), member(addUser(2, "Guest", []), POLICE, ["guest"]));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside with a guest who is listed under the council's tenant", async () => {
      addMembers(member(addUser(1, "Member", [])), member(addUser(2, "Guest", []), COUNCIL, []));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside with a member whom Graph cannot name", async () => {
      addMembers(member(addUser(1, "Member", [])), member(null));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside where the council is not on the agreement itself", async () => {
      directory = make([{ name: "County Police", tenantIds: [POLICE], groupIds: [] }]);
      addMembers(member(addUser(1, "Member", [SOCIAL_WORKERS])));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside without a member, without a team's group, and for a group chat", async () => {
      addMembers();
      expect(await directory.audience(channel(), null)).to.equal("outside");
      expect(await directory.audience(channel({ teamAadGroupId: null }), null)).to.equal("outside");
      expect(await directory.audience(channel({ scope: "groupChat" }), null)).to.equal("outside");
    });

    it("reads every page, and finds the stranger on the last", async () => {
      const staff = [1, 2, 3, 4, 5, 6].map((n) => member(addUser(n, "Member", [])));
      addMembers(...staff);
      expect(await directory.audience(channel(), null)).to.equal("operational");
      expect(graph.requests.filter((request) => request.includes("allMembers"))).to.have.length(3);
      directory.forget(channel().id);
      addMembers(...staff, member(person(50), STRANGERS));
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside where a later page fails", async () => {
      addMembers(...[1, 2, 3, 4, 5].map((n) => member(addUser(n, "Member", []))));
      graph.trouble.set("$skiptoken=4", { status: 500 });
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is outside where a page's link leads elsewhere or round in a circle", async () => {
      addMembers(...[1, 2, 3].map((n) => member(addUser(n, "Member", []))));
      graph.nextLink = "https://example.invalid/v1.0/members";
      expect(await directory.audience(channel(), null)).to.equal("outside");
      directory.forget(channel().id);
      graph.nextLink = null;
      expect(await directory.audience(channel(), null)).to.equal("operational");
      directory.forget(channel().id);
      graph.nextLink = `https://example.invalid/v1.0/teams/${TEAM}/channels/${encodeURIComponent(channel().id)}/allMembers`;
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("is personal in a 1:1 chat with a person who is known, and with nobody else", async () => {
      const asker = await directory.person(addUser(1, "Member", []), COUNCIL);
      expect(await directory.audience(channel({ scope: "personal" }), asker)).to.equal("personal");
      expect(await directory.audience(channel({ scope: "personal" }), null)).to.equal("outside");
    });
  });

  describe("what is remembered", () => {
    const calls = () => graph.requests.length;

    it("keeps a person for five minutes, and asks anew for writes", async () => {
      const id = addUser(1, "Member", [SOCIAL_WORKERS]);
      await directory.person(id, COUNCIL);
      const before = calls();
      later(299);
      await directory.person(id.toUpperCase(), COUNCIL);
      expect(calls()).to.equal(before);
      graph.users.get(id)!.groups = [];
      expect(await directory.person(id, COUNCIL)).to.include({ role: "social_worker" });
      expect(await directory.person(id, COUNCIL, { fresh: true })).to.include({ role: "none" });
      expect(await directory.person(id, COUNCIL)).to.include({ role: "none" });
      later(300);
      graph.users.get(id)!.groups = [MANAGERS];
      expect(await directory.person(id, COUNCIL)).to.include({ role: "team_manager" });
    });

    it("keeps a denial for 30 seconds", async () => {
      const id = person(1);
      expect(await directory.person(id, COUNCIL)).to.equal(null);
      addUser(1, "Member", [SOCIAL_WORKERS]);
      later(29);
      expect(await directory.person(id, COUNCIL)).to.equal(null);
      later(1);
      expect(await directory.person(id, COUNCIL)).to.include({ role: "social_worker" });
    });

    it("keeps a room for a minute, and no longer than until somebody joins", async () => {
      const staff = member(addUser(1, "Member", []));
      addMembers(staff);
      expect(await directory.audience(channel(), null)).to.equal("operational");
      addMembers(staff, member(person(50), STRANGERS));
      later(59);
      expect(await directory.audience(channel(), null)).to.equal("operational");
      later(1);
      expect(await directory.audience(channel(), null)).to.equal("outside");
      addMembers(staff);
      directory.forget(channel().id);
      expect(await directory.audience(channel(), null)).to.equal("operational");
      addMembers(staff, member(person(50), STRANGERS));
      directory.forget(channel().id);
      expect(await directory.audience(channel(), null)).to.equal("outside");
    });

    it("looks up once for those who ask at the same time", async () => {
      const id = addUser(1, "Member", [SOCIAL_WORKERS]);
      await Promise.all([directory.person(id, COUNCIL), directory.person(id, COUNCIL)]);
      expect(calls()).to.equal(2);
    });
  });
});
