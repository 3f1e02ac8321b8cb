import { expect } from "chai";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import { NAMES, NOW, parse, short } from "./support.ts";

const READ: [string, string][] = [
  [
    "episodes excluding foster care and council homes",
    "episodes not_placementType=foster_care,council_care_home",
  ],
  [
    "episodes apart from Oakfield and Rivermead last month",
    "episodes not_placement=Oakfield,Rivermead 2019-06-01..2019-07-01",
  ],
  [
    "children not looked after who went missing last month",
    "individuals lookedAfter=false 2019-06-01..2019-07-01",
  ],
  ["high and medium risk episodes last week", "episodes risk=high,medium 2019-07-22..2019-07-29"],
  ["missing from home or care last month", "episodes 2019-06-01..2019-07-01"],
  ["how many under 16s went missing this month", "individuals ageMax=15 2019-07-01..2019-08-01"],
  ["13 to 15 year olds missing last year", "individuals ageMin=13 ageMax=15 2018-04-01..2019-04-01"],
  ["girls with more than 3 episodes", "persistent_missing minEpisodes=4 gender=female"],
  ["which team has the lowest compliance", "interview_compliance by team asc"],
  ["home with the fewest episodes this year", "episodes 2019-04-01..2020-04-01 by placement asc"],
  ["top ten missing children this quarter", "top_missing 2019-07-01..2019-10-01 limit 10"],
  ["missing over 24 hours this month", "episodes minDurationHours=24 2019-07-01..2019-08-01"],
  ["what time of day do children go missing", "individuals by time_of_day"],
  [
    "foster care vs residential episodes",
    "episodes placementType=foster_care,council_care_home,independent_provider by placement_type",
  ],
  ["my overdue interviews", "interviews_overdue worker=@me"],
  ["my team's episodes this month", "episodes team=@my_team 2019-07-01..2019-08-01"],
  ["SEND children missing this year", "individuals flag=send 2019-04-01..2020-04-01"],
  ["overdu intervews for South", "interviews_overdue team=South"],
  ["Oakfeild compliance", "interview_compliance placement=Oakfield"],
  ["episodes excl. Oakfield this year", "episodes not_placement=Oakfield 2019-04-01..2020-04-01"],
  ["no. of strat meetings last month", "strategy_meetings 2019-06-01..2019-07-01"],
  ["persistently missing lads 16+", "persistent_missing ageMin=16 gender=male"],
  ["who are our top 15 for missing this year", "top_missing 2019-04-01..2020-04-01 limit 15"],
  [
    "which police force or service reported the most missing episodes this year",
    "episodes 2019-04-01..2020-04-01 by agency",
  ],
  ["independent episodes this month", "episodes placementType=independent_provider 2019-07-01..2019-08-01"],
  [
    "foster carers with the most episodes last month",
    "episodes placementType=foster_care 2019-06-01..2019-07-01 by placement",
  ],
  ["epsds frm indpndnt homes lst mnth", "episodes placementType=independent_provider 2019-06-01..2019-07-01"],
  ["individuals this month for the MASE panel on Thursday", "individuals 2019-07-01..2019-08-01"],
  ["is anyone from Oakfield missing", "currently_missing placement=Oakfield"],
  ["q1 this year v last, individuals", "individuals 2019-04-01..2019-07-01 previous_year"],
  [
    "our own homes this year against last",
    "episodes placementType=council_care_home 2019-04-01..2020-04-01 previous_period",
  ],
];

const FOLLOWED: [string, string, string][] = [
  ["foster care episodes last month", "all placements", "episodes 2019-06-01..2019-07-01"],
  ["episodes in June", "and the month before", "episodes 2019-05-01..2019-06-01"],
  [
    "episodes for foster care last month",
    "and their compliance",
    "interview_compliance placementType=foster_care 2019-06-01..2019-07-01",
  ],
  ["how many times has Sam been missing", "Sam Iqbal", "episodes child=Sam Iqbal"],
  ["how many children are missing now", "who are they", "currently_missing"],
  ["episodes this month", "compare to last month", "episodes 2019-07-01..2019-08-01 previous_period"],
  ["episodes in May", "is that up on the year before", "episodes 2019-05-01..2019-06-01 previous_year"],
  ["compliance 2018/19", "what about the year before", "interview_compliance 2017-04-01..2018-04-01"],
  ["episodes in June", "over 3 days", "long_episodes 2019-06-01..2019-07-01"],
  ["episodes in June", "how many children", "individuals 2019-06-01..2019-07-01"],
  ["average duration in June", "longest?", "longest_episodes 2019-06-01..2019-07-01"],
  ["high risk episodes in June", "medium?", "episodes risk=medium 2019-06-01..2019-07-01"],
  ["episodes at Oakfield in June", "all time", "episodes placement=Oakfield"],
  ["compliance by team in June", "worst first", "interview_compliance 2019-06-01..2019-07-01 by team asc"],
  ["overdue interviews", "what about Leah", "interviews_overdue child=Leah Firth"],
];

const DONE: [string, string][] = [
  ["can you log a return for CH-204 please?", "log_return! child=Marlon Pryce"],
  ["Leah returned at 7.30pm yesterday", "log_return! child=Leah Firth at=2019-07-29T19:30"],
  ["Leah came home at 2am", "log_return! child=Leah Firth at=2019-07-30T02:00"],
  ["report Leah Firth missing since 9pm", "report_missing! child=Leah Firth at=2019-07-29T21:00"],
  ["book a strat for Leah tomorrow at 2pm", "arrange_strategy_meeting! child=Leah Firth at=2019-07-31T14:00"],
  ["email me the summary every monday at 9am", "subscribe! schedule=weekly:MON@09:00"],
  ["send me the weekly summary", "subscribe!"],
  ["post the weekly summary here for North", "subscribe! team=North"],
  ["send me the weekly summary now", "weekly_summary!"],
  ["post the weekly summary", "weekly_summary!"],
  ["misper CH-204", "report_missing! child=Marlon Pryce"],
  ["CH-204 missing since 8am", "report_missing! child=Marlon Pryce at=2019-07-30T08:00"],
  ["Leah in at ten past midnight", "log_return! child=Leah Firth at=2019-07-30T00:10"],
  ["Leah back half nine last night", "log_return! child=Leah Firth at=2019-07-29T21:30"],
  ["Leah returned at 0930 hrs", "log_return! child=Leah Firth at=2019-07-30T09:30"],
  ["he's back", "log_return!"],
  ["strat for Leah mon 10am", "arrange_strategy_meeting! child=Leah Firth at=2019-08-05T10:00"],
  ["i dont want the friday summary any more", "unsubscribe!"],
  ["dont send me the overdue rhis", "unsubscribe!"],
  ["export episodes for last month to excel", "export! 2019-06-01..2019-07-01"],
];

/** Whatever comes of these, it is nothing to do. */
const QUESTIONS = [
  "is Leah back?",
  "has Leah been reported missing",
  "who logged Leah's return",
  "did Leah decline her interview",
  "Leah went missing last week?",
  "how do I log a return",
  "when is Leah's strategy meeting",
  "interviews declined by Leah this year",
  "report on missing episodes this month",
  "tell me the reasons Leah goes missing",
  "Leah missing 3 times",
  "Leah missing since 9 March",
  "Leah is back?",
  "Leah came home at 2am?",
  "log Leah as returned?",
  "book a strat for Leah tomorrow at 2pm?",
];

describe("what people type", () => {
  for (const [text, reading] of READ) it(`"${text}"`, () => expect(short(text)).to.equal(reading));
  for (const [before, text, reading] of FOLLOWED) {
    it(`"${text}" after "${before}"`, () => expect(short(text, NOW, before)).to.equal(reading));
  }
  for (const [text, reading] of DONE) it(`"${text}"`, () => expect(short(text)).to.equal(reading));
  for (const text of QUESTIONS)
    it(`"${text}" is nothing to do`, () => expect(parse(text).request.kind).to.not.equal("action"));

  it("of children whom nobody named is asked back", () => {
    for (const text of [
      "are they back yet",
      "they still out?",
      "now?",
      "who are they",
      "girls?",
      "just the 16 plus",
    ])
      expect(parse(text).request, text).to.deep.include({ kind: "clarify", why: "context" });
  });

  it("may be two questions of one figure", () => {
    const { request } = parse("away episodes last month and absent episodes last month");
    const all = request.kind === "question" ? [request, ...(request.also ?? [])] : [];
    expect(all.map(({ filters }) => filters)).to.deep.equal([
      { category: ["away"] },
      { category: ["absent"] },
    ]);
  });

  it("is left over where it changes no figure", () => {
    const { request, unused } = parse("how many episodes potentially involved girls in May");
    expect(request.kind).to.equal("question");
    expect(unused).to.include("potentially");
  });

  it("may be several questions, which share their filters and period", () => {
    const { request } = parse("episodes, individuals and compliance for Oakfield last quarter");
    const all = request.kind === "question" ? [request, ...(request.also ?? [])] : [];
    expect(all.map(({ metric }) => metric)).to.deep.equal([
      "episodes",
      "individuals",
      "interview_compliance",
    ]);
    for (const { filters, period } of all) {
      expect(filters).to.deep.equal({ placement: [1] });
      expect(period).to.deep.equal({ from: "2019-04-01", to: "2019-07-01" });
    }
  });

  it("that is not held is refused by what it was about, with three that are", () => {
    const about = {
      reasons: "why did Leah go missing",
      contacts: "phone number for Oakfield",
      elsewhere: "episodes compared with other councils",
      future: "forecast for next year",
      population: "children missing per 1000 population",
      cost: "how much do missing episodes cost",
    };
    for (const [subject, text] of Object.entries(about)) {
      const { request } = parse(text);
      expect(request, text).to.deep.include({ kind: "out_of_scope", why: "no_data", subject });
      expect(request.kind === "out_of_scope" && request.nearest, text).to.have.lengthOf(3);
    }
  });

  it("is refused with the three nearest questions", () => {
    const { request } = parse("episodes by postcode");
    expect(request.kind === "out_of_scope" && request.why).to.equal("no_data");
    expect(request.kind === "out_of_scope" && request.nearest).to.have.lengthOf(3);
  });
});

describe("a child's name", () => {
  const choices = (text: string) => {
    const { request } = parse(text);
    return request.kind === "clarify" ? request.choices : [];
  };

  it("that fits two children is asked about, each choice a complete reading", () => {
    expect(short("how many times has Sam been missing this year")).to.equal("clarify child");
    const made = choices("how many times has Sam been missing this year");
    expect(made.map(({ filters }) => filters.child)).to.deep.equal([[4], [5]]);
    for (const choice of made)
      expect("period" in choice && choice.period).to.deep.equal({ from: "2019-04-01", to: "2020-04-01" });
  });

  it("with a slip of the pen answers a question and does nothing", () => {
    expect(short("Marlon Price episodes")).to.equal("episodes child=Marlon Pryce");
    expect(short("log Marlon Price as returned")).to.equal("clarify child");
    expect(choices("log Marlon Price as returned").map(({ kind }) => kind)).to.deep.equal(["action"]);
  });

  it("that nobody bears is asked about", () => {
    for (const text of [
      "log Priscilla as returned",
      "Priscilla is back",
      "how many times has priscilla been missing",
    ]) {
      expect(short(text), text).to.equal("clarify child");
    }
  });

  it("is known from a month's", () => {
    expect(short("has June been missing in June")).to.equal(
      "episodes child=June Ashby 2019-06-01..2019-07-01",
    );
    expect(short("episodes in June")).to.equal("episodes 2019-06-01..2019-07-01");
    expect(short("June is back")).to.equal("log_return! child=June Ashby");
  });

  it("is told apart from a reference: known, ambiguous or unknown alike", () => {
    const named = [
      "Leah Firth",
      "how many times has Sam been missing",
      "log Priscilla as returned",
      "CH-204 history",
      "delete Leah's episodes",
      "how do I log Leah's return",
      "CH-999 history",
      "what is Leah's address",
      "log a return for C99",
      "log a return for Zq12x",
      "Zq12x Zw12y history",
      "is zq12x back",
    ];
    for (const text of named) expect(parse(text).namesChild, text).to.equal(true);
    for (const text of [
      "MC-1002 history",
      "mc-1002",
      "log MC-1001 as returned",
      "MC-9999 history",
      "episodes at Oakfield",
      "persistently missing",
    ]) {
      expect(parse(text).namesChild, text).to.equal(false);
    }
    expect(short("mc-1002 history")).to.equal("child_profile child=Marlon Pryce");
  });

  it("among 5,000 children is found in a moment", () => {
    const children = Array.from({ length: 5000 }, (_, i) => ({
      id: i + 1,
      reference: `MC-${1000 + i}`,
      externalId: `X${i}`,
      name: `Ab${(i % 70).toString(36)}ert Smi${i.toString(36)}th`,
    }));
    const index = indexNames({ ...NAMES, children });
    const text = `episodes for ${children[4321]!.name} last month`;
    const begun = performance.now();
    const { request } = understand({ text, now: new Date(NOW), names: index, context: null });
    expect(performance.now() - begun).to.be.below(500);
    expect(request.kind === "question" && request.filters.child).to.deep.equal([4322]);
  });
});
