import { expect } from "chai";
import { packAnswer, packPeriod } from "../../bot/answers/pack.ts";
import { disclose, discloseFile, discloseOffer } from "../../bot/disclosure/disclose.ts";
import { mayPress } from "../../bot/disclosure/permissions.ts";
import type { Showable } from "../../bot/disclosure/showable.ts";
import { AUDIENCES, type Audience, ROLES, type Role } from "../../bot/people/directory.ts";
import type { DocumentView } from "../../cards/document-view.ts";
import { type DocumentFile, fileBytes } from "../../cards/files.ts";
import type { SummaryView } from "../../cards/views.ts";
import { dayOf } from "../../data/calendar.ts";
import { childFaces, episodeFaces } from "../../data/faces.ts";
import { definition } from "../../data/measures/definitions.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { PACKS, type PackName, type Period } from "../../data/vocabulary.ts";
import { CANARY, demoStore } from "../support/demo-store.ts";
import { openWord } from "../support/word.ts";
import { CONTEXT, NOW, viewer } from "./builders.ts";

type Pack = Extract<Showable, { kind: "pack" }>;
const DEMONSTRATION = { ...CONTEXT, demonstration: true };
const OCTOBER = { from: "2018-10-01", to: "2018-11-01" };

describe("A paper for an agenda", function () {
  this.timeout(120_000);
  const made = new Map<PackName, Pack>();
  /** the last whole month's, whose figures reach over no change in recording */
  let june: DocumentView;
  before(async () => {
    const { db } = await demoStore({ until: NOW, canary: true });
    const ids = async (table: string) =>
      (await db.$queryRawUnsafe<{ id: number }[]>(`SELECT id FROM ${table}`)).map(({ id }) => id);
    const children = await childFaces(db, await ids("child"));
    const episodes = await episodeFaces(db, await ids("episode"));
    const make = async (name: PackName, named: Period | null): Promise<Pack> => {
      const period = packPeriod(name, named, dayOf(NOW));
      if (typeof period === "string") throw new Error(period);
      const asking = { asOf: NOW, policy: DEFAULT_POLICY, me: null };
      const pack = await packAnswer(db, name, period, asking, { whole: true });
      return { kind: "pack", pack, children, episodes };
    };
    made.set("board_report", await make("board_report", null));
    made.set("monthly_group", await make("monthly_group", OCTOBER));
    const of = await make("monthly_group", null);
    const last = discloseFile({ kind: "file", of }, "personal", viewer("duty"), CONTEXT) as DocumentFile;
    june = last.document;
  });

  const file = (name: PackName, role: Role = "missing_coordinator", audience: Audience = "personal") =>
    discloseFile(
      { kind: "file", of: made.get(name)! },
      audience,
      viewer(role),
      DEMONSTRATION,
    ) as DocumentFile | null;
  const document = (name: PackName, role?: Role): DocumentView => file(name, role)!.document;
  const card = (name: PackName, role: Role = "missing_coordinator", audience: Audience = "personal") =>
    disclose(made.get(name)!, audience, viewer(role), DEMONSTRATION) as SummaryView;

  it("is a document for those alone who may export, in their own chat", () => {
    for (const name of PACKS)
      for (const role of ROLES)
        for (const audience of AUDIENCES) {
          const may = audience === "personal" && mayPress(viewer(role), "export", null);
          expect(file(name, role, audience) !== null, `${name} ${role} ${audience}`).to.equal(may);
        }
    const exporters = ROLES.filter((role) => file("board_report", role));
    expect(exporters).to.have.members(["missing_coordinator", "duty", "service_head", "data_officer"]);
  });

  it("names no child in its document, whoever asks for it", async () => {
    for (const name of PACKS)
      for (const role of ["missing_coordinator", "data_officer"] as const) {
        const { parts } = openWord(await fileBytes(file(name, role)!));
        expect(Object.values(parts).join("\n")).to.not.match(CANARY);
      }
  });

  it("has children by reference for the group, none for the board, and none for a role of totals", async () => {
    const words = async (name: PackName, role?: Role) => openWord(await fileBytes(file(name, role)!)).words;
    const group = await words("monthly_group");
    expect(group)
      .to.match(/MC-\d+/)
      .and.to.match(/ME-\d+/);
    expect(group).to.contain("Children stand by reference (MC- and a number), never by name.");
    for (const text of [await words("board_report"), await words("monthly_group", "data_officer")])
      expect(text.replace("(MC- and a number)", "")).to.not.match(/M[CE]-/);
    const board = await words("board_report");
    expect(board).to.contain("No child is named or referred to.");
    expect(board).to.contain("One child had 82 episodes. Without that child: 263, down from 308.");
  });

  it("says on its first page whose, of when and as at when it is, and that the data is made up", () => {
    const { council, period, asAt, demonstration, notices } = document("board_report");
    expect({ council, period, asAt, demonstration }).to.deep.equal({
      council: DEFAULT_POLICY.council,
      period: "2018/19",
      asAt: "As at Tuesday 30 July 2019, 14:00",
      demonstration: true,
    });
    expect(notices).to.not.be.empty;
  });

  it("keeps the order of the paper, with each figure beside the year before", () => {
    const { sections } = document("board_report");
    expect(sections.map(({ title }) => title)).to.deep.equal([
      "Children and episodes",
      "How the episodes are spread",
      "Council homes and foster care",
      "Return interviews",
      "Long episodes and strategy meetings",
    ]);
    expect(sections[0]!.figures).to.deep.equal({
      columns: ["2018/19", "2017/18"],
      lines: [
        {
          label: "Children who went missing",
          figure: "308",
          beside: [{ figure: "195", change: "up 113 (+58 %)" }],
          part: false,
        },
        {
          label: "Missing episodes",
          figure: "1,069",
          beside: [{ figure: "687", change: "up 382 (+56 %)" }],
          part: false,
        },
      ],
    });
    expect(sections[1]!.figures!.lines.map(({ figure }) => figure)).to.deep.equal([
      "34 % (366 of 1,069)",
      "62 % (191 of 308)",
      "18 % (191 of 1,069)",
    ]);
    expect(sections[4]!.figures!.lines.at(-1)).to.include({
      label: "Of these with a meeting planned",
      figure: "1",
      part: true,
    });
  });

  it("says a recording change once, with the sections that it touches", () => {
    const { caveats, sections } = document("board_report");
    expect(caveats).to.deep.equal([
      {
        text: DEFAULT_POLICY.seriesBreaks[0]!.note,
        of: "Children and episodes; Council homes and foster care; Long episodes and strategy meetings",
      },
    ]);
    expect(JSON.stringify(sections)).to.not.contain("November 2017 the police");
  });

  it("has for the group: the month, the persistent, the settings, long episodes, interviews, changes", () => {
    const { sections } = document("monthly_group");
    expect(sections.map(({ title, charts, tables }) => [title, charts.length, tables.length])).to.deep.equal([
      ["The month", 1, 0],
      ["The most persistently missing", 0, 1],
      ["Missing from looked-after settings", 1, 1],
      ["Long episodes and strategy meetings", 0, 2],
      ["Return interviews", 0, 1],
      ["Changes since the month before", 0, 2],
    ]);
    expect(sections[0]!.figures!.columns).to.deep.equal(["October 2018", "September 2018", "October 2017"]);
    const long = sections[3]!.tables[0]!;
    expect(long.columns).to.deep.equal(["Child", "Episode", "Began", "Length", "Risk", "Strategy meeting"]);
    expect(long.rows.map((row) => row.at(-1)).join()).to.contain("held");
    const { rows, note } = sections[1]!.tables[0]!;
    expect(rows).to.have.length(20);
    expect(note).to.match(/^The first 20 of \d+\.$/);
  });

  it("says of a chart what only its further months are touched by", () => {
    const { caveats, sections } = june;
    const said = [...caveats.map(({ text }) => text), ...sections[0]!.caveats];
    expect(said).to.include(DEFAULT_POLICY.seriesBreaks[0]!.note);
    expect(sections.slice(1).flatMap((section) => section.caveats)).to.not.include(
      DEFAULT_POLICY.seriesBreaks[0]!.note,
    );
  });

  it("says that lists are withheld from a role of totals", () => {
    const { sections } = document("monthly_group", "data_officer");
    const notes = sections[1]!.tables.map(({ rows, note }) => [rows.length, note]);
    expect(notes).to.deep.equal([[0, "Lists of children are not part of your role."]]);
    expect(sections[2]!.tables[0]!.rows).to.not.be.empty;
  });

  it("explains each measure in the catalogue's words", () => {
    const { definitions } = document("board_report");
    for (const metric of ["individuals", "episodes", "interview_compliance", "long_episodes"] as const)
      expect(definitions.map(({ meaning }) => meaning)).to.include(definition(metric, DEFAULT_POLICY));
    expect(new Set(definitions.map(({ term }) => term)).size).to.equal(definitions.length);
  });

  it("describes every chart in words, with its figures", async () => {
    const { descriptions } = openWord(await fileBytes(file("board_report")!));
    expect(descriptions).to.have.length(3);
    for (const said of descriptions) expect(said).to.match(/2018\/19: .*\d/);
  });

  it("is the same byte for byte where nothing has changed", async () => {
    for (const name of PACKS) {
      const [once, again] = [await fileBytes(file(name)!), await fileBytes(file(name)!)];
      expect(Buffer.from(once).equals(again), name).to.equal(true);
    }
  });

  it("is offered under a name that tells the paper and the period", () => {
    const offer = (name: PackName) =>
      discloseOffer({ kind: "file_offer", of: made.get(name)! }, "personal", viewer("duty"), DEMONSTRATION)!;
    expect(offer("board_report").file.name).to.equal("homeward-board-report-2018-19.docx");
    const { file, description, context } = offer("monthly_group");
    expect(file.name).to.equal("homeward-monitoring-group-pack-2018-10.docx");
    expect(description).to.contain("October 2018").and.not.match(CANARY);
    expect(context.reading).to.deep.include({
      action: "pack",
      period: OCTOBER,
      slots: { pack: "monthly_group" },
    });
  });

  it("stands on a card with its key figures, one screen, and the questions behind it", () => {
    for (const name of PACKS) {
      const { groups, buttons } = card(name);
      expect(groups).to.have.length(1);
      expect(groups[0]!.lines).to.have.length.within(8, 12);
      expect(buttons[0]).to.deep.include({ title: "Word document", verb: "export" });
      expect(buttons).to.have.length.within(4, 6);
      expect(buttons.slice(1).map(({ verb }) => verb)).to.satisfy((verbs: string[]) =>
        verbs.every((verb) => verb === "ask"),
      );
    }
    expect(card("board_report").caveats[0]).to.equal(
      "You named no year, so this is the last whole financial year: 2018/19.",
    );
    expect(JSON.stringify(card("monthly_group"))).to.not.contain("You named no");
  });

  it("stands in a room by reference, and not at all where somebody is outside", () => {
    for (const name of PACKS) {
      expect(JSON.stringify(card(name))).to.match(name === "board_report" ? CANARY : /./);
      expect(JSON.stringify(card(name, "missing_coordinator", "operational"))).to.not.match(CANARY);
      const outside = disclose(made.get(name)!, "outside", viewer("duty"), DEMONSTRATION);
      expect(outside).to.include({ card: "notice" });
      expect(JSON.stringify(outside)).to.not.match(/1,069|308|MC-\d/);
    }
  });

  it("has no button for its document where the role may not export", () => {
    for (const role of ["social_worker", "team_manager", "police", "iro", "none"] as const)
      expect(
        card("board_report", role).buttons.map(({ verb }) => verb),
        role,
      ).to.not.include("export");
    expect(card("board_report", "data_officer").buttons[0]!.title).to.equal("Word document");
  });
});
