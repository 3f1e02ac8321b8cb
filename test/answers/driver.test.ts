import { expect } from "chai";
import { drivenBy, driverOf } from "../../bot/answers/driver.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import { type Figure, type Figures, nothing } from "../../data/measures/figures.ts";
import type { Metric, Question } from "../../data/vocabulary.ts";
import { ask } from "../support/questions.ts";

const counted = (value: number): Figure => ({ value, numerator: null, denominator: null });
const share = (numerator: number, denominator: number): Figure => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

/** Figures by placement type: [bucket, now, before], and their totals. */
function figuresOf(metric: Metric, buckets: [raw: string, now: Figure, before: Figure][]): Figures {
  const side = (which: 1 | 2) => {
    const own = buckets.map((bucket) => bucket[which]);
    const sum = (of: (figure: Figure) => number | null) => own.reduce((all, one) => all + (of(one) ?? 0), 0);
    const fraction = own[0]!.denominator !== null;
    return {
      totals: {
        [metric]: fraction
          ? share(
              sum(({ numerator }) => numerator),
              sum(({ denominator }) => denominator),
            )
          : counted(sum(({ value }) => value)),
      },
      beside: {},
      indeterminate: 0,
      assumed: 0,
      buckets: buckets.map((bucket) => ({ raw: bucket[0], name: null, figure: bucket[which] })),
      without: null,
    };
  };
  return {
    revision: 1n,
    lastImport: null,
    sides: [side(1), side(2)],
    episodes: [],
    children: [],
    outlier: null,
  };
}

const COMPARED: Partial<Question> = { compare: "previous_year" };
function drives(metric: Metric, buckets: [string, Figure, Figure][]): string | null {
  const driver = driverOf(ask(metric, COMPARED), figuresOf(metric, buckets), "placement_type");
  const keys = driver?.moved.flatMap(({ subject }) => (subject.kind === "bucket" ? [subject.key] : []));
  return keys?.join(" and ") ?? null;
}
const counts = (...buckets: [string, number, number][]) =>
  drives(
    "episodes",
    buckets.map(([raw, now, before]) => [raw, counted(now), counted(before)]),
  );

describe("What drove a change", () => {
  it("is the bucket without which at most half of the change is left", () => {
    expect(counts(["council_care_home", 345, 308], ["foster_care", 40, 44])).to.equal("council_care_home");
    expect(counts(["council_care_home", 330, 300], ["foster_care", 50, 40])).to.equal("council_care_home");
    expect(counts(["council_care_home", 330, 300], ["foster_care", 41, 40])).to.equal("council_care_home");
  });

  it("is the two that moved most, where one does not explain it", () => {
    const four = (first: number, second: number) =>
      counts(
        ["family_home", 100 + first, 100],
        ["independent_provider", 100 + second, 100],
        ["foster_care", 120, 100],
        ["council_care_home", 120, 100],
      );
    expect(four(30, 29)).to.equal("family_home and independent_provider");
    expect(four(30, 30)).to.equal("family_home and independent_provider");
    expect(four(41, 20), "two are equal behind the first").to.equal(null);
    expect(four(22, 21)).to.equal("family_home and independent_provider");
    expect(counts(["family_home", 110, 100], ["foster_care", 110, 100]), "all there is").to.equal(null);
    const apart = [30, 29, 28, 27, 26].map((n, i): [string, number, number] => [`type_${i}`, 100 + n, 100]);
    expect(counts(...apart), "all rose alike").to.equal(null);
  });

  it("is nothing where two large moves cancel out, or one bucket is all there is", () => {
    expect(counts(["council_care_home", 400, 300], ["foster_care", 10, 103])).to.equal(null);
    expect(counts(["council_care_home", 400, 300])).to.equal(null);
  });

  it("is none that moved the other way, however far", () => {
    expect(
      counts(["council_care_home", 80, 100], ["foster_care", 128, 100], ["family_home", 102, 100]),
    ).to.equal(null);
  });

  it("is never a change of less than six, nor what is not known", () => {
    expect(counts(["council_care_home", 35, 30], ["foster_care", 40, 40])).to.equal(null);
    expect(counts(["council_care_home", 36, 30], ["foster_care", 40, 40])).to.equal("council_care_home");
    expect(counts(["unknown", 90, 30], ["foster_care", 40, 40])).to.equal(null);
  });

  it("moved the same way as the whole", () => {
    expect(counts(["council_care_home", 300, 345], ["foster_care", 30, 40])).to.equal("council_care_home");
    expect(counts(["council_care_home", 300, 345], ["foster_care", 200, 130])).to.equal(null);
  });

  it("of a share is the bucket without which the share would hardly have moved", () => {
    const fell: [string, Figure, Figure] = ["independent_provider", share(50, 100), share(80, 100)];
    const same: [string, Figure, Figure] = ["foster_care", share(70, 100), share(70, 100)];
    expect(drives("interview_compliance", [fell, same])).to.equal("independent_provider");
    const driver = driverOf(
      ask("interview_compliance", COMPARED),
      figuresOf("interview_compliance", [fell, same]),
      "placement_type",
    )!;
    expect(driver.rest).to.deep.equal({ now: share(70, 100), before: share(70, 100) });
  });

  it("of a share is nothing where any side is a share of fewer than twenty", () => {
    const fell = (of: number): [string, Figure, Figure] => [
      "independent_provider",
      share(of / 4, of),
      share(of, of),
    ];
    const same = (of: number): [string, Figure, Figure] => [
      "foster_care",
      share(of / 2, of),
      share(of / 2, of),
    ];
    expect(drives("interview_compliance", [fell(20), same(20)])).to.equal("independent_provider");
    expect(drives("interview_compliance", [fell(16), same(20)])).to.equal(null);
    expect(drives("interview_compliance", [fell(20), same(18)])).to.equal(null);
  });

  it("of children has no figure for all else, since a child may stand in several buckets", () => {
    const found = figuresOf("individuals", [
      ["council_care_home", counted(80), counted(40)],
      ["foster_care", counted(20), counted(20)],
    ]);
    expect(driverOf(ask("individuals", COMPARED), found, "placement_type")!.rest).to.equal(null);
  });

  it("is looked for by placement type, within one type of homes by home, and as it was grouped", () => {
    const by = (metric: Metric, more: Partial<Question> = {}) =>
      drivenBy(ask(metric, { ...COMPARED, ...more }));
    expect(by("episodes")).to.equal("placement_type");
    expect(by("episodes", { groupBy: "month" })).to.equal("placement_type");
    expect(by("episodes", { groupBy: "team" })).to.equal("team");
    expect(by("episodes", { filters: { placementType: ["council_care_home"] } })).to.equal("placement");
  });

  it("is not looked for where nothing is compared, nor among households, children or workers", () => {
    const by = (metric: Metric, more: Partial<Question> = {}) =>
      drivenBy(ask(metric, { ...COMPARED, ...more }));
    expect(by("episodes", { compare: null })).to.equal(null);
    expect(by("episodes", { filters: { placementType: ["foster_care"] } })).to.equal(null);
    expect(by("episodes", { filters: { child: [1] } })).to.equal(null);
    expect(by("episodes", { filters: { placement: [1] } })).to.equal(null);
    expect(by("episodes", { groupBy: "child" })).to.equal(null);
    expect(by("episodes", { groupBy: "worker" })).to.equal(null);
    expect(by("interview_compliance", { groupBy: "agency" })).to.equal(null);
    for (const metric of ["rate", "top_share", "one_off_share", "longest_episodes", "top_missing"] as const) {
      expect(by(metric), metric).to.equal(null);
    }
  });

  it("is nothing where a side has no figure", () => {
    const none = nothing(CATALOGUE.interview_compliance);
    expect(drives("interview_compliance", [["foster_care", none, none]])).to.equal(null);
  });
});
