import fc from "fast-check";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "../../data/files/returns/rows.ts";
import type { ReturnTables } from "../../data/files/rules/read-return.ts";

/** Days about both ends of the collection year 2018/19, so close together that periods meet. */
const DAYS = ["2018-03-30", "2018-06-01", "2019-03-29"].flatMap((first) =>
  Array.from({ length: 5 }, (_, i) => {
    const day = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10);
    return day.split("-").reverse().join("/");
  }),
);

/**
 * Small random returns about few children and few days: most cells are what a return has, some are blank
 * or wrong, and some are `other`.
 */
export function returnArb(other: fc.Arbitrary<string>): fc.Arbitrary<ReturnTables> {
  const cell = (texts: readonly string[], wrong: readonly string[]) =>
    fc.oneof(
      { weight: 16, arbitrary: fc.constantFrom(...texts) },
      { weight: 2, arbitrary: fc.constantFrom(...wrong) },
      { weight: 1, arbitrary: other },
    );
  const day = cell(DAYS, ["", " ", "31/06/2018", "01/06/18", "1/6/2018", "2018-06-01"]);
  const end = fc.oneof({ weight: 3, arbitrary: day }, { weight: 1, arbitrary: fc.constant("") });
  const child = cell(["A1", "A1", "B2"], ["", "a1", " A1", "C3"]);
  const born = cell(["01/06/2000", "02/06/2000", "03/06/2000", "02/06/2018", "29/03/2001"], ["", "1/1/2001"]);
  const line = fc.constant(0);
  const text = fc.constant("");

  const missing: fc.Arbitrary<MissingReturnRow> = fc.record({
    line,
    CHILD: child,
    DOB: born,
    MISSING: cell(["M", "A"], ["", " ", "m", "a", "NA"]),
    MIS_START: day,
    MIS_END: end,
  });
  const header: fc.Arbitrary<HeaderReturnRow> = fc.record({ line, CHILD: child, SEX: text, DOB: born });
  const episode: fc.Arbitrary<EpisodesReturnRow> = fc.record({
    line,
    CHILD: child,
    DECOM: day,
    RNE: text,
    LS: text,
    CIN: text,
    PLACE: text,
    PLACE_PROVIDER: text,
    DEC: end,
    REC: cell(["E8", "E4A"], ["", "e8"]),
  });
  const rows = <T extends { line: number }>(row: fc.Arbitrary<T>) =>
    fc.array(row, { maxLength: 8 }).map((found) => found.map((each, i) => ({ ...each, line: i + 2 })));
  return fc.record(
    { Missing: rows(missing), Header: rows(header), Episodes: rows(episode), MissingLastYear: rows(missing) },
    { requiredKeys: ["Missing"] },
  );
}
