import { expect } from "chai";
import { mapMissing } from "../../../../data/files/returns/map-missing.ts";
import type { MissingReturnRow } from "../../../../data/files/returns/rows.ts";
import type { ReturnTables } from "../../../../data/files/rules/read-return.ts";
import { header, missing, numbered, placed } from "../../../support/return-rows.ts";

const mapped = (tables: ReturnTables, rejected: MissingReturnRow[] = []) =>
  mapMissing(tables, new Set(rejected));
const episodeOf = (tables: ReturnTables) => mapped(tables).episodes[0]!.episode;
/** The episode of a period that starts on a day, with Episodes given. */
const startedIn = (MIS_START: string, ...Episodes: ReturnType<typeof placed>[]) =>
  episodeOf({ Missing: [missing({ MIS_START, MIS_END: "" })], Episodes });

describe("A period of the statutory return", () => {
  it("is an episode of a looked-after child, known to the day", () => {
    const { episodes } = mapped({ Missing: [missing({ MIS_START: "10/06/2018", MIS_END: "12/01/2019" })] });
    expect(episodes.map(({ row, ...rest }) => rest)).to.eql([
      {
        startDay: "2018-06-10",
        endDay: "2019-01-12",
        episode: {
          episodeId: "A1/2018-06-10/1",
          childId: "A1",
          category: "missing",
          startedAt: "2018-06-09T23:00:00.000Z",
          startPrecision: "date",
          endedAt: "2019-01-12T00:00:00.000Z",
          endPrecision: "date",
          lookedAfter: true,
        },
      },
    ]);
  });

  it("is open where it has no end, and away where its type is A", () => {
    const episode = episodeOf({ Missing: [missing({ MISSING: "A", MIS_END: "" })] });
    expect([episode.category, episode.endedAt, episode.endPrecision]).to.eql(["away", null, "instant"]);
  });

  it("is not stored where a rule rejects it, or where its child or date of birth cannot be told", () => {
    const rows = numbered([
      missing(),
      missing({ CHILD: "B2" }),
      missing({ CHILD: " " }),
      missing({ CHILD: "C3", DOB: "" }),
      missing({ CHILD: "D4", DOB: "01/06/05" }),
    ]);
    const { episodes, children, refused } = mapped({ Missing: rows }, [rows[0]!]);
    expect(episodes.map(({ episode }) => episode.childId)).to.eql(["B2"]);
    expect(children.map(({ child }) => child.childId)).to.eql(["B2"]);
    expect(refused.Missing.map(({ row, column, value, code }) => [row.line, column, value, code])).to.eql([
      [4, "CHILD", " ", "blank"],
      [5, "DOB", "", "blank"],
      [6, "DOB", "01/06/05", "not_a_date"],
    ]);
  });
});

describe("The key of a period", () => {
  const keys = (...rows: Partial<MissingReturnRow>[]) => {
    const Missing = rows.map((row) => missing(row));
    return mapped({ Missing }).episodes.map(({ episode }) => episode.episodeId);
  };
  const ending = (...ends: string[]) => ends.map((MIS_END) => ({ MIS_END }));

  it("numbers the rows of one child and start by their end, an open one last", () => {
    expect(keys(...ending("", "12/06/2018", "10/06/2018"))).to.eql([
      "A1/2018-06-10/3",
      "A1/2018-06-10/2",
      "A1/2018-06-10/1",
    ]);
  });

  it("numbers rows that are alike in the file's order", () => {
    expect(keys({}, {})).to.eql(["A1/2018-06-10/1", "A1/2018-06-10/2"]);
  });

  it("is one child's whatever the case of the id, and each child's and day's own", () => {
    expect(keys({}, { CHILD: "a1 ", MIS_END: "" }, { CHILD: "B2" }, { MIS_START: "09/06/2018" })).to.eql([
      "A1/2018-06-10/1",
      "A1/2018-06-10/2",
      "B2/2018-06-10/1",
      "A1/2018-06-09/1",
    ]);
  });

  it("counts a rejected row too, so that a correction moves no other row's", () => {
    const rows = [missing({ MIS_END: "10/06/2018", MISSING: "m" }), missing({ MIS_END: "12/06/2018" })];
    const { episodes } = mapped({ Missing: rows }, [rows[0]!]);
    expect(episodes.map(({ episode }) => episode.episodeId)).to.eql(["A1/2018-06-10/2"]);
    const unread = [missing({ MIS_END: "12/06/18" }), missing({ MIS_END: "" })];
    expect(mapped({ Missing: unread }, [unread[0]!]).episodes[0]!.episode.episodeId).to.equal(
      "A1/2018-06-10/1",
    );
  });
});

describe("A child of the statutory return", () => {
  const child = (tables: ReturnTables) => mapped(tables).children.map((found) => found.child);

  it("is told once, with the date of birth of the first row and without a gender", () => {
    const Missing = [missing(), missing({ MIS_START: "01/09/2018", DOB: "02/06/2005" })];
    expect(child({ Missing })).to.eql([{ childId: "A1", dateOfBirth: "2005-06-01" }]);
  });

  it("has Header's gender and date of birth", () => {
    const Missing = [missing()];
    const Header = [header({ CHILD: "a1", SEX: "2", DOB: "03/06/2005" })];
    expect(child({ Missing, Header })).to.eql([
      { childId: "A1", dateOfBirth: "2005-06-03", gender: "female" },
    ]);
    expect(child({ Missing, Header: [header({ SEX: "", DOB: "" })] })).to.eql([
      { childId: "A1", dateOfBirth: "2005-06-01" },
    ]);
  });

  it("whose own date of birth is blank has Header's, and its period is stored", () => {
    const tables = { Missing: [missing({ DOB: " " })], Header: [header({ DOB: "03/06/2005" })] };
    const { refused, episodes } = mapped(tables);
    expect([refused.Missing, episodes.length]).to.eql([[], 1]);
    expect(child(tables)[0]!.dateOfBirth).to.equal("2005-06-03");
    const unknown = mapped({ ...tables, Header: [header({ DOB: "" })] }).refused.Missing;
    expect(unknown.map(({ column, code }) => [column, code])).to.eql([["DOB", "blank"]]);
  });

  it("has nothing of a Header row that cannot be used, which is told", () => {
    const rows = numbered([
      header({ SEX: "9" }),
      header({ DOB: "soon" }),
      header({ CHILD: "" }),
      header({ SEX: "m" }),
    ]);
    const found = mapped({ Missing: [missing()], Header: rows });
    expect(found.children[0]!.child.gender).to.equal("male");
    expect(found.refused.Header.map(({ row, column, code }) => [row.line, column, code])).to.eql([
      [2, "SEX", "unknown_code"],
      [3, "DOB", "not_a_date"],
      [4, "CHILD", "blank"],
    ]);
  });
});

describe("The placement of a period", () => {
  const foster = placed({
    DECOM: "01/05/2018",
    DEC: "10/06/2018",
    PLACE: "U4",
    PLACE_PROVIDER: "PR4",
    LS: "V2",
  });
  const home = placed({
    DECOM: "10/06/2018",
    DEC: "20/06/2018",
    PLACE: "K2",
    PLACE_PROVIDER: "PR1",
    LS: "C2",
  });
  const types = (...days: string[]) => days.map((day) => startedIn(day, home, foster).placementType);

  it("is the one that held its start, on the day of a move the one that was left", () => {
    expect(types("01/05/2018", "09/06/2018", "10/06/2018", "11/06/2018", "20/06/2018")).to.eql([
      "foster_care",
      "foster_care",
      "foster_care",
      "council_care_home",
      "council_care_home",
    ]);
  });

  it("is not known before the first, after the last, or for a child who is not in Episodes", () => {
    expect(types("30/04/2018", "21/06/2018")).to.eql([null, null]);
    expect(startedIn("11/06/2018", { ...home, CHILD: "B2" }).placementType).to.equal(null);
  });

  it("comes with its provider and the legal status of the time", () => {
    const { placementType, provider, legalStatus } = startedIn("15/06/2018", home, foster);
    expect([placementType, provider, legalStatus]).to.eql([
      "council_care_home",
      "Council's own provision",
      "full_care_order",
    ]);
  });

  it("of several that held the start is the one that began last, then the first in the file", () => {
    const unclosed = placed({ DECOM: "01/05/2016", DEC: "", PLACE: "P1" });
    expect(startedIn("09/06/2018", unclosed, foster).placementType).to.equal("foster_care");
    expect(startedIn("09/06/2018", foster, unclosed).placementType).to.equal("foster_care");
    expect(startedIn("09/06/2018", foster, { ...foster, PLACE: "P1" }).placementType).to.equal("foster_care");
  });

  it("reads codes in any case", () => {
    expect(startedIn("15/06/2018", { ...home, PLACE: " k2", PLACE_PROVIDER: "pr1 " }).placementType).to.equal(
      "council_care_home",
    );
  });

  it("is left alone where no Episodes were given", () => {
    expect(episodeOf({ Missing: [missing()] })).to.not.have.any.keys(
      "placementType",
      "provider",
      "legalStatus",
    );
  });

  it("that is other is counted by its code, once for each episode that has it", () => {
    const days = ["01/06/2018", "02/06/2018", "15/06/2018"];
    const Missing = days.map((MIS_START) => missing({ MIS_START, MIS_END: MIS_START }));
    const Episodes = [
      { ...foster, PLACE: "R1" },
      { ...home, LS: "L1" },
    ];
    expect(mapped({ Missing, Episodes }).storedAsOther).to.eql([
      { column: "PLACE", code: "R1", episodes: 2 },
      { column: "LS", code: "L1", episodes: 1 },
    ]);
  });

  it("is not taken from a row of Episodes with a code of no list or a date that cannot be read", () => {
    const Episodes = numbered([
      { ...foster, PLACE: "Q9" },
      { ...foster, PLACE_PROVIDER: "PR9" },
      { ...foster, LS: "X1" },
      { ...foster, DECOM: "" },
      { ...foster, DEC: "10/06/18" },
      { ...foster, CHILD: "" },
      { ...foster, PLACE: "P1", RNE: "?", CIN: "?", REC: "?" },
    ]);
    const Missing = [missing({ MIS_START: "01/06/2018" })];
    const { refused, episodes } = mapped({ Missing, Episodes });
    expect(refused.Episodes.map(({ row, column, code }) => [row.line, column, code])).to.eql([
      [2, "PLACE", "unknown_code"],
      [3, "PLACE_PROVIDER", "unknown_code"],
      [4, "LS", "unknown_code"],
      [5, "DECOM", "not_a_date"],
      [6, "DEC", "not_a_date"],
      [7, "CHILD", "blank"],
    ]);
    expect(episodes[0]!.episode.placementType).to.equal("family_home");
  });
});
