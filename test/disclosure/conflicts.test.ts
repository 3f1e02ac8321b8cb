import { expect } from "chai";
import { disclose } from "../../bot/disclosure/disclose.ts";
import type { ConflictFace } from "../../bot/disclosure/viewer.ts";
import { AUDIENCES, ROLES, type Role } from "../../bot/people/directory.ts";
import type { ConflictsView, ReceiptView } from "../../cards/views.ts";
import { CHILDREN, CONTEXT, MINE, NOW, viewer } from "./builders.ts";

const RETURN: ConflictFace = {
  id: 7,
  kind: "changed_here",
  table: "episode",
  ours: { endedAt: "2019-07-29T13:05:00.000Z", risk: "high", placement: "Beech House", lookedAfter: true },
  file: {
    endedAt: "2019-07-28T23:00:00.000Z",
    endPrecision: "date",
    risk: null,
    placement: "The Family Xs",
    lookedAfter: false,
    secret: "Surname1X",
  },
  fileName: "episodes.csv",
  line: 12,
  detectedAt: new Date("2019-07-30T05:10:00Z"),
  settledAt: null,
  settledBy: null,
  choice: null,
  version: 3,
  episodes: ["ME-8101"],
  childIds: [MINE],
  homes: ["Beech House"],
};
const list = (conflicts: ConflictFace[], parts: { total?: number; offset?: number } = {}) => ({
  kind: "import_conflicts" as const,
  conflicts,
  children: [...CHILDREN],
  total: parts.total ?? conflicts.length,
  offset: parts.offset ?? 0,
  problem: null,
});
const show = (shown: Parameters<typeof disclose>[0], role: Role = "data_officer") =>
  disclose(shown, "personal", viewer(role), CONTEXT);

describe("a conflict with the files", () => {
  it("says which record, both values, where the file says it and when it was found", () => {
    const view = show(list([RETURN])) as ConflictsView;
    expect(view.headline).to.equal("1 conflict with the files to settle");
    const [shown] = view.conflicts;
    expect(shown).to.include({
      subject: "Episode ME-8101 (MC-7001)",
      found: "episodes.csv, line 12, found Tue 30 Jul 2019, 06:10",
    });
    expect(shown!.fields).to.have.deep.members([
      { label: "Returned", ours: "Mon 29 Jul 2019, 14:05", file: "Mon 29 Jul 2019" },
      { label: "Risk", ours: "high", file: "blank" },
      { label: "Placement", ours: "Beech House", file: "not shown to your role" },
      { label: "Looked after", ours: "yes", file: "no" },
    ]);
  });

  it("has a button for each choice, and nothing in them but the id, the version and the choice", () => {
    const [shown] = (show(list([RETURN])) as ConflictsView).conflicts;
    expect(shown!.buttons).to.deep.equal([
      { title: "Keep ours", verb: "conflict.settle", data: { id: 7, version: 3, choice: "ours" } },
      { title: "Take the file's", verb: "conflict.settle", data: { id: 7, version: 3, choice: "file" } },
    ]);
  });

  it("names the child, and a family's household, only to those who may read the name", () => {
    const [shown] = (show(list([RETURN]), "duty") as ConflictsView).conflicts;
    expect(shown!.subject).to.equal("Episode ME-8101 (Forename1X Surname1X (MC-7001))");
    expect(shown!.fields).to.deep.include({
      label: "Placement",
      ours: "Beech House",
      file: "The Family Xs",
    });
  });

  it("is shown in a 1:1 chat to those who settle, and to nobody else", () => {
    for (const audience of AUDIENCES) {
      for (const role of ROLES) {
        const settles = ["missing_coordinator", "duty", "data_officer"].includes(role);
        const { card } = disclose(list([RETURN]), audience, viewer(role), CONTEXT);
        expect(card, `${role} ${audience}`).to.equal(
          settles && audience === "personal" ? "conflicts" : "notice",
        );
      }
    }
  });

  it("stands on a page of its own kind, and none open is said in a sentence", () => {
    const page = show(list([RETURN], { total: 12, offset: 5 })) as ConflictsView;
    expect(page.page).to.equal("6 to 6 of 12");
    expect(page.buttons).to.deep.equal([{ title: "More", verb: "conflict.list", data: { offset: 6 } }]);
    const none = show(list([])) as ConflictsView;
    expect(none).to.deep.include({
      headline: "No conflict with the files is open.",
      page: null,
      buttons: [],
    });
  });

  it("once settled says what was chosen, and afterwards who had and when", () => {
    const settled = (choice: "ours" | "file", again: boolean) =>
      show({
        kind: "conflict_settled",
        conflict: { ...RETURN, settledAt: NOW, settledBy: "x", choice },
        children: [...CHILDREN],
        again,
        by: again ? { name: "Kim Worker" } : null,
        left: again ? 0 : 2,
      }) as ReceiptView;
    const first = settled("ours", false);
    expect(first).to.include({ headline: "Ours was kept", note: null });
    expect(first.facts).to.deep.include({ label: "Returned", value: "Mon 29 Jul 2019, 14:05" });
    expect(first.next).to.equal("2 conflicts with the files left to settle.");
    expect(first.buttons.map(({ verb }) => verb)).to.deep.equal(["conflict.list"]);
    const again = settled("file", true);
    expect(again.facts).to.deep.include({ label: "Returned", value: "Mon 29 Jul 2019" });
    expect(again.note).to.equal(
      "Already settled by Kim Worker, Tuesday 30 July 2019, 14:00. Nothing has changed.",
    );
    expect(again.buttons).to.deep.equal([]);
  });
});
