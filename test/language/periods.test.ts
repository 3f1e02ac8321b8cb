import { expect } from "chai";
import { easterSunday } from "../../bot/language/periods/holidays.ts";
import { periodLabel } from "../../bot/language/periods/label.ts";
import { parse, short } from "./support.ts";

/** On Tuesday 30 July 2019, behind "episodes". */
const PERIODS: [string, string][] = [
  ["2018/19", "2018-04-01..2019-04-01"],
  ["18/19", "2018-04-01..2019-04-01"],
  ["in the financial year 18-19", "2018-04-01..2019-04-01"],
  ["year ending 31 March 2019", "2018-04-01..2019-04-01"],
  ["17-18", "2017-04-01..2018-04-01"],
  ["fy17/18", "2017-04-01..2018-04-01"],
  ["last two financial years", "2017-04-01..2019-04-01"],
  ["jan '19", "2019-01-01..2019-02-01"],
  ["may or june", "2019-05-01..2019-07-01"],
  ["this fortnight", "2019-07-17..2019-07-31"],
  ["rolling 12 months", "2018-07-30..2019-07-31"],
  ["last complete quarter", "2019-04-01..2019-07-01"],
  ["in 2018", "2018-01-01..2019-01-01"],
  ["this year", "2019-04-01..2020-04-01"],
  ["last year", "2018-04-01..2019-04-01"],
  ["last calendar year", "2018-01-01..2019-01-01"],
  ["ytd", "2019-04-01..2019-07-31"],
  ["so far this month", "2019-07-01..2019-07-31"],
  ["q1", "2019-04-01..2019-07-01"],
  ["q4", "2019-01-01..2019-04-01"],
  ["q3 2018/19", "2018-10-01..2019-01-01"],
  ["q1 last year", "2018-04-01..2018-07-01"],
  ["in the last quarter of 2018/19", "2019-01-01..2019-04-01"],
  ["h2 2018/19", "2018-10-01..2019-04-01"],
  ["last quarter", "2019-04-01..2019-07-01"],
  ["in March", "2019-03-01..2019-04-01"],
  ["in September", "2018-09-01..2018-10-01"],
  ["Mar 18", "2018-03-01..2018-04-01"],
  ["last week", "2019-07-22..2019-07-29"],
  ["in the last week", "2019-07-24..2019-07-31"],
  ["past fortnight", "2019-07-17..2019-07-31"],
  ["last 30 days", "2019-07-01..2019-07-31"],
  ["last 48 hours", "2019-07-29..2019-07-31"],
  ["last 3 months", "2019-04-30..2019-07-31"],
  ["since September", "2018-09-01..2019-07-31"],
  ["since Monday", "2019-07-29..2019-07-31"],
  ["between 3 and 9 June", "2019-06-03..2019-06-10"],
  ["from 3rd to 9th June", "2019-06-03..2019-06-10"],
  ["from 28 December to 3 January", "2018-12-28..2019-01-04"],
  ["1/6/19 to 30/6/19", "2019-06-01..2019-07-01"],
  ["from monday to friday", "2019-07-22..2019-07-27"],
  ["april to june", "2019-04-01..2019-07-01"],
  ["w/c 13 May", "2019-05-13..2019-05-20"],
  ["week ending 19 May", "2019-05-13..2019-05-20"],
  ["on 05/04/2019", "2019-04-05..2019-04-06"],
  ["on Friday", "2019-07-26..2019-07-27"],
  ["last night", "2019-07-29..2019-07-31"],
  ["over the weekend", "2019-07-27..2019-07-29"],
  ["on Christmas Day", "2018-12-25..2018-12-26"],
  ["over Easter weekend", "2019-04-19..2019-04-23"],
  ["on the early May bank holiday", "2019-05-06..2019-05-07"],
  ["over the August bank holiday weekend", "2018-08-25..2018-08-28"],
  ["the week before last", "2019-07-15..2019-07-22"],
  ["in the quarter just ended", "2019-04-01..2019-07-01"],
  ["over the last quarter", "2019-04-01..2019-07-01"],
  ["quarter three 2018/19", "2018-10-01..2019-01-01"],
  ["final quarter of 2018/19", "2019-01-01..2019-04-01"],
  ["six months to the end of March 2019", "2018-10-01..2019-04-01"],
  ["first three quarters of last year", "2018-04-01..2019-01-01"],
  ["last two months of 2018/19", "2019-02-01..2019-04-01"],
  ["sept 18 to may 19", "2018-09-01..2019-06-01"],
  ["1st June onwards", "2019-06-01..2019-07-31"],
  ["wed", "2019-07-24..2019-07-25"],
  ["since easter monday 22 april", "2019-04-22..2019-07-31"],
  ["in the summer months, 1 June to 30 June", "2019-06-01..2019-07-01"],
  ["between 3 and 9 June inclusive", "2019-06-03..2019-06-10"],
];

const TROUBLE = [
  "on 31 June",
  "on 30/02/2019",
  "from 30 June 2019 to 1 June 2019",
  "in the summer holidays",
  "last half term",
  "autumn",
  "in the last accounting quarters",
  "from 10 June to 2 June",
  "before March",
  "in the six months to the 10th of March",
];

describe("periods", () => {
  for (const [words, period] of PERIODS) {
    it(`"${words}" is ${period}`, () => {
      expect(short(`episodes ${words}`)).to.equal(`episodes ${period}`);
    });
  }
  for (const words of TROUBLE) {
    it(`"${words}" is asked about`, () => {
      expect(short(`episodes ${words}`)).to.equal("clarify period");
    });
  }

  it("of a month may stand first, which asks for nothing", () => {
    expect(short("May episodes")).to.equal("episodes 2019-05-01..2019-06-01");
    expect(short("may I have the episodes for June")).to.equal("episodes 2019-06-01..2019-07-01");
  });

  it("that are still to come hold no episodes, only what is due or planned", () => {
    expect(short("episodes next month")).to.equal("out_of_scope no_data");
    expect(short("strategy meetings next week")).to.equal("strategy_meetings 2019-08-05..2019-08-12");
    expect(short("interviews due in the next 7 days")).to.equal("interviews_due 2019-07-30..2019-08-06");
  });

  it("begin and end with London's days", () => {
    expect(short("episodes today", "2019-03-31T23:30:00Z")).to.equal("episodes 2019-04-01..2019-04-02");
    expect(short("episodes this year", "2019-03-31T23:30:00Z")).to.equal("episodes 2019-04-01..2020-04-01");
    expect(short("episodes q4", "2019-04-02T09:00:00Z")).to.equal("episodes 2019-01-01..2019-04-01");
  });

  it("know Easter by computation", () => {
    expect([2016, 2019, 2024, 2026, 2038].map(easterSunday)).to.deep.equal([
      "2016-03-27",
      "2019-04-21",
      "2024-03-31",
      "2026-04-05",
      "2038-04-25",
    ]);
  });

  it("have labels", () => {
    expect(periodLabel({ from: "2018-04-01", to: "2019-04-01" }, "2019-07-30")).to.equal("2018/19");
    expect(periodLabel({ from: "2019-07-01", to: "2019-08-01" }, "2019-07-30")).to.equal("July 2019 so far");
    expect(periodLabel({ from: "2019-04-01", to: "2019-07-01" }, "2019-07-30")).to.equal("Q1 2019/20");
    expect(periodLabel({ from: "2019-04-01", to: "2019-07-31" }, "2019-07-30")).to.equal("2019/20 so far");
    expect(periodLabel({ from: "2019-06-03", to: "2019-06-10" }, "2019-07-30")).to.equal(
      "3 Jun 2019 to 9 Jun 2019",
    );
  });

  it("of a deadline lie ahead", () => {
    expect(short("interviews due by Friday")).to.equal("interviews_due 2019-08-02..2019-08-03");
  });

  it("keep the words that gave them", () => {
    const text = "How many episodes in the week commencing 13 May?";
    const span = parse(text).spans.find(({ slot }) => slot === "period")!;
    expect(text.slice(span.start, span.end)).to.equal("week commencing 13 May");
  });
});
