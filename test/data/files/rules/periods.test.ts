import { expect } from "chai";
import {
  clash,
  endsBeforeStart,
  laterOfClashing,
  type Period,
} from "../../../../data/files/rules/periods.ts";

const span = (start: string, end: string | null): Period => ({ start, end });

describe("A period", () => {
  it("ends before its start where its end is earlier, and not on the same day or while it is open", () => {
    expect(endsBeforeStart(span("2018-06-10", "2018-06-09"))).to.equal(true);
    expect(endsBeforeStart(span("2018-06-10", "2018-06-10"))).to.equal(false);
    expect(endsBeforeStart(span("2018-06-10", "2018-06-11"))).to.equal(false);
    expect(endsBeforeStart(span("2018-06-10", null))).to.equal(false);
  });
});

describe("Two periods of one child", () => {
  const both = (a: Period, b: Period) => {
    expect(clash(a, b), "either way round").to.equal(clash(b, a));
    return clash(a, b);
  };

  it("clash where one starts before the other's end, and may touch", () => {
    expect(both(span("2018-06-01", "2018-06-05"), span("2018-06-04", "2018-06-09"))).to.equal(true);
    expect(both(span("2018-06-01", "2018-06-05"), span("2018-06-05", "2018-06-09"))).to.equal(false);
    expect(both(span("2018-06-01", "2018-06-05"), span("2018-06-06", "2018-06-09"))).to.equal(false);
  });

  it("clash where the earlier is open; the later may be", () => {
    expect(both(span("2018-06-01", null), span("2018-09-01", "2018-09-02"))).to.equal(true);
    expect(both(span("2018-06-01", "2018-06-05"), span("2018-06-05", null))).to.equal(false);
    expect(both(span("2018-06-01", null), span("2018-06-01", null))).to.equal(true);
  });

  it("that start on one day may both be right where one ends on it", () => {
    expect(both(span("2018-06-01", "2018-06-01"), span("2018-06-01", "2018-06-08"))).to.equal(false);
    expect(both(span("2018-06-01", null), span("2018-06-01", "2018-06-01"))).to.equal(false);
    expect(both(span("2018-06-01", "2018-06-01"), span("2018-06-01", "2018-06-01"))).to.equal(false);
    expect(both(span("2018-06-01", "2018-06-02"), span("2018-06-01", "2018-06-08"))).to.equal(true);
  });

  it("are compared to the millisecond where they have times", () => {
    const first = span("2018-06-01T10:00:00.000Z", "2018-06-01T12:00:00.000Z");
    expect(both(first, span("2018-06-01T12:00:00.000Z", null))).to.equal(false);
    expect(both(first, span("2018-06-01T11:59:59.999Z", null))).to.equal(true);
  });
});

describe("Of a child's periods that clash", () => {
  const found = (...periods: Period[]) =>
    [...laterOfClashing(periods)].map(([later, earlier]) => [
      periods.indexOf(later),
      periods.indexOf(earlier),
    ]);

  it("the later by start is told, with the one that it clashes with, in whatever order they come", () => {
    const [early, late] = [span("2018-06-01", "2018-06-05"), span("2018-06-04", "2018-06-09")];
    expect(found(early, late)).to.eql([[1, 0]]);
    expect(found(late, early)).to.eql([[0, 1]]);
  });

  it("each one inside a long one is told, not only the first", () => {
    const inside = [span("2018-06-02", "2018-06-03"), span("2018-06-05", "2018-06-06")];
    expect(found(span("2018-06-01", "2018-06-20"), ...inside)).to.eql([
      [1, 0],
      [2, 0],
    ]);
  });

  it("the second of two that are alike is told", () => {
    expect(found(span("2018-06-01", null), span("2018-06-01", null))).to.eql([[1, 0]]);
  });

  it("none is told where each begins when the last has ended", () => {
    const days = ["2018-06-01", "2018-06-05", "2018-06-05", "2018-06-09"] as const;
    expect(
      found(span(days[0], days[1]), span(days[1], days[2]), span(days[2], days[3]), span(days[3], null)),
    ).to.eql([]);
  });
});
