import { expect } from "chai";
import { explain } from "../../bot/language/explain.ts";
import { parse, short } from "./support.ts";

const GROUP = "pack=monthly_group";
const BOARD = "pack=board_report";
/** As typed on Tuesday 30 July 2019. */
const PACKS: [text: string, read: string][] = [
  ["monthly pack", `pack! ${GROUP}`],
  ["monitoring group pack for October", `pack! 2018-10-01..2018-11-01 ${GROUP}`],
  ["pack for the missing monitoring group", `pack! ${GROUP}`],
  ["monthly missing persons monitoring group pack", `pack! ${GROUP}`],
  [
    "please send me the missing children monitoring group papers for June 2019",
    `pack! 2019-06-01..2019-07-01 ${GROUP}`,
  ],
  ["last month's pack", `pack! 2019-06-01..2019-07-01 ${GROUP}`],
  ["montly monitering group pack", `pack! ${GROUP}`],
  ["annual report 2018/19", `pack! 2018-04-01..2019-04-01 ${BOARD}`],
  ["annual report on missing children 2017/18", `pack! 2017-04-01..2018-04-01 ${BOARD}`],
  ["board report for last year", `pack! 2018-04-01..2019-04-01 ${BOARD}`],
  ["corporate parenting board report", `pack! ${BOARD}`],
  ["the board paper 2018/19 as a word document", `pack! 2018-04-01..2019-04-01 ${BOARD}`],
  ["report for the corporate parenting board", `pack! ${BOARD}`],
  ["pack 2018/19", `pack! 2018-04-01..2019-04-01 ${BOARD}`],
];

/** These name no paper, or ask for something in it. */
const OTHERS = [
  "annual leave",
  "how much annual leave do i have left",
  "monthly report",
  "weekly report",
  "episodes by month 2018/19",
  "For the annual report: total episodes 2018/19",
  "board report for foster care",
  "annual report: how many children went missing in 2018/19?",
  "is Leah back",
  "Leah back at 9",
  "report Leah missing",
  "what did the board say about the report",
];

describe("a paper for an agenda", () => {
  for (const [text, read] of PACKS) it(`"${text}" is one`, () => expect(short(text)).to.equal(read));

  for (const text of OTHERS) it(`"${text}" is none`, () => expect(short(text)).to.not.match(/^pack!/));

  it("is out of scope where it is leave that is asked for", () => {
    expect(short("annual leave")).to.equal("out_of_scope hr_it");
  });

  it("is not the pack of a child: a name is asked back about, known or not", () => {
    expect(short("board report for Leah Firth")).to.not.match(/^pack!/);
    expect(short("board report for Zorbert")).to.equal("clarify child");
  });

  it("asks which dates, where they cannot be", () => {
    expect(short("annual report 31 June 2019")).to.equal("clarify period");
  });

  it("is read back from its own reading", () => {
    for (const [text] of PACKS.slice(0, 4)) {
      const { request } = parse(text);
      expect(parse(explain(request, () => "")).request, text).to.deep.equal(request);
    }
  });
});
