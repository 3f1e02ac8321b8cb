import { expect } from "chai";
import type { EpisodesReturnRow } from "../../../../data/files/returns/rows.ts";
import { flagged, missing, placed } from "../../../support/return-rows.ts";

type Days = [string, string];
const periods = (...days: Days[]) => days.map(([MIS_START, MIS_END]) => missing({ MIS_START, MIS_END }));
const homes = (...days: Days[]) => days.map(([DECOM, DEC]) => placed({ DECOM, DEC }));
const flags = (rule: string, Missing: Days[], Episodes: EpisodesReturnRow[]) =>
  flagged(rule, { Missing: periods(...Missing), Episodes });
/** Open periods that start on these days. */
const open = (...days: string[]) => days.map((day): Days => [day, ""]);

/** In care from 1 to 10 June and from 10 to 20 June (a move), then again from 1 July. */
const MOVED = homes(["01/06/2018", "10/06/2018"], ["10/06/2018", "20/06/2018"], ["01/07/2018", ""]);

describe("Rule 575: a period ends where the placement ends from which the child went", () => {
  it("fails an open period that began on any day of a placement that has ended", () => {
    const days = ["31/05/2018", "01/06/2018", "05/06/2018", "20/06/2018", "21/06/2018"];
    expect(flags("575", open(...days), MOVED)).to.eql([1, 2, 3]);
  });

  it("passes a period that has an end, even one that is no date", () => {
    expect(
      flags(
        "575",
        [
          ["05/06/2018", "06/06/2018"],
          ["05/06/2018", "06/06/18"],
        ],
        MOVED,
      ),
    ).to.eql([]);
  });

  it("passes where the placement goes on", () => {
    expect(flags("575", open("05/07/2018"), MOVED)).to.eql([]);
  });

  it("fails on the day of a move, by the placement that was left", () => {
    const moved = homes(["01/06/2018", "10/06/2018"], ["10/06/2018", ""]);
    expect(flags("575", open("09/06/2018", "10/06/2018", "11/06/2018"), moved)).to.eql([0, 1]);
  });

  it("looks only at the child's own placements", () => {
    const others = MOVED.map((row) => ({ ...row, CHILD: "B2" }));
    expect(flags("575", open("05/06/2018"), others)).to.eql([]);
    expect(
      flags(
        "575",
        open("05/06/2018"),
        MOVED.map((row) => ({ ...row, CHILD: " a1" })),
      ),
    ).to.eql([0]);
  });
});

describe("Rule 577: a period ends while the child is looked after", () => {
  it("fails an end before care, between two times in care, and passes each one's first and last day", () => {
    const ends = [
      "31/05/2018",
      "01/06/2018",
      "10/06/2018",
      "20/06/2018",
      "21/06/2018",
      "30/06/2018",
      "01/07/2018",
    ];
    const found = flags(
      "577",
      ends.map((end): Days => ["01/05/2018", end]),
      MOVED,
    );
    expect(found).to.eql([0, 4, 5]);
  });

  it("fails an open period unless it began in a time in care that goes on", () => {
    expect(flags("577", open("05/06/2018", "30/06/2018", "01/07/2018", "02/07/2018"), MOVED)).to.eql([0, 1]);
  });

  it("takes a placement that starts on the day the last one ended for the same time in care", () => {
    expect(flags("577", open("05/06/2018"), homes(["01/06/2018", "10/06/2018"], ["10/06/2018", ""]))).to.eql(
      [],
    );
    expect(flags("577", open("05/06/2018"), homes(["01/06/2018", "10/06/2018"], ["11/06/2018", ""]))).to.eql([
      0,
    ]);
  });

  it("puts the placements in order first", () => {
    expect(flags("577", open("05/06/2018"), homes(["10/06/2018", ""], ["01/06/2018", "10/06/2018"]))).to.eql(
      [],
    );
  });

  it("passes over children without Episodes, and rows without a start or with an end that is no date", () => {
    expect(flags("577", open("05/06/2018"), [placed({ CHILD: "B2" })])).to.eql([]);
    expect(flags("577", open("05/06/2018"), homes(["soon", "10/06/2018"]))).to.eql([]);
    expect(
      flags(
        "577",
        [
          ["", ""],
          ["soon", "31/05/2018"],
          ["05/06/2018", "06/06/18"],
        ],
        MOVED,
      ),
    ).to.eql([]);
  });
});

describe("Rule 578: a period starts while the child is looked after", () => {
  it("fails the day before care and the day after it, and passes its first and last day", () => {
    const days = [
      "31/05/2018",
      "01/06/2018",
      "10/06/2018",
      "20/06/2018",
      "21/06/2018",
      "30/06/2018",
      "01/07/2018",
    ];
    expect(flags("578", open(...days), MOVED)).to.eql([0, 4, 5]);
  });

  it("passes any later day where care goes on", () => {
    expect(flags("578", open("01/01/2049"), homes(["01/06/2018", "10/06/2018"], ["10/06/2018", ""]))).to.eql(
      [],
    );
  });

  it("passes over children without Episodes, and a start that is no date", () => {
    expect(flags("578", open("31/05/2018"), [placed({ CHILD: "B2" })])).to.eql([]);
    expect(flags("578", open("", "31/05/18"), MOVED)).to.eql([]);
  });

  it("takes care for ended where the last placement has, though one before it was never closed", () => {
    const unclosed = homes(["01/06/2018", ""], ["05/06/2018", "06/06/2018"]);
    expect(flags("578", open("06/06/2018", "09/06/2018"), unclosed)).to.eql([1]);
    expect(flags("581", open("06/06/2018", "09/06/2018"), unclosed)).to.eql([]);
  });
});

describe("Rule 581: a period starts in a placement", () => {
  it("fails before the first placement, between two and after the last, and passes their first and last days", () => {
    const ended = homes(["08/06/2018", "10/06/2018"], ["12/06/2018", "20/06/2018"]);
    const days = [
      "07/06/2018",
      "08/06/2018",
      "10/06/2018",
      "11/06/2018",
      "12/06/2018",
      "20/06/2018",
      "21/06/2018",
    ];
    expect(flags("581", open(...days), ended)).to.eql([0, 3, 6]);
  });

  it("passes over children without Episodes, and a start that is no date", () => {
    expect(flags("581", open("07/06/2018"), [placed({ CHILD: "B2" })])).to.eql([]);
    expect(flags("581", open("", "soon"), MOVED)).to.eql([]);
  });
});

describe("Rule 580: a child still missing at 18 leaves care by E8", () => {
  const left = (over: Partial<EpisodesReturnRow>) =>
    flagged(
      "580",
      {
        Missing: [missing({ DOB: "15/06/2000", MIS_END: "15/06/2018" })],
        Episodes: [
          placed({ CHILD: "B2", DEC: "15/06/2018", REC: "E4A" }),
          placed({ DEC: "15/06/2018", ...over }),
        ],
      },
      { table: "Episodes" },
    );

  it("fails the episode of care that ends on the birthday with another reason, or with none", () => {
    expect(left({ REC: "E4A" })).to.eql([1]);
    expect(left({ REC: "" })).to.eql([1]);
    expect(left({ REC: "E8" })).to.eql([]);
    expect(left({ REC: "e8" })).to.eql([]);
  });

  it("passes an episode of care that ends a day earlier or later, or goes on", () => {
    for (const DEC of ["14/06/2018", "16/06/2018", ""]) expect(left({ DEC, REC: "E4A" }), DEC).to.eql([]);
  });

  it("passes a period that ends on another day than the birthday", () => {
    for (const DOB of ["14/06/2000", "16/06/2000", "15/06/2001", "", "15/06/00"]) {
      const Missing = [missing({ DOB, MIS_END: "15/06/2018" })];
      const Episodes = [placed({ DEC: "15/06/2018", REC: "E4A" })];
      expect(flagged("580", { Missing, Episodes }, { table: "Episodes" }), DOB).to.eql([]);
    }
  });

  it("lets somebody born on 29 February turn 18 on 1 March", () => {
    const on = (day: string) =>
      flagged(
        "580",
        {
          Missing: [missing({ DOB: "29/02/2000", MIS_END: day })],
          Episodes: [placed({ DEC: day, REC: "E4A" })],
        },
        { table: "Episodes" },
      );
    expect(on("28/02/2018")).to.eql([]);
    expect(on("01/03/2018")).to.eql([0]);
  });

  it("flags an episode of care once, however many periods end on the birthday", () => {
    const Missing = [missing({ DOB: "15/06/2000", MIS_END: "15/06/2018" })];
    const Episodes = [placed({ DEC: "15/06/2018", REC: "E4A" })];
    const tables = { Missing: [...Missing, ...Missing], Episodes };
    expect(flagged("580", tables, { table: "Episodes" })).to.eql([0]);
    expect(flagged("580", tables)).to.eql([]);
  });
});

describe("Rule 1012: whoever is missing has Episodes", () => {
  it("fails each row of a child who has none, and asks nothing of their dates", () => {
    const Missing = [
      missing(),
      missing({ CHILD: "B2" }),
      missing({ CHILD: "a1 " }),
      missing({ CHILD: "B2" }),
    ];
    expect(flagged("1012", { Missing, Episodes: [placed({ DECOM: "soon" })] })).to.eql([1, 3]);
    expect(flagged("1012", { Missing, Episodes: [] })).to.eql([0, 1, 2, 3]);
  });
});
