import { expect } from "chai";
import type { Answer } from "../../bot/answers/answer.ts";
import { answerFor } from "../../bot/disclosure/answer-for.ts";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { keyOf } from "../../bot/disclosure/keys.ts";
import { WITHHELD } from "../../bot/disclosure/lens.ts";
import { CLARIFY } from "../../bot/disclosure/sentences.ts";
import type { Audience, Role } from "../../bot/people/directory.ts";
import type {
  BreakdownView,
  CardView,
  FigureView,
  HistoryView,
  ListView,
  NoticeView,
  SummaryView,
  TrendView,
} from "../../cards/views.ts";
import {
  answer,
  CHILDREN,
  CONTEXT,
  child,
  childRows,
  EPISODES,
  episode,
  episodeRows,
  MINE,
  question,
  STRANGER,
  shown,
  viewer,
  YEAR,
} from "./builders.ts";

const show = (showable: Parameters<typeof disclose>[0], audience: Audience, role: Role): CardView =>
  disclose(showable, audience, viewer(role), CONTEXT);

describe("an answer on a card", () => {
  it("says how old the data is, and a summary of when it is and whence", () => {
    const stale = [{ kind: "stale_data" as const, days: 9 }];
    const figure = answer(question("episodes", { period: YEAR }), { caveats: stale });
    for (const audience of ["personal", "operational", "outside"] as const) {
      expect((show(shown(figure), audience, "none") as FigureView).caveats).to.deep.equal([
        "Data last updated 9 days ago.",
      ]);
    }
    const madeAt = new Date("2019-07-21T05:10:00Z");
    const imported = { source: "LCS", madeAt, takenInAt: madeAt, files: 5 };
    const summary = (parts: object) =>
      show(shown(answer(question("summary"), parts)), "personal", "none") as SummaryView;
    expect(summary({ imported }).dataFrom).to.equal("Data from LCS, last updated Sunday 21 July 2019, 06:10");
    expect(summary({}).dataFrom).to.equal(null);
  });

  it("says a share with what it is a share of, and how it changed", () => {
    const made = answer(question("interview_compliance", { period: YEAR }), {
      unit: "share",
      value: 31 / 44,
      numerator: 31,
      denominator: 44,
      compare: {
        period: { from: "2017-04-01", to: "2018-04-01", label: "2017/18", assumed: false },
        value: 0.64,
        numerator: 64,
        denominator: 100,
        change: 0.62 - 0.64,
        changePercent: null,
      },
      beside: [{ key: "not_yet_due", label: "Not yet due", value: 3, unit: "episodes" }],
    });
    const view = show(shown(made), "personal", "none") as FigureView;
    expect(view).to.include({ card: "figure", figure: "70 %", of: "31 of 44", demonstration: false });
    expect(view.change).to.deep.equal({
      text: "down 2.0 points from 64 % (64 of 100) in 2017/18",
      tone: "bad",
    });
    expect(view.beside).to.deep.equal([{ label: "Not yet due", value: "3" }]);
    expect(view.asAt).to.equal("As at Tuesday 30 July 2019, 14:00");
  });

  it("says that a share of nothing is none due", () => {
    const made = answer(question("interview_compliance"), {
      unit: "share",
      value: null,
      numerator: 0,
      denominator: 0,
    });
    expect(show(shown(made), "personal", "none")).to.include({ figure: "none due", of: null });
  });

  it("lists who is missing with risk and since when, and a button for whom the viewer may press", () => {
    const made = answer(question("currently_missing"), { rows: episodeRows(), value: 6 });
    const view = show(shown(made), "personal", "social_worker") as ListView;
    expect(view.headline).to.equal("6 children are missing");
    expect(view.columns).to.deep.equal(["Child", "Missing since", "For", "Risk", "Strategy meeting"]);
    expect(view.rows[0]).to.deep.equal({
      cells: [
        "Forename1X Surname1X (MC-7001), Placement1X, now 18 or over",
        "Mon 29 Jul 2019, 21:00",
        "17 hours",
        "High",
        "due in 2 days 7 h, Thursday 21:00",
      ],
      button: { title: "Log return", verb: "return.open", data: { id: 101, version: 3 } },
      alert: true,
    });
    const buttons = view.rows.map(({ button }) => button !== undefined);
    expect(buttons).to.deep.equal([true, true, false, false, false, false]);
    expect(view.rows[5]!.cells[0]).to.equal("MC-7006");
  });

  it("is as at its instant in every cell: the risk held then, and a meeting held later is not yet held", () => {
    const heldAt = new Date("2019-07-31T09:00:00Z");
    const plannedFor = new Date("2019-07-31T08:00:00Z");
    const list = (meeting: object, grade: string | null) => {
      const [row] = episodeRows();
      const rows = [{ ...row!, detail: { ...row!.detail, risk: grade } }];
      const episodes = [episode(101, MINE, { meeting: { state: "none", seen: 0, ...meeting } as never })];
      const made = answer(question("currently_missing"), { rows, value: 1 });
      return (show(shown(made, { episodes }), "operational", "duty") as ListView).rows[0]!;
    };
    expect(list({ heldAt, plannedFor }, "high").cells[4]).to.equal("planned for Wed 31 Jul 2019, 09:00");
    const laterHeld = { state: "held", heldAt, plannedFor: null };
    expect(list(laterHeld, "high").cells[4]).to.equal("due in 2 days 7 h, Thursday 21:00");
    const before = new Date("2019-07-30T09:00:00Z");
    expect(list({ heldAt: before, plannedFor }, "high").cells[4]).to.equal("held Tue 30 Jul 2019, 10:00");
    // the face says high, which was graded later
    expect(list({ heldAt: null, plannedFor: null }, "low").cells[3]).to.equal("Low");
    expect(list({ heldAt: null, plannedFor: null }, null).cells[3]).to.equal("Not graded");
    expect(list({ heldAt: null, plannedFor: null }, "low").alert).to.equal(undefined);
  });

  it("points out no child without whom the figure is the same", () => {
    const outlier = (without: number) =>
      (
        show(
          shown(
            answer(question("long_episodes"), {
              value: 3,
              caveats: [{ kind: "outlier", childId: MINE, episodes: 15, without, withoutBefore: null }],
            }),
          ),
          "personal",
          "duty",
        ) as FigureView
      ).caveats;
    expect(outlier(3)).to.deep.equal([]);
    expect(outlier(2)).to.deep.equal([
      "One child (Forename1X Surname1X (MC-7001)) had 15 episodes. Without that child: 2.",
    ]);
  });

  it("offers the button to the room in a channel, and for no episode that has ended or is voided", () => {
    const episodes = EPISODES.map((one, i) =>
      i === 0 ? { ...one, endedAt: new Date("2019-07-30T09:00:00Z") } : one,
    );
    episodes[1] = { ...episodes[1]!, voided: true };
    const made = shown(answer(question("currently_missing"), { rows: episodeRows() }), { episodes });
    const view = show(made, "operational", "service_head") as ListView;
    expect(view.rows.map(({ button }) => button !== undefined)).to.deep.equal([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(view.rows[2]!.cells).to.deep.equal([
      "MC-7003",
      "Mon 29 Jul 2019, 21:00",
      "17 hours",
      "High",
      "due in 2 days 7 h, Thursday 21:00",
    ]);
  });

  it("gives deadlines of interviews, from the return and the policy's window", () => {
    const episodes = [episode(101, MINE, { endedAt: new Date("2019-07-27T09:00:00Z") })];
    const rows = episodeRows().slice(0, 1);
    const made = shown(answer(question("interviews_overdue"), { rows, value: 1 }), { episodes });
    const view = show(made, "operational", "missing_coordinator") as ListView;
    expect(view.columns).to.deep.equal(["Child", "Returned", "Due by", "Overdue by"]);
    expect(view.rows[0]!.cells).to.deep.equal([
      "MC-7001",
      "Sat 27 Jul 2019, 10:00",
      "Tue 30 Jul 2019, 10:00",
      "17 hours",
    ]);
    expect(view.rows[0]!.alert).to.equal(true);
  });

  it("pages a long list ten rows at a time, by a button that asks again", () => {
    const rows = Array.from({ length: 23 }, () => episodeRows()[0]!);
    const asked = question("longest_episodes");
    const pageAt = (offset: number) =>
      show(shown(answer(asked, { rows }), { offset }), "personal", "duty") as ListView;
    expect(pageAt(0).page).to.equal("1 to 10 of 23");
    expect(pageAt(0).rows).to.have.length(10);
    expect(pageAt(0).buttons[0]).to.deep.equal({
      title: "More",
      verb: "page",
      data: { reading: asked, offset: 10 },
    });
    expect(pageAt(20)).to.include({ page: "21 to 23 of 23" });
    expect(pageAt(20).rows).to.have.length(3);
    expect(pageAt(20).buttons.map(({ verb }) => verb)).to.deep.equal(["export"]);
  });

  it("has a sentence for a list of nobody", () => {
    const view = show(shown(answer(question("currently_missing"), { value: 0 })), "personal", "duty");
    expect(view).to.deep.include({ card: "list", rows: [], empty: "No child is missing." });
  });

  it("is a figure without rows for people who get totals only", () => {
    const made = answer(question("currently_missing"), { rows: episodeRows(), value: 6 });
    for (const role of ["none", "data_officer"] as const) {
      const view = show(shown(made), "personal", role);
      expect(view).to.include({ card: "figure", figure: "6", label: "children are missing" });
      expect(JSON.stringify(view)).to.not.match(/MC-\d/);
      expect(answerFor(made, CHILDREN, "personal", viewer(role)).rows).to.deep.equal([]);
    }
  });

  it("does not show by reference the children of a list that would tell a flag of them", () => {
    const made = answer(question("currently_missing", { filters: { flag: ["cse"] } }), {
      rows: episodeRows(),
    });
    const view = show(shown(made), "personal", "social_worker") as ListView;
    expect(view.rows.map(({ cells }) => cells[0]!.split(",")[0])).to.deep.equal([
      "Forename1X Surname1X (MC-7001)",
      "Forename2X Surname2X (MC-7002)",
      WITHHELD,
      WITHHELD,
      WITHHELD,
      WITHHELD,
    ]);
    expect(view.rows[3]!.cells.slice(1)).to.deep.equal(["", "", "", ""]);
    const file = answerFor(made, CHILDREN, "personal", viewer("social_worker"));
    expect(file.rows).to.have.length(2);
  });

  it("shows a child by reference everywhere where the council gave no name", () => {
    const children = [child(MINE, { name: null, workerId: 11 })];
    const made = shown(answer(question("top_missing"), { rows: childRows().slice(0, 1) }), { children });
    expect((show(made, "personal", "social_worker") as ListView).rows[0]!.cells).to.deep.equal([
      "MC-7001",
      "9",
      "1 %",
    ]);
  });

  it("answers a name that is somebody else's child like a name that is nobody's", () => {
    const asked = answer(question("episodes", { filters: { child: [STRANGER] } }));
    for (const metric of ["episodes", "child_profile"] as const) {
      const made = answer(question(metric, { filters: { child: [STRANGER] } }));
      const view = show(shown(made), "personal", "social_worker") as NoticeView;
      expect(view.paragraphs).to.deep.equal([CLARIFY.child.type]);
      const nobody = show(
        {
          kind: "clarify",
          clarify: { kind: "clarify", why: "child", choices: [] },
          prompt: { why: "child", words: "Forename6X" },
          children: [],
        },
        "personal",
        "social_worker",
      );
      expect(view).to.deep.equal(nobody);
    }
    const byReference = shown(asked, {
      reading: { english: "Episodes of {child:6}", unused: [], named: false },
    });
    expect(show(byReference, "personal", "police")).to.include({
      card: "figure",
      reading: "Episodes of MC-7006",
    });
  });

  it("answers nothing about a child who was named in a channel", () => {
    const made = answer(question("episodes", { filters: { child: [MINE] } }));
    const named = shown(made, { reading: { english: "{child:1}", unused: [], named: true } });
    const view = show(named, "operational", "missing_coordinator") as NoticeView;
    expect(view).to.include({ card: "notice", title: "In our own chat" });
    expect(JSON.stringify(view)).to.not.include("7001");
  });

  it("shows one child's record to a person who may read the name", () => {
    const asked = question("child_profile", { filters: { child: [MINE] } });
    const rows = episodeRows().slice(0, 1);
    const view = show(shown(answer(asked, { rows, value: 1 })), "personal", "social_worker") as HistoryView;
    expect(view.subject).to.equal("Forename1X Surname1X (MC-7001)");
    expect(view.episodes).to.deep.equal([
      {
        reference: "ME-8101",
        when: "Mon 29 Jul 2019, 21:00 – still missing, risk high, Placement1X",
        length: "17 hours",
        interview: "Interview declined",
        meeting: null,
        open: true,
        button: { title: "Log return", verb: "return.open", data: { id: 101, version: 3 } },
      },
    ]);
  });

  it("names the outlier, refers to it or leaves it out, as the audience is", () => {
    const caveats = [
      { kind: "outlier" as const, childId: MINE, episodes: 82, without: 263, withoutBefore: 308 },
    ];
    const made = shown(answer(question("episodes"), { caveats }));
    const said = (audience: Audience, role: Role) => (show(made, audience, role) as FigureView).caveats[0];
    const rest = "had 82 episodes. Without that child: 263, down from 308.";
    expect(said("personal", "social_worker")).to.equal(`One child (Forename1X Surname1X (MC-7001)) ${rest}`);
    expect(said("operational", "social_worker")).to.equal(`One child (MC-7001) ${rest}`);
    expect(said("personal", "none")).to.equal(`One child ${rest}`);
    const telling = shown(answer(question("episodes", { filters: { flag: ["cse"] } }), { caveats }));
    expect((show(telling, "operational", "duty") as FigureView).caveats[0]).to.equal(`One child ${rest}`);
  });

  it("names a household in the own chat alone, a home that many children live in everywhere", () => {
    const bucket = (key: string, label: string) => ({
      subject: { kind: "bucket" as const, grouping: "placement" as const, key, label },
      value: 20,
      unit: "episodes",
    });
    const rows = [bucket("4", "Oakfield"), bucket("9", "Household 7096")];
    const made = shown(answer(question("episodes", { groupBy: "placement" }), { rows }));
    const labels = (audience: Audience) =>
      (show(made, audience, "missing_coordinator") as BreakdownView).bars.map(({ label }) => label);
    expect(labels("personal")).to.deep.equal(["Oakfield", "Household 7096"]);
    expect(labels("operational")).to.deep.equal(["Oakfield", "A family or foster home"]);
  });

  it("breaks down a page at a time, what is not known last, each with its share of the whole", () => {
    const row = (key: string, value: number) => ({
      subject: { kind: "bucket" as const, grouping: "placement" as const, key, label: `Home ${key}` },
      value,
      unit: "children",
    });
    const rows = [row("unknown", 40), ...Array.from({ length: 13 }, (_, i) => row(String(20 + i), 20 - i))];
    const others = { subject: { kind: "others" as const, count: 3 }, value: 4, unit: "children" };
    const asked = question("individuals", { groupBy: "placement" });
    const made = answer(asked, { rows: [...rows, others], value: 80, unit: "children" });
    const view = (offset: number) => show(shown(made, { offset }), "personal", "duty") as BreakdownView;
    const first = view(0);
    expect(first.bars).to.have.lengthOf(10);
    expect(first.bars[0]).to.include({ label: "Home 20", shown: "20", share: "25 %" });
    expect(first.page).to.equal("1 to 10 of 15");
    const [more] = first.buttons;
    expect(more).to.deep.include({ verb: "page", data: { reading: asked, offset: 10 } });
    const last = view(10).bars.map(({ label }) => label);
    expect(last).to.deep.equal(["Home 30", "Home 31", "Home 32", "Others (3)", "Home unknown"]);
  });

  it("shows each child's share of a ranking, and a mean with how many it is of", () => {
    const made = answer(question("top_missing", { period: YEAR }), {
      rows: childRows().slice(0, 2),
      value: 36,
      beside: [
        {
          key: "joint_share",
          ...{
            label: "Their share of all episodes",
            value: 0.5,
            unit: "share",
            numerator: 18,
            denominator: 36,
          },
        },
      ],
    });
    const view = show(shown(made), "operational", "duty") as ListView;
    expect(view.columns).to.deep.equal(["Child", "Episodes", "Share"]);
    expect(view.rows[0]!.cells).to.deep.equal(["MC-7001", "9", "25 %"]);
    expect(view.headline).to.equal("2 children had 18 of the 36 missing episodes in 2018/19 (50 %)");
    expect(view.beside).to.deep.equal([]);
    const all = { ...made, beside: [{ ...made.beside[0]!, value: 1, numerator: 36 }] };
    const whole = show(shown(all), "operational", "duty") as ListView;
    expect(whole.headline).to.equal("36 missing episodes in 2018/19");
    expect(whole.beside).to.deep.equal([{ label: "Their share of all episodes", value: "100 % (36 of 36)" }]);
    const figure = (unit: Answer["unit"], metric: "rate" | "average_duration") =>
      show(
        shown(answer(question(metric), { unit, value: 3.5, numerator: 7, denominator: 2 })),
        "personal",
        "duty",
      ) as FigureView;
    expect(figure("episodes per child", "rate").of).to.equal("7 episodes, 2 children");
    expect(figure("hours", "average_duration").of).to.equal("of 2 episodes");
  });

  it("shows time as a trend with the bucket beside it, and other groups as a breakdown", () => {
    const bucket = (grouping: "month" | "placement_type", label: string) => ({
      subject: { kind: "bucket" as const, grouping, key: label, label, part: label === "Jul 2019" },
      value: 345,
      unit: "episodes",
      compare: { value: 308, change: 37, changePercent: 0.12 },
      detail: { previousKey: "2018-07", previousLabel: "Jul 2018" },
    });
    const compare = {
      period: null,
      value: 1,
      numerator: null,
      denominator: null,
      change: 0,
      changePercent: 0,
    };
    const trend = answer(question("episodes", { groupBy: "month" }), {
      rows: [bucket("month", "Jul 2019")],
      compare,
    });
    expect((show(shown(trend), "operational", "duty") as TrendView).points).to.deep.equal([
      {
        label: "Jul 2019",
        value: 345,
        shown: "345",
        part: true,
        previous: { label: "Jul 2018", value: 308, shown: "308" },
      },
    ]);
    const rows = [
      bucket("placement_type", "Foster care"),
      { subject: { kind: "others" as const, count: 4 }, value: 5, unit: "episodes" },
    ];
    const breakdown = show(
      shown(answer(question("episodes", { groupBy: "placement_type" }), { rows })),
      "personal",
      "none",
    );
    expect(breakdown).to.deep.include({
      card: "breakdown",
      dimension: "Placement type",
      bars: [
        {
          label: "Foster care",
          value: 345,
          shown: "345",
          share: "32 %",
          previous: { value: 308, shown: "308" },
        },
        { label: "Others (4)", value: 5, shown: "5", share: "0 %" },
      ],
    });
  });

  it("groups the weekly summary into the week, now and the year", () => {
    const line = (metric: "episodes" | "currently_missing", value: number) => ({
      subject: { kind: "measure" as const, metric },
      value,
      unit: "episodes",
      compare: { value: 4, change: value - 4, changePercent: (value - 4) / 4 },
    });
    const part = (label: string, rows: ReturnType<typeof line>[]) =>
      answer(question("summary", { period: YEAR }), {
        rows,
        value: null,
        unit: "several",
        period: { ...YEAR, label, assumed: false },
      });
    const week = part("22 to 28 July 2019", [line("episodes", 6)]);
    const weekly = {
      week,
      now: part("now", [line("currently_missing", 2)]),
      year: part("2019/20 so far", [line("episodes", 90)]),
    };
    const view = show(shown(week, { weekly }), "operational", "duty") as SummaryView;
    expect(view.title).to.equal("Weekly summary");
    expect(view.groups).to.deep.equal([
      {
        heading: "22 to 28 July 2019",
        lines: [
          { label: "Missing episodes", figure: "6", change: { text: "up 2 (+50 %) from 4", tone: "bad" } },
        ],
      },
      {
        heading: "Now",
        lines: [
          {
            label: "Missing now",
            figure: "2",
            change: { text: "down 2 (−50 %) from 4 a week earlier", tone: "good" },
          },
        ],
      },
      {
        heading: "2019/20 so far",
        lines: [
          {
            label: "Missing episodes",
            figure: "90",
            change: { text: "up 86 (+2,150 %) from 4", tone: "bad" },
          },
        ],
      },
    ]);
  });

  it("drops the next steps that would be refused here", () => {
    const next = [
      { title: "By month", question: question("episodes", { groupBy: "month" }) },
      { title: "Who they are", question: question("top_missing") },
      {
        title: "The record of {child:6}",
        question: question("child_profile", { filters: { child: [STRANGER] } }),
      },
    ];
    const titles = (audience: Audience, role: Role) =>
      show(shown(answer(question("episodes", { period: YEAR })), { next }), audience, role).buttons.map(
        ({ title }) => title,
      );
    expect(titles("personal", "duty")).to.deep.equal([
      "By month",
      "Who they are",
      "The record of Forename6X Surname6X (MC-7006)",
    ]);
    expect(titles("personal", "social_worker")).to.deep.equal(["By month", "Who they are"]);
    expect(titles("operational", "duty")).to.deep.equal(["By month", "Who they are"]);
    expect(titles("personal", "none")).to.deep.equal(["By month"]);
    expect(titles("outside", "duty")).to.deep.equal([]);
  });

  it("says in a 1:1 chat alone which words were not used", () => {
    const made = shown(answer(question("episodes")), {
      reading: { english: "", unused: ["please", "oakfeild"] },
    });
    expect(show(made, "personal", "duty")).to.include({ unused: "please, oakfeild" });
    expect(show(made, "operational", "duty")).to.include({ unused: null });
  });
});

describe("the key of a row outside the bot", () => {
  const key = (childId: number, audience: Audience, role: Role) => {
    const source = { children: CHILDREN, episodes: EPISODES, audience, viewer: viewer(role) };
    return [
      keyOf({ kind: "child", childId }, source),
      keyOf({ kind: "episode", episodeId: 100 + childId, childId }, source),
    ];
  };

  it("is the council's id only for who may read the name, else the reference", () => {
    expect(key(MINE, "personal", "social_worker")).to.deep.equal(["EXTERNAL1X", "EXTERNAL1X"]);
    expect(key(STRANGER, "personal", "social_worker")).to.deep.equal(["MC-7006", "ME-8106"]);
    expect(key(MINE, "operational", "social_worker")).to.deep.equal(["MC-7001", "ME-8101"]);
    expect(key(MINE, "outside", "social_worker")).to.deep.equal(["withheld", "withheld"]);
    expect(key(99, "personal", "duty")).to.deep.equal(["withheld", "withheld"]);
  });
});
