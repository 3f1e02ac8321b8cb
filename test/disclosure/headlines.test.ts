import { expect } from "chai";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { comparedText, duringText } from "../../bot/disclosure/when.ts";
import { changeOf } from "../../bot/disclosure/wording.ts";
import type { FigureView, ListView, TrendView } from "../../cards/views.ts";
import type { Period, Question } from "../../data/vocabulary.ts";
import { answer, CONTEXT, childRows, episodeRows, question, shown, viewer, YEAR } from "./builders.ts";

const DAY = { from: "2019-07-29", to: "2019-07-30" };
const labelled = (period: Period, label: string) => ({ ...period, label, assumed: false });
const onADay = labelled(DAY, "29 July 2019");

function figure(asked: Question, parts: Parameters<typeof answer>[1] = {}): FigureView {
  return disclose(shown(answer(asked, parts)), "personal", viewer("none"), CONTEXT) as FigureView;
}
function list(asked: Question, parts: Parameters<typeof answer>[1] = {}): ListView {
  return disclose(shown(answer(asked, parts)), "personal", viewer("duty"), CONTEXT) as ListView;
}

describe("A headline", () => {
  it("is on a day, from some days to others, and in a month or year", () => {
    expect(duringText("29 July 2019")).to.equal(" on 29 July 2019");
    expect(duringText("30 July 2019 so far")).to.equal(" on 30 July 2019 so far");
    expect(duringText("5 to 20 March 2019")).to.equal(" from 5 to 20 March 2019");
    expect(duringText("2018/19")).to.equal(" in 2018/19");
    expect(duringText("the week of 29 July 2019")).to.equal(" in the week of 29 July 2019");
    expect(duringText(null)).to.equal("");
    expect(comparedText("1 to 22 October 2026")).to.equal(" (1 to 22 October 2026)");
    expect(comparedText("28 February 2023")).to.equal(" on 28 February 2023");
  });

  it("says by how much a rate or a length has changed, in its unit and as it is read", () => {
    const change = (unit: string, value: number, change: number) =>
      changeOf("rate", unit, { value, change, changePercent: change / value }, "2017/18")!.text;
    const rate = (value: number, by: number) => change("episodes per child", value, by);
    expect(rate(3.9, -0.4)).to.equal("down 0.4 episodes per child (−10 %) from 3.9 in 2017/18");
    expect(rate(3.523, -0.052)).to.equal("down less than 0.1 episodes per child (−1 %) from 3.5 in 2017/18");
    expect(rate(3.54, 0.02)).to.equal("up less than 0.1 episodes per child (+1 %) from 3.5 in 2017/18");
    expect(rate(3.5, 0)).to.equal("no change from 3.5 in 2017/18");
    expect(change("hours", 12.3, 1.5)).to.equal("up 1.5 hours (+12 %) from 12.3 hours in 2017/18");
  });

  it("says why there is no figure where there was nothing to work it out from", () => {
    const none = { unit: "share" as const, value: null, numerator: 0, denominator: 0, period: onADay };
    expect(figure(question("interview_compliance", { period: DAY }), none).label).to.equal(
      "(no return interview has fallen due after a return on 29 July 2019)",
    );
    expect(figure(question("interviews_completed", { period: DAY }), none).label).to.equal(
      "(no child returned on 29 July 2019)",
    );
    const length = { unit: "hours" as const, value: null, period: onADay };
    expect(figure(question("average_duration", { period: DAY }), length)).to.include({
      figure: "–",
      label: "(no episode that began on 29 July 2019 has ended)",
    });
  });

  it("calls episodes of another category by that category, not missing", () => {
    const absent = question("episodes", { period: YEAR, filters: { category: ["absent"] } });
    expect(figure(absent, { value: 83 })).to.include({
      title: "Absent episodes",
      label: "absent episodes in 2018/19",
    });
    const both = question("episodes", { period: YEAR, filters: { category: ["away", "absent"] } });
    expect(figure(both, { value: 1 }).label).to.equal("away or absent episode in 2018/19");
    const missing = question("episodes", { period: YEAR, filters: { category: ["missing"] } });
    expect(figure(missing).label).to.equal("missing episodes in 2018/19");
  });

  it("speaks of the past as past", () => {
    const at = { caveats: [{ kind: "as_at_past" as const, at: new Date("2019-03-31T23:00:00Z") }] };
    const then = list(question("currently_missing", { period: YEAR }), {
      ...at,
      period: null,
      value: 6,
      rows: episodeRows(),
    });
    expect(then.title).to.equal("Missing at the time");
    expect(then.headline).to.equal("6 children were missing");
    const persistent = list(question("persistent_missing", { period: YEAR }), {
      value: 91,
      unit: "children",
      rows: childRows(),
    });
    expect(persistent.headline).to.equal("91 children were persistently missing in 2018/19");
    const five = question("persistent_missing", { period: YEAR, filters: { minEpisodes: 5 } });
    expect(list(five, { value: 51, unit: "children", rows: childRows() }).headline).to.equal(
      "51 children with 5 or more episodes in 2018/19",
    );
  });
});

describe("An empty list", () => {
  it("says of which days, so that nothing today is not read as nothing at all", () => {
    const due = question("interviews_due", { period: DAY });
    expect(list(due, { value: 0, period: onADay }).empty).to.equal(
      "No return interview is due on 29 July 2019.",
    );
    const long = question("long_episodes", { period: YEAR });
    expect(list(long, { value: 0 }).empty).to.equal("No long episodes in 2018/19.");
    expect(list(question("currently_missing"), { value: 0 }).empty).to.equal("No child is missing.");
  });
});

describe("A bucket beside another", () => {
  it("is marked as part where its period holds only a part of it", () => {
    const row = {
      subject: {
        kind: "bucket" as const,
        grouping: "week" as const,
        key: "2019-07-01",
        label: "w/c 1 Jul 2019",
      },
      value: 21,
      unit: "episodes",
      compare: { value: 4, change: 17, changePercent: 4.25 },
      detail: { previousKey: "2019-05-27", previousLabel: "w/c 27 May 2019", previousPart: true },
    };
    const asked = question("episodes", { period: YEAR, groupBy: "week", compare: "previous_period" });
    const made = shown(answer(asked, { rows: [row] }));
    const view = disclose(made, "personal", viewer("duty"), CONTEXT) as TrendView;
    expect(view.points[0]!.previous!.label).to.equal("w/c 27 May 2019 (part)");
  });
});
