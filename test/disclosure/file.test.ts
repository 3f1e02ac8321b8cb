import { expect } from "chai";
import { disclose, discloseFile, discloseOffer } from "../../bot/disclosure/disclose.ts";
import type { Showable } from "../../bot/disclosure/showable.ts";
import type { Audience, Role } from "../../bot/people/directory.ts";
import type { TextFile } from "../../cards/files.ts";
import type { ListView } from "../../cards/views.ts";
import { answer, CONTEXT, childRows, episodeRows, question, shown, viewer, YEAR } from "./builders.ts";

type Shown = Extract<Showable, { kind: "answer" }>;
const BOM = "\ufeff";

const file = (of: Shown, role: Role = "duty", audience: Audience = "personal") =>
  discloseFile({ kind: "file", of }, audience, viewer(role), CONTEXT) as TextFile | null;
const lines = (of: Shown, role?: Role) => {
  const { text } = file(of, role)!;
  expect(text.startsWith(BOM)).to.equal(true);
  return text.slice(1).split("\r\n").slice(0, -1);
};
const bucket = (label: string, value: number | null, more: object = {}) => ({
  subject: { kind: "bucket" as const, grouping: "placement" as const, key: label, label, ...more },
  value,
  unit: "episodes",
});

describe("an answer as a file", () => {
  it("has every row of a list, on whatever page the card stands, with full times and plain figures", () => {
    const rows = Array.from({ length: 23 }, () => episodeRows()[0]!);
    const of = shown(answer(question("currently_missing"), { rows }), { offset: 20 });
    const [header, ...rest] = lines(of);
    expect(header).to.equal("Child,Episode,Missing since,For (hours),Risk,Strategy meeting,Placement");
    expect(rest).to.have.length(23);
    expect(rest[0]).to.equal(
      "Forename1X Surname1X (MC-7001),ME-8101,2019-07-29 21:00,17,High,due by 2019-08-01 21:00,Placement1X",
    );
  });

  it("has the deadlines of interviews", () => {
    const of = shown(answer(question("interviews_due"), { rows: episodeRows() }));
    const returned = of.episodes.map((face) => ({ ...face, endedAt: new Date("2019-07-30T08:00:00Z") }));
    const [header, row] = lines({ ...of, episodes: returned }, "duty");
    expect(header).to.equal("Child,Episode,Returned,Due by,Left (hours),Placement");
    expect(row).to.contain(",2019-07-30 09:00,2019-08-02 09:00,17,");
  });

  it("names children as the card does: by reference where the role names none", () => {
    const of = shown(answer(question("top_missing"), { rows: childRows(), value: 72 }));
    expect(lines(of, "service_head").slice(0, 2)).to.deep.equal([
      "Child,Episodes,Share",
      "Forename1X Surname1X (MC-7001),9,0.125",
    ]);
    expect(file(of, "data_officer")).to.equal(null);
  });

  it("has the buckets of a breakdown, with what shares are shares of and the figures before", () => {
    const compare = {
      period: { ...YEAR, label: "2017/18", assumed: false },
      value: 3,
      numerator: null,
      denominator: null,
      change: 1,
      changePercent: null,
    };
    const rows = [
      { ...bucket("=Linden, east", 1345), compare: { value: 1, change: 2, changePercent: null } },
      { subject: { kind: "others" as const, count: 2 }, value: 4, unit: "episodes" },
    ];
    const of = shown(answer(question("episodes", { groupBy: "placement" }), { rows, compare }));
    expect(lines(of, "data_officer")).to.deep.equal([
      "Placement,episodes,2017/18",
      `"'=Linden, east",1345,1`,
      "Others (2),4,",
    ]);
    const shares = [{ ...bucket("Ash", 0.625), unit: "share", numerator: 5, denominator: 8 }];
    const ofShares = shown(
      answer(question("interview_compliance", { groupBy: "placement" }), { rows: shares, unit: "share" }),
    );
    expect(lines(ofShares)).to.deep.equal(["Placement,share,numerator,denominator", "Ash,0.625,5,8"]);
  });

  it("marks the months that the period cuts", () => {
    const rows = [bucket("Jul 2019", 3, { grouping: "month", key: "2019-07", part: true })];
    const of = shown(answer(question("episodes", { groupBy: "month" }), { rows }));
    expect(lines(of)[1]).to.equal("Jul 2019 (part),3");
  });

  it("is for a 1:1 chat, and for roles that may export", () => {
    const of = shown(answer(question("currently_missing"), { rows: episodeRows() }));
    for (const audience of ["operational", "outside"] as const)
      expect(file(of, "duty", audience)).to.equal(null);
    for (const role of ["social_worker", "team_manager", "police", "iro", "residential", "none"] as const)
      expect(file(of, role), role).to.equal(null);
  });

  it("is not made of a card without rows", () => {
    expect(file(shown(answer(question("episodes"))))).to.equal(null);
    expect(file(shown(answer(question("currently_missing"), { value: 0 })))).to.equal(null);
    expect(file(shown(answer(question("child_profile"), { rows: episodeRows() })))).to.equal(null);
  });

  it("is offered as it is now, with how many rows it has, and a reading", () => {
    const asked = question("currently_missing");
    const of = shown(answer(asked, { rows: episodeRows() }));
    const offer = discloseOffer({ kind: "file_offer", of }, "personal", viewer("duty"), CONTEXT)!;
    expect(offer).to.deep.equal({
      file: { name: "homeward-currently-missing-2019-07-30-1400.csv", text: file(of)!.text },
      description: "Missing now: 6 rows, worked out again when you allow it.",
      context: { reading: asked },
    });
  });
});

describe("the button that exports", () => {
  const of = shown(answer(question("currently_missing"), { rows: episodeRows() }));
  const verbs = (role: Role, audience: Audience = "personal") =>
    (disclose(of, audience, viewer(role), CONTEXT) as ListView).buttons.map(({ verb }) => verb);

  it("stands on lists, in rooms too, for roles that may export", () => {
    for (const role of ["missing_coordinator", "duty", "service_head"] as const) {
      expect(verbs(role), role).to.include("export");
      expect(verbs(role, "operational"), role).to.include("export");
    }
    for (const role of ["social_worker", "team_manager", "police", "return_interviewer"] as const)
      expect(verbs(role), role).to.not.include("export");
  });

  it("carries a reading", () => {
    const view = disclose(of, "personal", viewer("duty"), CONTEXT) as ListView;
    const { title, data } = view.buttons.find(({ verb }) => verb === "export")!;
    expect({ title, data }).to.deep.equal({
      title: "Export as CSV",
      data: { reading: question("currently_missing") },
    });
  });
});
