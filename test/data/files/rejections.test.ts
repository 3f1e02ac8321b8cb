import { expect } from "chai";
import { CouncilFolder, csv, readWhole } from "../../support/council-files.ts";

let folder: CouncilFolder;
beforeEach(() => {
  folder = new CouncilFolder();
});
afterEach(() => folder.remove());

/** The one rejection of a file with this row. */
async function rejection(header: string, row: string) {
  const { rejected, rows, read } = await readWhole(folder.write("nightly.csv", csv(header, row)));
  expect(rows).to.deep.equal([]);
  expect([read, rejected.length]).to.deep.equal([1, 1]);
  const { inQuotes: _, ...one } = rejected[0]!;
  return one;
}

const EPISODES = "episode_id,child_id,missing_from,returned_at,risk,looked_after";
const CHILDREN = "child_id,date_of_birth,gender,flags";

describe("A rejected row", () => {
  it("is named by file, line, column and value, with its cells as they were and what to do", async () => {
    expect(await rejection(EPISODES, "E1,C1,31/03/2019 01:30,,high,Y")).to.deep.equal({
      file: "nightly.csv",
      line: 2,
      column: "missing_from",
      value: "31/03/2019 01:30",
      code: "no_such_time",
      message:
        "“31/03/2019 01:30” does not exist in Europe/London: the clocks went forward over that hour. Correct the time, or write it with its offset.",
      raw: ["E1", "C1", "31/03/2019 01:30", "", "high", "Y"],
    });
  });

  for (const [what, header, row, column, code, words] of [
    ["a blank id", EPISODES, " ,C1,2019-05-01,,,", "episode_id", "required", /Fill it in/],
    ["a blank start", EPISODES, "E1,C1,,,,", "missing_from", "required", /Fill it in/],
    [
      "no real day",
      EPISODES,
      "E1,C1,31/02/2019,,,",
      "missing_from",
      "time",
      /Write it as dd\/mm\/yyyy HH:MM/,
    ],
    [
      "a time in words",
      EPISODES,
      "E1,C1,2019-05-01,later,,",
      "returned_at",
      "time",
      /Where only the day is known/,
    ],
    [
      "an unknown grade",
      EPISODES,
      "E1,C1,2019-05-01,,severe,",
      "risk",
      "unknown_code",
      /Write high, medium, low or/,
    ],
    [
      "a grade in capitals",
      EPISODES,
      "E1,C1,2019-05-01,,High,",
      "risk",
      "unknown_code",
      /Write it as high\./,
    ],
    ["no yes or no", EPISODES, "E1,C1,2019-05-01,,,maybe", "looked_after", "yes_no", /Write Y or N/],
    [
      "an early return",
      EPISODES,
      "E1,C1,2019-05-02,2019-05-01,,",
      "returned_at",
      "end_before_start",
      /Correct/,
    ],
    ["a birth without a year", CHILDREN, "C1,01/02,,", "date_of_birth", "date", /dd\/mm\/yyyy or yyyy-mm-dd/],
    [
      "an unknown flag",
      CHILDREN,
      "C1,2005-02-01,,cse;gang",
      "flags",
      "unknown_code",
      /cse, cce, uasc or send/,
    ],
    ["an unknown gender", CHILDREN, "C1,2005-02-01,3,", "gender", "unknown_code", /female, male/],
    ["no type", "placement,placement_type", "Hill House,", "placement_type", "required", /Fill it in/],
    [
      "the type unknown",
      "placement,placement_type",
      "Hill,unknown",
      "placement_type",
      "unknown_code",
      /foster_care/,
    ],
    ["no episode", "interview_id,episode_id", "I1, ; ", "episode_id", "required", /Fill it in/],
    [
      ...["a day without a time", "meeting_id,episode_id,held_at", "M1,E1,01/05/2019"],
      ...["held_at", "time_missing", /has no time of day/],
    ],
    ["too few cells", CHILDREN, "C1,2005-02-01", null, "ragged", /2 cells and the header 4 columns/],
    ["too many cells", CHILDREN, "C1,2005-02-01,,,Smith", null, "ragged", /in quotation marks/],
    ["a second header", CHILDREN, CHILDREN, null, "header_again", /Take the line out/],
    ["a stray mark", CHILDREN, 'C"1",2005-02-01,,"cse"', null, "quotes", /Write a mark inside a cell twice/],
    ["an open mark", CHILDREN, 'C1,2005-02-01,,"cse', null, "quote_open", /Close it/],
  ] as [string, string, string, string | null, string, RegExp][]) {
    it(`says so of ${what}`, async () => {
      const found = await rejection(header, row);
      expect(found).to.include({ file: "nightly.csv", line: 2, column, code });
      expect(found.message).to.match(words);
    });
  }

  it("hears all that is wrong with it at once", async () => {
    const { message, column } = await rejection(EPISODES, "E1,,2019-05-01,,severe,maybe");
    expect(column).to.equal("child_id");
    expect(message).to.match(/child_id is blank.* In the same row: “severe”.* In the same row: “maybe”/);
  });

  it("leaves the rows around it", async () => {
    const lines = ["1,2005-01-01", "2,never", '3,"2005-01-01"', "4", "", "5,2005-01-01"];
    const path = folder.write("children.csv", csv("child_id,date_of_birth", ...lines));
    const { rows, rejected, read } = await readWhole(path);
    expect(read).to.equal(5);
    expect(rows.map(({ line, row }) => [line, row.childId])).to.deep.equal([
      [2, "1"],
      [4, "3"],
      [7, "5"],
    ]);
    expect(rejected.map(({ line }) => line)).to.deep.equal([3, 5]);
  });

  it("is on the line at which it begins, after cells that hold line breaks", async () => {
    const path = folder.write(
      "children.csv",
      csv("child_id,date_of_birth,name", '1,2005-01-01,"Ann\r\nLee"', '2,never,"Bo\n\nLee"', "3,never,Cy"),
    );
    const { rows, rejected } = await readWhole(path);
    expect(rows.map(({ line, row }) => [line, row.name])).to.deep.equal([[2, "Ann\r\nLee"]]);
    expect(rejected.map(({ line }) => line)).to.deep.equal([4, 7]);
  });
});
