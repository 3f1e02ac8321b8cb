import { expect } from "chai";
import fc from "fast-check";
import type { Answer } from "../../bot/answers/answer.ts";
import { answerFor } from "../../bot/disclosure/answer-for.ts";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { isSmall } from "../../bot/disclosure/small.ts";
import type { FigureView } from "../../cards/views.ts";
import { answer, CHILDREN, CONTEXT, episodeRows, question, shown, YEAR } from "./builders.ts";

const BEFORE = { from: "2017-04-01", to: "2018-04-01", label: "2017/18", assumed: false };

const compared = (value: number, numerator: number | null = null, denominator: number | null = null) => ({
  period: BEFORE,
  value,
  numerator,
  denominator,
  change: 1,
  changePercent: 0.5,
});

function outside(made: Answer): FigureView {
  const view = disclose(shown(made), "outside", null, CONTEXT);
  expect(view.card).to.equal("figure");
  return view as FigureView;
}
const counted = (value: number, compare: Answer["compare"] = null) =>
  answer(question("episodes", { period: YEAR, compare: compare && "previous_year" }), { value, compare });
const share = (numerator: number, denominator: number, compare: Answer["compare"] = null) =>
  answer(question("interview_compliance", { period: YEAR }), {
    unit: "share",
    value: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
    compare,
  });

describe("an outside audience", () => {
  it("reads a large figure and its comparison", () => {
    const view = outside(counted(1069, { ...compared(687), change: 382, changePercent: 382 / 687 }));
    expect(view.figure).to.equal("1,069");
    expect(view.label).to.equal("missing episodes in 2018/19");
    expect(view.change?.text).to.equal("up 382 (+56 %) from 687 in 2017/18");
  });

  it("reads a figure from 1 to 5 as fewer than 6, and a true nought", () => {
    for (const n of [1, 2, 3, 4, 5]) expect(outside(counted(n)).figure, String(n)).to.equal("fewer than 6");
    expect(outside(counted(0)).figure).to.equal("0");
    expect(outside(counted(6)).figure).to.equal("6");
  });

  it("cannot work out a small figure from the change", () => {
    for (const [now, before] of [
      [100, 3],
      [3, 100],
      [2, 4],
    ] as const) {
      const view = outside(counted(now, { ...compared(before), change: now - before, changePercent: 7 }));
      expect(view.change?.text).to.equal("the change is not shown: one of the figures is too small");
    }
  });

  it("reads a share only where neither the part, nor the rest, nor the whole is small", () => {
    expect(outside(share(31, 44))).to.include({ figure: "70 %", of: "31 of 44" });
    expect(outside(share(0, 44))).to.include({ figure: "0 %", of: "0 of 44" });
    expect(outside(share(44, 44))).to.include({ figure: "100 %", of: "44 of 44" });
    expect(outside(share(0, 0))).to.include({ figure: "none due", of: null });
    for (const [part, whole] of [
      [3, 44],
      [41, 44],
      [2, 4],
      [0, 3],
      [5, 5],
    ] as const) {
      const view = outside(share(part, whole));
      expect(view, `${part} of ${whole}`).to.include({ figure: "not shown", of: "too few to show" });
    }
    const view = outside(share(31, 44, compared(0.1, 3, 30)));
    expect(view.change?.text).to.equal("the change is not shown: one of the figures is too small");
  });

  it("reads nothing beside the figure: no rows, no outlier, no further figures", () => {
    const made = answer(question("episodes", { period: YEAR }), {
      rows: episodeRows(),
      beside: [{ key: "one", label: "One more", value: 3, unit: "episodes" }],
      caveats: [
        { kind: "outlier", childId: 6, episodes: 82, without: 263, withoutBefore: null },
        { kind: "indeterminate", count: 2 },
        { kind: "note", text: "2 episodes recorded since" },
        { kind: "series_break", day: "2018-06-01", note: "Recording changed.", within: true },
      ],
    });
    const view = outside(made);
    expect(view.beside).to.deep.equal([]);
    expect(view.caveats).to.deep.equal(["Recording changed during this period. Recording changed."]);
    expect(view.unused).to.equal(null);
  });

  it("is refused a period that has not ended, however it was asked for", () => {
    const running = { from: "2019-07-01", to: "2019-08-01" };
    const cut = { from: "2019-07-01", to: "2019-07-31", label: "July 2019 so far", assumed: false };
    const asked = answer(question("episodes", { period: running }), { period: cut });
    const whole = answer(question("episodes", { period: running }), { period: { ...cut, ...running } });
    const other = answer(question("episodes", { period: YEAR }), { period: cut });
    for (const made of [asked, whole, other]) {
      expect(disclose(shown(made), "outside", null, CONTEXT)).to.include({ card: "notice", tone: "refusal" });
    }
  });

  it("is refused days that are no whole month, quarter or year, and reads a month from the day after it", () => {
    const days = (from: string, to: string, asOf: string, asked = { from, to }) =>
      disclose(
        shown(
          answer(question("episodes", { period: asked }), {
            period: { from, to, label: "these days", assumed: false },
            value: 40,
            asOf: new Date(asOf),
          }),
        ),
        "outside",
        null,
        CONTEXT,
      );
    expect(days("2018-07-01", "2018-07-31", "2019-07-30T13:00:00Z")).to.include({ tone: "refusal" });
    const july = { from: "2018-07-01", to: "2018-08-01" };
    expect(days("2018-07-02", "2018-08-01", "2019-07-30T13:00:00Z", july)).to.include({ tone: "refusal" });
    expect(days(july.from, july.to, "2019-07-30T13:00:00Z")).to.include({ figure: "40" });
    expect(days("2019-06-01", "2019-07-01", "2019-06-30T22:59:59Z")).to.include({ tone: "refusal" });
    expect(days("2019-06-01", "2019-07-01", "2019-06-30T23:00:00Z")).to.include({ figure: "40" });
  });

  it("never reads a figure that is small, or gives one away", () => {
    const figure = fc.nat({ max: 40 });
    fc.assert(
      fc.property(figure, figure, figure, figure, fc.boolean(), (a, b, c, d, isShare) => {
        const [part, whole] = [Math.min(a, b), Math.max(a, b)];
        const [partBefore, wholeBefore] = [Math.min(c, d), Math.max(c, d)];
        const before = wholeBefore === 0 ? 0 : partBefore / wholeBefore;
        const made = isShare
          ? share(part, whole, compared(before, partBefore, wholeBefore))
          : counted(a, compared(c));
        const { figure, of, change } = outside(made);
        const read = [figure, of ?? "", change?.text ?? ""].join(" ");
        const small = (n: number) => n > 0 && n < 6;
        const secrets = isShare
          ? [part, whole, whole - part, partBefore, wholeBefore, wholeBefore - partBefore]
          : [a, c];
        const hides = /fewer than 6|not shown/.test(read);
        expect(hides, read).to.equal(secrets.some(small));
        const now = isShare ? [part, whole, whole - part] : [a];
        if (now.some(small))
          expect([figure, of ?? ""].join(" ").replace("fewer than 6", "")).to.not.match(/\d/);
      }),
      { numRuns: 300 },
    );
  });

  it("gets the same from a file as from a card", () => {
    const made = counted(3, { ...compared(100), change: -97, changePercent: -0.97 });
    const file = answerFor({ ...made, rows: episodeRows() }, CHILDREN, "outside", null);
    expect(file).to.deep.include({ value: null, numerator: null, denominator: null, rows: [], beside: [] });
    expect(file.compare).to.include({ value: 100, change: null, changePercent: null });
    expect(answerFor(counted(100, compared(3)), CHILDREN, "outside", null).compare).to.equal(null);
    expect(isSmall({ value: 0.5, unit: "share", numerator: null, denominator: null })).to.equal(true);
  });
});
