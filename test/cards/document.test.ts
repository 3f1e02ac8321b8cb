import { expect } from "chai";
import { documentBytes } from "../../cards/document.ts";
import type { DocumentView } from "../../cards/document-view.ts";
import { openWord } from "../support/word.ts";

const HOSTILE = `</w:t><script> & "quoted" 'it' \u0000\u0008 ]]> \u202e😀`;

const view = (more: Partial<DocumentView> = {}): DocumentView => ({
  title: "A report",
  period: "2018/19",
  council: "A council",
  asAt: "As at Tuesday 30 July 2019, 14:00",
  dataFrom: null,
  demonstration: false,
  notices: ["For the group alone."],
  caveats: [],
  sections: [],
  definitions: [],
  madeAt: new Date("2019-07-30T13:00:00Z"),
  ...more,
});

const section = (said: string): DocumentView["sections"][number] => ({
  title: said,
  figures: {
    columns: ["2018/19", "2017/18"],
    lines: [
      { label: said, figure: "5", beside: [{ figure: "4", change: "up 1 (+25 %)" }], part: false },
      { label: "of these", figure: "1", beside: [], part: true },
    ],
  },
  charts: [
    {
      caption: said,
      shape: "time",
      categories: ["Apr", said],
      series: [{ name: said, values: [1, null] }],
      share: false,
    },
    {
      caption: "Shares",
      shape: "parts",
      categories: ["Ash"],
      series: [
        { name: "now", values: [0.62] },
        { name: "then", values: [0] },
      ],
      share: true,
    },
  ],
  tables: [
    {
      caption: "Rows",
      columns: ["Child", said],
      rows: [["MC-1042", said], ["MC-1043"]],
      note: "The first 2 of 3.",
    },
    { caption: "None", columns: [], rows: [], note: "No child is missing." },
  ],
  caveats: [said],
});

describe("A Word document", () => {
  it("opens, whatever its words hold", async () => {
    const { words } = openWord(
      await documentBytes(
        view({
          title: HOSTILE,
          council: HOSTILE,
          sections: [section(HOSTILE)],
          definitions: [{ term: HOSTILE, meaning: HOSTILE }],
        }),
      ),
    );
    expect(words)
      .to.contain("MC-1042")
      .and.to.contain("The first 2 of 3.")
      .and.to.contain("No child is missing.");
    for (const sign of ["\u0000", "\u0008", "\u202e"]) expect(words).to.not.include(sign);
  });

  it("opens with nothing in it", async () => {
    expect(openWord(await documentBytes(view())).words).to.contain("A report");
  });

  it("has the figures in the charts, their descriptions and the tables", async () => {
    const { words, descriptions, parts } = openWord(
      await documentBytes(view({ sections: [section("Homes")] })),
    );
    expect(descriptions).to.deep.equal([
      "Homes. Homes: Apr 1, Homes none.",
      "Shares. now: Ash 62 %. then: Ash 0 %.",
    ]);
    expect(Object.keys(parts).filter((name) => /charts\/chart\d+\.xml$/.test(name))).to.have.length(2);
    expect(words).to.contain("up 1 (+25 %)");
  });

  it("numbers its drawings apart, as Word asks", async () => {
    const { parts } = openWord(await documentBytes(view({ sections: [section("a"), section("b")] })));
    const ids = [...parts["word/document.xml"]!.matchAll(/<wp:docPr[^>]* id="(\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(4);
  });

  it("repeats the heads of tables, is in British English and says as at when at the foot", async () => {
    const { parts } = openWord(await documentBytes(view({ sections: [section("a")] })));
    expect(parts["word/document.xml"]).to.contain("<w:tblHeader");
    expect(parts["word/styles.xml"]).to.contain('w:lang w:val="en-GB"');
    const foot = Object.entries(parts).find(([name]) => /footer\d*\.xml$/.test(name))![1];
    expect(foot).to.contain("As at Tuesday 30 July 2019, 14:00");
  });

  it("says that data is made up, where it is", async () => {
    const words = async (demonstration: boolean) =>
      openWord(await documentBytes(view({ demonstration }))).words;
    expect(await words(true)).to.contain("Demonstration data");
    expect(await words(false)).to.not.contain("Demonstration");
  });

  it("is dated as at its figures, whenever it is made", async () => {
    const { parts } = openWord(await documentBytes(view()));
    expect(parts["docProps/core.xml"]!.match(/2019-07-30T13:00:00Z/g)).to.have.length(2);
  });
});
