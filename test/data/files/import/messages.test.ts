import { expect } from "chai";
import type { Store } from "../../../../data/store/store.ts";
import { havingInterviews } from "../../../support/builders.ts";
import { describeOnBothStores } from "../../../support/stores.ts";
import { CHILDREN, COUNCIL, EPISODES, type Files, importing, tally } from "./importing.ts";

const INTERVIEWS = "interview_id,episode_id,offered_at,outcome,completed_at";

/** What is against one row of a file: what the rejects file says of it. */
interface Case {
  title: string;
  /** what came before */
  before?: Files;
  files: Files;
  line: number;
  column: string;
  value: string;
  message: RegExp;
}

const CASES: Case[] = [
  {
    title: "an unknown child",
    files: { episodes: [EPISODES, "E1,C9,,2019-05-01,,,"] },
    line: 2,
    column: "child_id",
    value: "C9",
    message: /No child “C9” is stored.*children\.csv/,
  },
  {
    title: "a start before birth",
    files: { children: CHILDREN, episodes: [EPISODES, "E1,C1,,30/03/2006 23:30,31/03/2006 10:00,,"] },
    line: 2,
    column: "missing_from",
    value: "30/03/2006 23:30",
    message: /before the child was born \(2006-03-31\)/,
  },
  {
    title: "a start on the eighteenth birthday",
    files: {
      children: [CHILDREN[0]!, "C1,,2000-03-01,,,,,"],
      episodes: [
        EPISODES,
        "E1,C1,,2018-02-28T20:00Z,2018-02-28T21:00Z,,",
        "E2,C1,,2018-03-01T00:00Z,2018-03-02,,",
      ],
    },
    line: 3,
    column: "missing_from",
    value: "2018-03-01T00:00Z",
    message: /\(born 2000-03-01\) was 18 already/,
  },
  {
    title: "an instant in the future",
    files: { children: CHILDREN, episodes: [EPISODES, "E1,C1,,2019-07-30T12:59:59Z,2019-07-30T13:00:01Z,,"] },
    line: 2,
    column: "returned_at",
    value: "2019-07-30T13:00:01Z",
    message: /in the future: the import began at 2019-07-30T13:00:00/,
  },
  {
    title: "a birth in the future",
    files: { children: [CHILDREN[0]!, "C1,,2019-08-01,,,,,"] },
    line: 2,
    column: "date_of_birth",
    value: "2019-08-01",
    message: /“2019-08-01” is in the future: the import began on 2019-07-30\./,
  },
  {
    title: "an overlap with another row of the same child, the later by start",
    files: {
      children: CHILDREN,
      episodes: [
        EPISODES,
        "E2,C1,,2019-05-01T12:00Z,2019-05-01T20:00Z,,",
        "E1,C1,,2019-05-01T10:00Z,2019-05-01T12:01Z,,",
      ],
    },
    line: 2,
    column: "missing_from",
    value: "2019-05-01T12:00Z",
    message: /overlaps the one of the same child in line 3/,
  },
  {
    title: "an overlap with an episode that is stored",
    before: COUNCIL,
    files: { episodes: [EPISODES, "E7,C1,,2019-04-30T10:00Z,2019-05-01T10:01Z,,"] },
    line: 2,
    column: "missing_from",
    value: "2019-04-30T10:00Z",
    message: /overlaps the child's episode E1, which is stored/,
  },
  {
    title: "a second open episode",
    before: COUNCIL,
    files: { episodes: [EPISODES, "E7,C1,,2019-06-30T10:00Z,,,"] },
    line: 2,
    column: "missing_from",
    value: "2019-06-30T10:00Z",
    message: /overlaps the child's episode E2/,
  },
  {
    title: "an id that stands there twice with other contents",
    files: {
      children: [CHILDREN[0]!, "C1,Kit,2006-03-31,,,,,", "C1,Kit,2006-03-31,,,,,", "C1,Kit,2006-03-30,,,,,"],
    },
    line: 4,
    column: "child_id",
    value: "C1",
    message: /child_id of line 2 too.*Leave one of the two/,
  },
  {
    title: "an interview of an unknown episode",
    before: COUNCIL,
    files: { interviews: [INTERVIEWS, "I5,E1;E99,,,"] },
    line: 2,
    column: "episode_id",
    value: "E1;E99",
    message: /No episode “E99” is stored/,
  },
  {
    title: "an interview before its return",
    before: COUNCIL,
    files: { interviews: [INTERVIEWS, "I5,E1,,accepted,2019-05-01T19:59:00Z"] },
    line: 2,
    column: "completed_at",
    value: "2019-05-01T19:59:00Z",
    message: /before the child returned \(2019-05-01T20:00:00Z\)/,
  },
  {
    title: "an interview of a child who has not returned",
    before: COUNCIL,
    files: { interviews: [INTERVIEWS, "I5,E2,,accepted,2019-05-05T19:59:00Z"] },
    line: 2,
    column: "completed_at",
    value: "2019-05-05T19:59:00Z",
    message: /the child has not returned/,
  },
  {
    title: "a meeting about an unknown episode",
    before: COUNCIL,
    files: { strategy_meetings: ["meeting_id,episode_id,held_at", "M4,E99,2019-05-05T19:59:00Z"] },
    line: 2,
    column: "episode_id",
    value: "E99",
    message: /No episode “E99”/,
  },
  {
    title: "a return that would come after its interview",
    before: COUNCIL,
    files: { episodes: [EPISODES, "E1,C1,missing,2019-05-01T10:00:00Z,2019-05-03T20:00:00Z,high,Police"] },
    line: 2,
    column: "returned_at",
    value: "2019-05-03T20:00:00Z",
    message: /interview I1 was completed before this return/,
  },
  {
    title: "a date of birth after an episode that is stored",
    before: COUNCIL,
    files: { children: [CHILDREN[0]!, "C1,Kit,2019-05-03,,,,,"] },
    line: 2,
    column: "date_of_birth",
    value: "2019-05-03",
    message: /after the start of the child's episode E1/,
  },
  {
    title: "a start after the return that is stored",
    before: COUNCIL,
    files: { episodes: ["episode_id,child_id,missing_from", "E1,C1,2019-05-02T10:00:00Z"] },
    line: 2,
    column: "missing_from",
    value: "2019-05-02T10:00:00Z",
    message: /after the return that is stored \(2019-05-01T20:00:00Z\)/,
  },
];

describeOnBothStores("An import refuses", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  for (const { title, before, files, line, column, value, message } of CASES) {
    it(`${title}, with file, line, column and what to do`, async () => {
      if (before) await importing(store, before);
      const { told, ...result } = await importing(store, files);
      expect(result.files.at(-1)).to.include({ rejected: 1, conflicts: 0 });
      const name = `${Object.keys(files).at(-1)}.csv`;
      expect(told.map(({ message: _, ...where }) => where)).to.deep.equal([
        { file: name, line: String(line), column, value },
      ]);
      expect(told[0]!.message).to.match(message);
    });
  }

  it("nothing that only touches: a start at the other's end, and by days on its day", async () => {
    const result = await importing(store, {
      children: CHILDREN,
      episodes: [
        EPISODES,
        "E1,C1,,2019-05-01T10:00Z,2019-05-01T12:00Z,,",
        "E2,C1,,2019-05-01T12:00Z,2019-05-01T13:00Z,,",
        "E3,C1,,2019-05-02,2019-05-03,,",
        "E4,C1,,2019-05-03T09:00+01:00,2019-05-03T10:00+01:00,,",
        "E5,C1,,2019-05-03,2019-05-03,,",
      ],
    });
    expect(tally(result).at(-1)).to.deep.equal([5, 0, 0, 0, 0]);
  });

  it("nobody born on the day of the import, and no interview at the very moment of the return", async () => {
    await importing(store, COUNCIL);
    const { told } = await importing(store, {
      children: [CHILDREN[0]!, "C7,,2019-07-30,,,,,"],
      interviews: [INTERVIEWS, "I5,E1,,accepted,2019-05-01T20:00:00Z"],
    });
    expect(told).to.deep.equal([]);
  });

  it("of a long episode every one that starts inside it, and those alone", async () => {
    const { told } = await importing(store, {
      children: CHILDREN,
      episodes: [
        EPISODES,
        "E1,C1,,2019-05-01T10:00Z,2019-05-05T12:00Z,,",
        "E2,C1,,2019-05-02T12:00Z,2019-05-02T13:00Z,,",
        "E3,C1,,2019-05-04T12:00Z,2019-05-06T13:00Z,,",
        "E4,C2,,2019-05-02T12:00Z,2019-05-02T13:00Z,,",
        "E5,C1,,2019-05-06T13:00Z,,,",
      ],
    });
    expect(told.map(({ line }) => line)).to.deep.equal(["3", "4"]);
  });

  it("an interview of a child who has not returned where the file leaves the time out", async () => {
    await importing(store, COUNCIL);
    const { id } = await store.db.episode.findFirstOrThrow({ where: { externalId: "E1" } });
    await havingInterviews(store, {
      source: "council",
      externalId: "I9",
      episodeIds: [id],
      completedAt: new Date("2019-05-02T10:00:00Z"),
    });
    const { told } = await importing(store, { interviews: ["interview_id,episode_id", "I9,E2"] });
    expect(told[0]!.message).to.match(/has not returned/);
  });
});
