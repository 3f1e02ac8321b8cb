import { expect } from "chai";
import type { Answer, AnswerRow, Caveat } from "../../bot/answers/answer.ts";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { extremesText } from "../../bot/disclosure/extremes.ts";
import { renderCard } from "../../cards/render.ts";
import type { TrendView } from "../../cards/views.ts";
import { timeBuckets } from "../../data/measures/buckets.ts";
import { elements } from "../cards/walk.ts";
import { answer, CONTEXT, question, shown, viewer } from "./builders.ts";

const YEAR = { from: "2018-04-01", to: "2019-04-01" };
const BEFORE = { from: "2017-04-01", to: "2018-04-01", label: "2017/18", assumed: false };
const NOVEMBER: Caveat = {
  kind: "series_break",
  day: "2017-11-01",
  note: "Recording changed.",
  within: false,
};

const rowsOf = (values: number[], period = YEAR): AnswerRow[] =>
  timeBuckets("month", period).map(({ key, label }, i) => ({
    subject: { kind: "bucket", grouping: "month", key, label },
    value: values[i] ?? 0,
    unit: "episodes",
  }));
const MONTHS = [74, 83, 91, 102, 88, 79, 95, 104, 81, 90, 87, 95];

function trend(parts: Partial<Answer>): TrendView {
  const made = answer(question("episodes", { period: YEAR, groupBy: "month" }), {
    rows: rowsOf(MONTHS),
    ...parts,
  });
  return disclose(shown(made), "personal", viewer("duty"), CONTEXT) as TrendView;
}

const beside = {
  period: BEFORE,
  points: rowsOf(MONTHS, BEFORE).map(({ subject }, i) => ({
    subject,
    figure: { value: 40 + i, numerator: null, denominator: null },
  })),
};

describe("A course over time", () => {
  it("has last year beside it though no comparison was asked for, and no change for it", () => {
    const view = trend({ yearBeside: beside });
    expect(view.previousLegend).to.equal("2017/18");
    expect(view.points[3]!.previous).to.deep.equal({ label: "Jul 2017", value: 43, shown: "43" });
    expect(view.change).to.equal(null);
    expect(trend({}).points[3]!.previous).to.equal(null);
  });

  it("names the highest and the lowest point in words", () => {
    expect(trend({}).note).to.equal("Highest: Nov 2018, 104. Lowest: Apr 2018, 74.");
    const text = (values: number[]) => extremesText(rowsOf(values).slice(0, values.length));
    expect(text([5, 5, 2, 3]), "two highest").to.equal("Lowest: Jun 2018, 2.");
    expect(text([5, 5, 5, 5])).to.equal(null);
    expect(text([1, 2, 3]), "too few points").to.equal(null);
    const cut = rowsOf([1, 5, 6, 7, 9]).slice(0, 5);
    if (cut[0]!.subject.kind === "bucket") cut[0]!.subject.part = true;
    expect(extremesText(cut), "a part of a month").to.equal("Highest: Aug 2018, 9. Lowest: May 2018, 5.");
    const shares = (denominator: number) =>
      rowsOf([1, 2, 3, 4])
        .slice(0, 4)
        .map((row) => ({ ...row, value: row.value! / 10, unit: "share", numerator: 2, denominator }));
    expect(extremesText(shares(20))).to.equal("Highest: Jul 2018, 40 %. Lowest: Apr 2018, 10 %.");
    expect(extremesText(shares(19)), "shares of few").to.equal(null);
  });

  it("is broken where recording changed, in the line and in the figures", () => {
    const view = trend({ yearBeside: beside, caveats: [NOVEMBER] });
    const marks = view.points.map(({ newSeries, previous }) => [newSeries, previous?.newSeries]);
    expect(marks.flatMap(([, before], i) => (before ? [i] : []))).to.deep.equal([7]);
    expect(marks.some(([now]) => now)).to.equal(false);
    const all = elements(renderCard(view as Parameters<typeof renderCard>[0]));
    const lines = all.find(({ node }) => node.type === "Chart.Line")!.node.data as {
      legend: string;
      values: object[];
    }[];
    expect(lines.map(({ legend, values }) => [legend, values.length])).to.deep.equal([
      ["2018/19", 12],
      ["2017/18, old recording", 7],
      ["2017/18", 5],
    ]);
    expect(JSON.stringify(all.find(({ node }) => node.id === "figures")!.node)).to.include(
      "104 (2017/18: 47 (recording changed))",
    );
  });

  it("is not broken by a change before its first point", () => {
    const early = trend({ yearBeside: beside, caveats: [{ ...NOVEMBER, day: "2017-04-20" }] });
    expect(early.points.some(({ previous }) => previous?.newSeries)).to.equal(false);
  });
});
