import { expect } from "chai";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { allowed, mayName } from "../../bot/disclosure/permissions.ts";
import type { EpisodeEntry, Showable } from "../../bot/disclosure/showable.ts";
import { AUDIENCES, type Audience, ROLES, type Role } from "../../bot/people/directory.ts";
import type { ListView } from "../../cards/views.ts";
import { CHILDREN, CONTEXT, EPISODES, MINE, NOW, STRANGER, viewer } from "./builders.ts";

const REASON = "Forename1X was at a friend's";
const by = { name: "Kim Worker", agency: "City Council" };
const reading = { english: "As it was read", unused: [], named: false };
const face = (id: number) => CHILDREN.find((child) => child.id === id)!;

function looked(id = MINE, parts: Partial<Extract<Showable, { kind: "disclosures" }>> = {}): Showable {
  return {
    kind: "disclosures",
    asked: { kind: "disclosures", filters: { child: [id] }, period: null },
    child: face(id),
    rows: [{ at: NOW, by, role: "duty", audience: "personal", scope: "personal", sent: false, detail: {} }],
    total: 1,
    people: 1,
    offset: 0,
    during: null,
    reading,
    now: NOW,
    ...parts,
  };
}

const entry = (parts: Partial<EpisodeEntry> = {}): EpisodeEntry => ({
  kind: "return_corrected",
  recordedAt: NOW,
  risk: null,
  was: { endedAt: "2019-07-29T13:00:00.000Z", endPrecision: "instant" },
  is: { endedAt: "2019-07-28T23:00:00.000Z", endPrecision: "date" },
  reason: REASON,
  role: "team_manager",
  by,
  ...parts,
});

function life(id = MINE, entries = [entry()]): Showable {
  return {
    kind: "episode_history",
    asked: { kind: "episode_history", episode: "ME-8101", filters: {} },
    child: face(id),
    episode: EPISODES.find(({ childId }) => childId === id)!,
    entries,
    total: entries.length,
    offset: 0,
    reading,
    now: NOW,
  };
}

const show = (shown: Showable, role: Role, audience: Audience = "personal") =>
  disclose(shown, audience, viewer(role), CONTEXT);
const cells = (shown: Showable, role: Role = "duty") => (show(shown, role) as ListView).rows[0]!.cells;

describe("Who looked at a child, as it is shown", () => {
  it("is for those who read the audit, in a 1:1 chat", () => {
    for (const audience of AUDIENCES) {
      for (const role of ROLES) {
        const reads = ["missing_coordinator", "duty", "service_head", "data_officer"].includes(role);
        const card = reads && audience === "personal" ? "list" : "notice";
        expect(show(looked(), role, audience).card, `${role} ${audience}`).to.equal(card);
      }
    }
  });

  it("says who, what, where and when; what an audit row does not say is no guess", () => {
    const row = { at: NOW, by, role: "duty", audience: "personal", scope: "personal", sent: false };
    const of = (detail: Record<string, unknown>, parts = {}) =>
      cells(looked(MINE, { rows: [{ ...row, detail, ...parts }] }));
    expect(of({ what: "return_form" })).to.deep.equal([
      "Kim Worker (City Council), duty",
      "the form “Log a return”",
      "in their own chat",
      "Tue 30 Jul 2019, 14:00",
    ]);
    expect(of({ reading: { metric: "top_missing" } })[1]).to.equal("Most missing episodes");
    expect(of({ what: "export", reading: { metric: "top_missing" } })[1]).to.equal(
      "Most missing episodes, as a file",
    );
    expect(of({ what: "constructor", reading: { metric: "constructor" } })[1]).to.equal("an answer");
    expect(
      of({ what: "episode_card" }, { by: null, scope: "channel", sent: true }).slice(0, 3),
    ).to.deep.equal([
      "Everybody in the room",
      "the card of an episode, sent by itself",
      "in a channel, by reference",
    ]);
    expect(of({}, { by: { name: null, agency: null }, role: null })[0]).to.match(/no longer knows/);
  });

  it("says how often and to how many, and nobody in a sentence", () => {
    const many = show(
      looked(MINE, { total: 23, people: 4, during: "July 2019", offset: 10 }),
      "duty",
    ) as ListView;
    expect(many).to.include({ headline: "Shown 23 times in July 2019, to 4 people", page: "11 to 20 of 23" });
    expect(many.buttons).to.deep.equal([
      {
        title: "More",
        verb: "page",
        data: { reading: { kind: "disclosures", filters: { child: [MINE] }, period: null }, offset: 20 },
      },
    ]);
    const none = show(looked(MINE, { total: 0, people: 0, rows: [] }), "duty") as ListView;
    expect(none.empty).to.equal("Homeward has shown this child to nobody.");
  });
});

describe("The history of an episode, as it is shown", () => {
  it("is, in a 1:1 chat, for whoever may name the child and for those who read the audit", () => {
    for (const role of ROLES) {
      for (const child of CHILDREN) {
        const may = mayName(viewer(role), child) || role === "data_officer";
        expect(show(life(child.id), role).card, `${role} ${child.id}`).to.equal(may ? "list" : "notice");
      }
    }
  });

  it("is in a room of the agreement for whoever reads more than totals, outside for nobody", () => {
    for (const role of ROLES) {
      const totals = role === "none" || role === "data_officer";
      expect(show(life(STRANGER), role, "operational").card, role).to.equal(totals ? "notice" : "list");
      expect(show(life(), role, "outside").card, role).to.equal("notice");
      expect(
        allowed({ kind: "episode_history", episode: "this", filters: {} }, "outside", viewer(role)),
      ).to.equal("not_here");
    }
  });

  it("gives the reason only to those who may read the child's name, and says that there is one", () => {
    const told = show(life(), "duty") as ListView;
    expect(told.rows[0]!.cells[3]).to.equal(`“${REASON}”`);
    expect(told.caveats).to.deep.equal([]);
    for (const [role, audience] of [
      ["data_officer", "personal"],
      ["duty", "operational"],
      ["police", "operational"],
    ] as const) {
      const view = show(life(), role, audience) as ListView;
      expect(JSON.stringify(view)).not.to.include("friend's");
      expect(view.headline).to.equal("MC-7001: 1 entry");
      expect(view.caveats).to.have.length(1);
    }
    expect(
      (show(life(MINE, [entry({ reason: null })]), "police", "operational") as ListView).caveats,
    ).to.deep.equal([]);
  });

  it("says each kind of entry in words, and of other fields only that they changed", () => {
    const what = (parts: Partial<EpisodeEntry>) => cells(life(MINE, [entry({ was: null, ...parts })]))[0];
    expect(cells(life())[0]).to.equal("Return corrected from Mon 29 Jul 2019, 14:00 to Mon 29 Jul 2019");
    const reported = { startedAt: "2019-07-28T23:00:00.000Z", startPrecision: "date", agencyId: 41 };
    expect(what({ kind: "reported", is: reported, risk: "medium" })).to.equal(
      "Reported (agency-41): missing since Mon 29 Jul 2019, risk medium",
    );
    expect(what({ kind: "interview_declined", is: { outcomeAt: "2019-07-29T13:00:00.000Z" } })).to.equal(
      "Return interview declined: Mon 29 Jul 2019, 14:00",
    );
    expect(
      what({ kind: "corrected", is: { placementId: 9, placement: "Beech House", startedAt: "x" } }),
    ).to.equal("Details corrected: other details, start");
    expect(what({ kind: "withdrawn", is: {} })).to.equal("Report taken back");
  });

  it("comes from a file where nobody is known to have written it", () => {
    expect(cells(life(MINE, [entry({ by: "file", reason: null })])).slice(2)).to.deep.equal([
      "the council's files",
      "",
    ]);
  });
});
