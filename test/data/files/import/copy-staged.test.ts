import { expect } from "chai";
import { copyStaged } from "../../../../data/files/import/copy-staged.ts";
import { emptyStaging, stage, stagedRows } from "../../../../data/files/import/staging.ts";
import type { ExchangeKind } from "../../../../data/files/kinds.ts";
import { describeOnBothStores } from "../../../support/stores.ts";

/** What COPY's format or an array literal would take for something else. */
const AWKWARD = [
  "\\N",
  "\\.",
  "a\tb",
  "a\nb\r\nc",
  'say "x"',
  "{a,b}",
  "C:\\new",
  "Zoë £ 🙂",
  "null",
  " ",
  "'",
];

const ROWS: Readonly<Partial<Record<ExchangeKind, readonly object[]>>> = {
  children: AWKWARD.map((text, at) => ({
    childId: text,
    name: text,
    dateOfBirth: "2008-02-29",
    gender: "female",
    flags: at % 2 ? ["cse", "cce"] : [],
    lookedAfter: at % 2 === 0,
    team: null,
    extractedAt: "2019-07-01T09:00:00.123Z",
  })),
  interviews: AWKWARD.map((text) => ({
    interviewId: text,
    episodeIds: [text, "E1", ...AWKWARD],
    completedAt: "2019-03-31T01:30:00.000Z",
    interviewer: text,
  })),
};

describeOnBothStores("Rows that are staged by copying", (open) => {
  for (const kind of Object.keys(ROWS) as ExchangeKind[]) {
    it(`are the same as those that are staged in a transaction: ${kind}`, async () => {
      const { db, copyIn } = await open();
      const rows = ROWS[kind]!.map((row, at) => ({ line: at + 2, row }));
      const lines = rows.map(({ line }) => line);
      await stage(db, kind, rows);
      const before = await stagedRows(db, kind, lines);
      await emptyStaging(db);
      await copyStaged(copyIn, kind, rows)();
      expect(before.size).to.equal(AWKWARD.length);
      expect(await stagedRows(db, kind, lines)).to.deep.equal(before);
    });
  }
});
