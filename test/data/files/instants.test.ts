import { expect } from "chai";
import fc from "fast-check";
import { dayIn, instantIn, Moments } from "../../../data/files/moments.ts";

const LONDON = "Europe/London";
const moments = new Moments(LONDON);
const read = (text: string) => moments.instant(text);
const at = (iso: string) => ({ at: iso });

describe("A time in a file", () => {
  it("is London's where it has no offset, in summer and in winter", () => {
    expect(read("30/07/2019 14:05")).to.deep.equal(at("2019-07-30T13:05:00.000Z"));
    expect(read("2019-07-30 14:05")).to.deep.equal(at("2019-07-30T13:05:00.000Z"));
    expect(read("2019-07-30 14:05:59")).to.deep.equal(at("2019-07-30T13:05:59.000Z"));
    expect(read("30/01/2019 14:05")).to.deep.equal(at("2019-01-30T14:05:00.000Z"));
    expect(read("01/07/2019 00:30")).to.deep.equal(at("2019-06-30T23:30:00.000Z"));
  });

  it("is where its offset puts it", () => {
    expect(read("2019-07-30T14:05:00Z")).to.deep.equal(at("2019-07-30T14:05:00.000Z"));
    expect(read("2019-07-30T14:05Z")).to.deep.equal(at("2019-07-30T14:05:00.000Z"));
    expect(read("2019-07-30T14:05:00+01:00")).to.deep.equal(at("2019-07-30T13:05:00.000Z"));
    expect(read("2019-07-30T00:05:00+0100")).to.deep.equal(at("2019-07-29T23:05:00.000Z"));
    expect(read("2019-07-30T23:05-05")).to.deep.equal(at("2019-07-31T04:05:00.000Z"));
    expect(read("2019-07-30T14:05:00.1239Z")).to.deep.equal(at("2019-07-30T14:05:00.123Z"));
  });

  it("is the first of the two where October's hour occurs twice", () => {
    expect(read("27/10/2019 00:59")).to.deep.equal(at("2019-10-26T23:59:00.000Z"));
    expect(read("27/10/2019 01:00")).to.deep.equal(at("2019-10-27T00:00:00.000Z"));
    expect(read("2019-10-27 01:59:59")).to.deep.equal(at("2019-10-27T00:59:59.000Z"));
    expect(read("27/10/2019 02:00")).to.deep.equal(at("2019-10-27T02:00:00.000Z"));
    expect(read("2019-10-27T01:30:00+00:00")).to.deep.equal(at("2019-10-27T01:30:00.000Z"));
  });

  it("does not exist in the hour that March skips, and is said to be so", () => {
    expect(read("31/03/2019 00:59")).to.deep.equal(at("2019-03-31T00:59:00.000Z"));
    expect(read("31/03/2019 01:00")).to.deep.equal({ why: "gap" });
    expect(read("2019-03-31 01:59:59")).to.deep.equal({ why: "gap" });
    expect(read("31/03/2019 02:00")).to.deep.equal(at("2019-03-31T01:00:00.000Z"));
    expect(read("2019-03-31T01:30:00Z")).to.deep.equal(at("2019-03-31T01:30:00.000Z"));
  });

  it("is no time where only the day is given", () => {
    expect(read("30/07/2019")).to.deep.equal({ why: "no_time" });
    expect(read("2019-07-30")).to.deep.equal({ why: "no_time" });
  });

  it("is not guessed at", () => {
    for (const text of [
      ...["31/02/2019 10:00", "2019-02-29 10:00", "2019-02-30T10:00:00Z", "30/13/2019 10:00"],
      ...["2019-07-30 24:00", "2019-07-30T24:00:00Z", "2019-07-30 10:60", "2019-07-30 10:00:60"],
      ...["2019-07-30T10:00", "2019-07-30 10:00Z", "2019-07-30t10:00:00z", "2019-07T10:00Z", "2019T10:00Z"],
      ...["30/07/2019 10:00:00", "30/7/2019 10:00", "30/07/19 10:00", "07/30/2019 10:00", "30-07-2019 10:00"],
      ...[
        "2019/07/30 10:00",
        "30/07/2019T10:00Z",
        "2019-07-30 9:00",
        "2019-07-30  09:00",
        "2019-07-30 09.00",
      ],
      ...["2019-07-30T10:00:00+15:00", "2019-07-30T10:00:00+01:60", "2019-07-30T10:00:00+1:00"],
      ...["1899-12-31 10:00", "2200-01-01 10:00", "0019-07-30T10:00:00Z", "soon", "43676.5"],
    ]) {
      expect(read(text), text).to.deep.equal({ why: "not_read" });
    }
  });

  it("is read alike in haste and at leisure", () => {
    const two = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, "0"));
    const dates = fc.oneof(
      fc.tuple(fc.integer({ min: 1899, max: 2201 }).map(String), two(13), two(32)),
      fc.constantFrom(["2019", "03", "31"], ["2019", "10", "27"], ["2024", "03", "31"], ["1971", "10", "31"]),
    );
    const days = fc
      .tuple(dates, fc.boolean())
      .map(([[year, month, day], british]) =>
        british ? `${day}/${month}/${year}` : `${year}-${month}-${day}`,
      );
    const clocks = fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(":"));
    const offsets = fc.oneof(
      fc.constantFrom("", "Z", "+00:00", "+01:00", "-0500", "+14:00", "-15:00", "z", " "),
      fc.tuple(fc.constantFrom("+", "-"), two(15), two(60)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    );
    const texts = fc
      .tuple(days, fc.constantFrom(" ", "T", "  ", ""), clocks, fc.constantFrom(5, 8, 7), offsets)
      .map(([day, between, clock, length, offset]) => day + between + clock.slice(0, length) + offset);
    for (const zone of [LONDON, "Australia/Lord_Howe", "Asia/Kolkata"]) {
      const hasty = new Moments(zone);
      fc.assert(
        fc.property(texts, (text) => {
          expect(hasty.instant(text), text).to.deep.equal(instantIn(text, zone));
        }),
        { numRuns: 1_000 },
      );
    }
  });
});

describe("A date in a file", () => {
  it("is written the British way or as ISO 8601", () => {
    expect(dayIn("29/02/2020")).to.equal("2020-02-29");
    expect(dayIn("2020-02-29")).to.equal("2020-02-29");
    expect(moments.startOf("29/06/2020")).to.equal("2020-06-28T23:00:00.000Z");
  });

  it("is a day of the calendar", () => {
    for (const text of [
      "29/02/2019",
      "2019-02-29",
      "31/04/2019",
      "1/5/2019",
      "01/05/19",
      "05-2019",
      "2019-5-1",
    ])
      expect(dayIn(text), text).to.equal(null);
  });
});
