import { expect } from "chai";
import { answer } from "../../bot/answers/answer-question.ts";
import { type PackAnswer, packAnswer, packPeriod } from "../../bot/answers/pack.ts";
import { dayOf } from "../../data/calendar.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import type { PackName, Period } from "../../data/vocabulary.ts";
import { NOW } from "../support/builders.ts";
import { demoStore } from "../support/demo-store.ts";
import { ask } from "../support/questions.ts";

const ASKING = { asOf: NOW, policy: DEFAULT_POLICY, me: null };

describe("A paper's figures", function () {
  this.timeout(120_000);
  let store: Store;
  before(async () => {
    store = await demoStore({ until: NOW, canary: true });
  });

  const pack = async (name: PackName, named: Period | null, whole = true): Promise<PackAnswer> => {
    const period = packPeriod(name, named, dayOf(NOW));
    if (typeof period === "string") throw new Error(period);
    return packAnswer(store.db, name, period, ASKING, { whole });
  };
  const lines = ({ sections }: PackAnswer) =>
    sections.flatMap(({ figures }) =>
      figures.map(
        ({ label, answers: [{ value, numerator, compare }] }): [string, number | null, number | null] => [
          label,
          numerator !== null && value !== numerator ? numerator : value,
          compare?.numerator ?? compare?.value ?? null,
        ],
      ),
    );

  it("of the board for 2018/19 are those of the report of 30 July 2019, in its order", async () => {
    const board = await pack("board_report", null);
    expect(board.period).to.include({
      from: "2018-04-01",
      to: "2019-04-01",
      label: "2018/19",
      assumed: true,
    });
    expect(lines(board)).to.deep.equal([
      ["Children who went missing", 308, 195],
      ["Missing episodes", 1069, 687],
      ["Share of the ten most often missing", 366, 286],
      ["Children with one episode", 191, 118],
      ["Children missing from council homes", 22, 24],
      ["Episodes from council homes", 345, 308],
      ["Children missing from foster care", 14, 9],
      ["Episodes from foster care", 43, 12],
      ["Return interviews within 72 hours", 655, 436],
      ["Episodes of 72 hours or more", 41, 27],
      ["Of these without a strategy meeting held", 3, 4],
    ]);
    const homes = board.sections[2]!.figures[1]!.answers[0];
    expect(homes.caveats.find(({ kind }) => kind === "outlier")).to.include({ episodes: 82, without: 263 });
    const breaks = board.sections.map(({ figures }) =>
      figures.some(({ answers: [{ caveats }] }) => caveats.some(({ kind }) => kind === "series_break")),
    );
    expect(breaks).to.deep.equal([true, false, true, false, true]);
    const { beside } = board.sections[4]!.figures[1]!.answers[0];
    expect(beside.find(({ key }) => key === "planned")?.value).to.equal(1);
  });

  it("of another year are those of its own questions", async () => {
    const year = { from: "2017-04-01", to: "2018-04-01" };
    const board = await pack("board_report", year);
    expect(lines(board).slice(0, 2)).to.deep.equal([
      ["Children who went missing", 195, 0],
      ["Missing episodes", 687, 0],
    ]);
    for (const { figures } of board.sections)
      for (const { answers } of figures) {
        const [{ question, value }] = answers;
        const alone = await answer(store.db, { ...question, compare: null }, ASKING);
        expect(question.period).to.deep.equal(year);
        expect(value, question.metric).to.equal(alone.value);
      }
  });

  it("of the monitoring group stand beside the month before and the same month last year", async () => {
    const group = await pack("monthly_group", { from: "2018-10-01", to: "2018-11-01" });
    const [month] = group.sections;
    const [before, lastYear] = month!.figures[0]!.answers;
    expect(before.compare!.period!.label).to.equal("September 2018");
    expect(lastYear!.compare!.period!.label).to.equal("October 2017");
    const october = await answer(
      store.db,
      ask("episodes", { period: { from: "2018-10-01", to: "2018-11-01" } }),
      ASKING,
    );
    expect(before.value).to.equal(october.value);
  });

  it("of the persistently missing stand as at the month's end, and tell who came and who went", async () => {
    const group = await pack("monthly_group", { from: "2018-10-01", to: "2018-11-01" });
    const at = async (instant: string) => {
      const asOf = new Date(instant);
      const { rows } = await answer(store.db, ask("persistent_missing"), { ...ASKING, asOf });
      return rows.map(({ subject }) => (subject.kind === "child" ? subject.childId : 0));
    };
    const [now, then] = [await at("2018-11-01T00:00:00Z"), await at("2018-09-30T23:00:00Z")];
    const listed = group.sections.find(({ title }) => title.includes("persistently"))!;
    expect(listed.figures[0]!.answers[0].value).to.equal(now.length);
    expect(listed.tables[0]!.answer.rows).to.have.length(now.length);
    const changes = group.sections.at(-1)!;
    const ids = changes.tables.map(({ answer: { rows } }) =>
      rows.map(({ subject }) => (subject.kind === "child" ? subject.childId : 0)),
    );
    expect(ids[0]).to.have.members(now.filter((id) => !then.includes(id))).and.to.not.be.empty;
    expect(ids[1]).to.have.members(then.filter((id) => !now.includes(id))).and.to.not.be.empty;
    expect(changes.figures.map(({ answers: [{ value }] }) => value)).to.deep.equal(
      ids.map(({ length }) => length),
    );
  });

  it("of a month that is not over are as at now, and say so", async () => {
    const group = await pack("monthly_group", { from: "2019-07-01", to: "2019-08-01" });
    expect(group.period).to.include({ to: "2019-07-31", label: "July 2019 so far" });
    const now = await answer(store.db, ask("persistent_missing"), ASKING);
    const [persistent] = group.sections[1]!.figures;
    expect(persistent!.answers[0].value).to.equal(now.value);
    expect(persistent!.label).to.contain("now");
    expect(group.sections[0]!.figures[0]!.answers[0].caveats.map(({ kind }) => kind)).to.include("so_far");
  });

  it("are worked out without lists and bars for a card", async () => {
    const { sections } = await pack("monthly_group", null, false);
    expect(sections.flatMap(({ charts, tables }) => [...charts, ...tables])).to.deep.equal([]);
    expect(sections.flatMap(({ figures }) => figures)).to.not.be.empty;
  });
});

describe("A paper's period", () => {
  const TODAY = "2019-07-30";

  it("is the last whole month or financial year where none is named", () => {
    expect(packPeriod("monthly_group", null, TODAY)).to.include({
      from: "2019-06-01",
      to: "2019-07-01",
      assumed: true,
    });
    expect(packPeriod("board_report", null, TODAY)).to.include({
      from: "2018-04-01",
      to: "2019-04-01",
      assumed: true,
    });
    expect(packPeriod("monthly_group", null, "2019-01-01")).to.include({ from: "2018-12-01" });
    expect(packPeriod("board_report", null, "2019-04-01")).to.include({ from: "2018-04-01" });
    expect(packPeriod("board_report", null, "2019-03-31")).to.include({ from: "2017-04-01" });
  });

  it("is one month, or one financial year, and has begun", () => {
    const year = { from: "2018-04-01", to: "2019-04-01" };
    expect(packPeriod("monthly_group", year, TODAY)).to.equal("pack_of_a_month");
    for (const other of [
      { from: "2018-01-01", to: "2019-01-01" },
      { from: "2019-04-01", to: "2019-07-01" },
    ])
      expect(packPeriod("board_report", other, TODAY)).to.equal("pack_of_a_year");
    expect(packPeriod("monthly_group", { from: "2019-08-01", to: "2019-09-01" }, TODAY)).to.equal(
      "pack_ahead",
    );
    expect(packPeriod("board_report", { from: "2019-04-01", to: "2020-04-01" }, TODAY)).to.include({
      label: "2019/20 so far",
    });
    expect(packPeriod("board_report", { from: "2019-04-01", to: "2019-07-31" }, TODAY)).to.include({
      label: "2019/20 so far",
    });
  });
});
