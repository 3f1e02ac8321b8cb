import { expect } from "chai";
import { FORMATS } from "../../../data/files/formats.ts";
import { CouncilFolder, csv, readWhole } from "../../support/council-files.ts";

let folder: CouncilFolder;
beforeEach(() => {
  folder = new CouncilFolder();
});
afterEach(() => folder.remove());

const read = (...lines: string[]) => readWhole(folder.write("file.csv", csv(...lines)));
const EPISODES = "episode_id,child_id,missing_from,returned_at";

async function episode(from: string, until: string) {
  const { rows, rejected } = await read(EPISODES, `E1,C1,${from},${until}`);
  return rejected[0]?.code ?? rows[0]?.row;
}

describe("A row of episodes.csv", () => {
  it("is read whole", async () => {
    const { opened, rows } = await read(
      FORMATS.episodes.columns.map(({ name }) => name).join(","),
      "E1,C1,,30/07/2019 22:10,2019-07-31T01:15:00Z,Derbyshire Police,high,Hill House,council_care_home,Derby City Council,Y,no,Derby,section_20,Team 1,Jo Hart",
    );
    expect(opened.kind).to.equal("episodes");
    expect(rows).to.have.length(1);
    expect(rows[0]!.line).to.equal(2);
    expect(rows[0]!.raw.slice(0, 4)).to.deep.equal(["E1", "C1", "", "30/07/2019 22:10"]);
    expect(rows[0]!.row).to.deep.equal({
      episodeId: "E1",
      childId: "C1",
      category: "missing",
      startedAt: "2019-07-30T21:10:00.000Z",
      startPrecision: "instant",
      endedAt: "2019-07-31T01:15:00.000Z",
      endPrecision: "instant",
      agency: "Derbyshire Police",
      risk: "high",
      placement: "Hill House",
      placementType: "council_care_home",
      provider: "Derby City Council",
      lookedAfter: true,
      outOfArea: false,
      responsibleAuthority: "Derby",
      legalStatus: "section_20",
      team: "Team 1",
      worker: "Jo Hart",
    });
    expect([...opened.fields].sort()).to.deep.equal(Object.keys(rows[0]!.row).sort());
  });

  it("has null for a blank, and nothing for a column that the file does not have", async () => {
    const { opened, rows } = await read(
      "risk,missing_from,child_id,episode_id,returned_at",
      ",2019-07-30,C1,E1,",
    );
    expect(rows[0]!.row).to.deep.equal({
      episodeId: "E1",
      childId: "C1",
      startedAt: "2019-07-29T23:00:00.000Z",
      startPrecision: "date",
      endedAt: null,
      endPrecision: "instant",
      risk: null,
    });
    expect(opened.fields.has("category")).to.equal(false);
  });

  it("has no return before its start", async () => {
    expect(await episode("2019-07-30 10:00", "2019-07-30 09:59")).to.equal("end_before_start");
    expect(await episode("2019-07-30 10:00", "2019-07-29")).to.equal("end_before_start");
    expect(await episode("2019-07-30", "2019-07-29 23:59")).to.equal("end_before_start");
    expect(await episode("30/07/2019", "29/07/2019")).to.equal("end_before_start");
    expect(await episode("2019-07-30 10:00", "2019-07-30 10:00")).to.include({
      endedAt: "2019-07-30T09:00:00.000Z",
    });
    expect(await episode("30/07/2019", "30/07/2019")).to.include({ endedAt: "2019-07-29T23:00:00.000Z" });
  });

  it("may return on the day of a start that has a time: then at that time, for no more is known", async () => {
    expect(await episode("2019-07-30 10:00", "2019-07-30")).to.include({
      startedAt: "2019-07-30T09:00:00.000Z",
      endedAt: "2019-07-30T09:00:00.000Z",
      startPrecision: "instant",
      endPrecision: "date",
    });
    expect(await episode("2019-07-30 00:30", "2019-07-30")).to.include({
      endedAt: "2019-07-29T23:30:00.000Z",
    });
  });
});

describe("A row of the other exchange files", () => {
  it("names a placement, its type and who runs it", async () => {
    const { opened, rows } = await read("provider,placement_type,placement", "Derby,foster_care,The Smiths");
    expect(opened.kind).to.equal("placements");
    expect(rows[0]!.row).to.deep.equal({
      placement: "The Smiths",
      placementType: "foster_care",
      provider: "Derby",
    });
  });

  it("names a child, by the council's words or SSDA903's codes", async () => {
    const { rows } = await read(
      "child_id,date_of_birth,gender,flags,looked_after,out_of_area,name",
      "1,01/02/2005,F,cse; uasc;cse,TRUE,0,",
      "2,2005-02-01,1,,n,Yes,Ann Lee",
      "3,2005-02-01,U,send,,,",
      "4,2005-02-01,other,;,,,",
    );
    expect(
      rows.map(({ row }) => [row.gender, row.flags, row.lookedAfter, row.outOfArea, row.name]),
    ).to.deep.equal([
      ["female", ["cse", "uasc"], true, false, null],
      ["male", [], false, true, "Ann Lee"],
      ["unknown", ["send"], null, null, null],
      ["other", [], null, null, null],
    ]);
    expect(rows[0]!.row).to.include({ childId: "1", dateOfBirth: "2005-02-01" });
  });

  it("names an interview or a meeting, and the episodes that it serves", async () => {
    const interviews = await read(
      "interview_id,episode_id,offered_at,outcome,completed_at,outcome_at",
      "I1,E1; E2;E1,01/05/2019 10:00,accepted,2019-05-02T10:00:00Z,",
    );
    expect(interviews.rows[0]!.row).to.deep.equal({
      interviewId: "I1",
      episodeIds: ["E1", "E2"],
      offeredAt: "2019-05-01T09:00:00.000Z",
      outcome: "accepted",
      completedAt: "2019-05-02T10:00:00.000Z",
      outcomeAt: null,
    });
    const meetings = await read("meeting_id,episode_id,held_at,chair", "M1,E1,01/05/2019 10:00,Jo Hart");
    expect(meetings.opened.kind).to.equal("strategy_meetings");
    expect(meetings.rows[0]!.row).to.deep.equal({
      meetingId: "M1",
      episodeIds: ["E1"],
      heldAt: "2019-05-01T09:00:00.000Z",
      chair: "Jo Hart",
    });
  });

  it("says when it left the council's system, where the file does", async () => {
    const { opened, rows } = await read(
      "child_id,date_of_birth,extracted_at",
      "1,2005-02-01,2019-05-01T10:00:00Z",
      "2,2005-02-01,",
    );
    expect(opened).to.include({ extractedAt: true });
    expect([...opened.fields]).to.deep.equal(["childId", "dateOfBirth"]);
    expect(opened.warnings).to.deep.equal([]);
    expect(rows.map(({ row }) => row.extractedAt)).to.deep.equal(["2019-05-01T10:00:00.000Z", null]);
  });
});

describe("A text in a file", () => {
  const names = async (...cells: string[]) =>
    (await read("child_id,date_of_birth,name", ...cells.map((cell) => `1,2005-01-01,${cell}`))).rows.map(
      ({ row }) => row.name,
    );

  it("keeps the spaces at its ends where it is in quotation marks", async () => {
    expect(await names(" Sam ", '" Sam "', '" Sam, jr "', "\u00a0Sam", "   ", '"  "')).to.deep.equal([
      "Sam",
      " Sam ",
      " Sam, jr ",
      "Sam",
      null,
      null,
    ]);
  });

  it("comes back as it was before it was defended against being a formula", async () => {
    expect(await names("'=1+1", "''=1", "'-", "-3", "'tis", '"\'\tx "')).to.deep.equal([
      "=1+1",
      "'=1",
      "-",
      "-3",
      "'tis",
      "\tx ",
    ]);
  });

  it("is no longer than the store's indexes take", async () => {
    const { rows, rejected } = await read(
      "child_id,date_of_birth,name",
      `1,2005-01-01,${"x".repeat(500)}`,
      `2,2005-01-01,${"x".repeat(501)}`,
    );
    expect(rows.map(({ line }) => line)).to.deep.equal([2]);
    expect(rejected[0]).to.include({ line: 3, column: "name", code: "too_long" });
    expect(rejected[0]!.value).to.have.length(200);
  });

  it("is an id without the spaces around it", async () => {
    const ids = ['" C1 "', "007", "'\tC2", "''=3"];
    const { rows } = await read("child_id,date_of_birth", ...ids.map((id) => `${id},2005-01-01`));
    expect(rows.map(({ row }) => row.childId)).to.deep.equal(["C1", "007", "C2", "'=3"]);
  });
});

describe("A row of the statutory return", () => {
  it("keeps its cells to the letter, for the Department's rules to judge", async () => {
    const { opened, rows, rejected } = await read(
      "MIS_END,CHILD,DOB,MISSING,MIS_START",
      ',1,31/02/2005, m,"2019-05-01"',
      "x,,,,",
    );
    expect(opened.kind).to.equal("ssda903_missing");
    expect(rows.map(({ row }) => row)).to.deep.equal([
      { line: 2, CHILD: "1", DOB: "31/02/2005", MISSING: " m", MIS_START: "2019-05-01", MIS_END: "" },
    ]);
    expect(rejected[0]).to.include({ line: 3, column: "CHILD", code: "required" });
  });

  it("has no cell that is longer than any text may be, for a return is judged in memory", async () => {
    const { rows, rejected } = await read(
      "CHILD,DOB,MISSING,MIS_START,MIS_END",
      `1,01/01/2005,M,01/05/2018,${"x".repeat(500)}`,
      `2,01/01/2005,M,01/05/2018,${"x".repeat(501)}`,
    );
    expect(rows.map(({ line }) => line)).to.deep.equal([2]);
    expect(rejected[0]).to.include({ line: 3, column: "MIS_END", code: "too_long" });
  });

  it("of Header and Episodes is known by its columns, the unused ones without a warning", async () => {
    const header = await read("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "1,2,01/01/2005,WBRI,,,");
    expect(header.opened).to.include({ kind: "ssda903_header" });
    expect(header.rows[0]!.row).to.deep.equal({ line: 2, CHILD: "1", SEX: "2", DOB: "01/01/2005" });
    const episodes = await read(
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
      "1,01/04/2018,S,C2,N1,K2,PR1,,,,,,",
    );
    expect(episodes.opened).to.include({ kind: "ssda903_episodes" });
    expect([...header.opened.warnings, ...episodes.opened.warnings]).to.deep.equal([]);
    expect(episodes.rows[0]!.row).to.include({ PLACE: "K2", PLACE_PROVIDER: "PR1", DEC: "" });
  });
});
