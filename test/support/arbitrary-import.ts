import fc from "fast-check";
import { zipSync } from "fflate";
import { DateTime } from "luxon";
import { arbitraryMishap, befallen, type Mishap, type Quoting, written } from "./arbitrary-file.ts";

/** Files about the council of imports-agree.ts: ids that it knows and some that it does not, times that meet. */
const FIRST = Date.parse("2019-06-05T00:00:00Z");
const HOUR = 3_600_000;
const FORMS = ["yyyy-MM-dd'T'HH:mm:ssZZ", "dd/MM/yyyy HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
const DAYS = ["dd/MM/yyyy", "yyyy-MM-dd"];
const shown = (at: number, form: string) => DateTime.fromMillis(at, { zone: "Europe/London" }).toFormat(form);

/** to the quarter of an hour; the last of them are in the future */
const days = (from: number, to: number) =>
  fc.integer({ min: from * 96, max: to * 96 }).map((quarters) => FIRST + (quarters * HOUR) / 4);
const when = fc.oneof(days(0, 56), days(4, 8), days(14, 18), days(19, 22));
const instant = fc.tuple(when, fc.constantFrom(...FORMS)).map(([at, form]) => shown(at, form));
const maybe = (cell: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: cell }, { weight: 1, arbitrary: fc.constant("") });
const seldom = (usual: readonly string[], odd: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
const mostly = <T>(usual: T, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
const text = seldom(
  ["", "Zoë", "O’Brien, Sam", " Kit ", "'=1", "=1", 'the "Den"', "a\r\nb", "Łódź"],
  ["x".repeat(501), "\0", "\t"],
);
const aChild = seldom(["C1", "C2", "C3", "C4"], ["C9", " C1 ", ""]);
const anEpisode = seldom(["E1", "E2", "E3", "E4"], ["E9", ""]);
const some = fc.array(anEpisode, { minLength: 1, maxLength: 3 }).map((ids) => ids.join(";"));

/** Two cells that belong together: from and until, in any of their forms. */
const span = fc
  .record({
    from: when,
    hours: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(-1, 24, 400)),
    open: mostly(false, fc.constant(true)),
    forms: fc.tuple(fc.constantFrom(...FORMS, ...DAYS), fc.constantFrom(...FORMS, ...DAYS)),
  })
  .map(({ from, hours, open, forms }) => [
    shown(from, forms[0]),
    open ? "" : shown(from + hours * HOUR, forms[1]),
  ]);

type Row = Record<string, string>;
const episodes = fc
  .record({
    episode_id: seldom(
      ["E1", "E2", "E3", "E4", ...Array.from({ length: 10 }, (_, n) => `E${n + 5}`)],
      ["", "'-1"],
    ),
    child_id: aChild,
    span,
    category: seldom(["", "missing", "missing", "away"], ["gone"]),
    risk: seldom(["", "high", "low"], ["severe"]),
    agency: text,
  })
  .map(({ span: [from, until], ...row }): Row => ({ ...row, missing_from: from!, returned_at: until! }));
const children = fc.record({
  child_id: seldom(["C1", "C2", "C3", "C5", "C6"], [""]),
  date_of_birth: seldom(
    ["2006-03-31", "01/01/2007", "2007-01-01", "2019-06-20", "2019-06-11"],
    ["2019-07-31", "2019-07-30", "31/02/2008", ""],
  ),
  name: text,
  flags: seldom(["", "cse", "cse;send", "send; cse"], ["gang"]),
});
const interviews = fc.record({
  interview_id: seldom(["I1", "I2", "I3", "I4"], [""]),
  episode_id: some,
  offered_at: maybe(instant),
  outcome: seldom(["", "accepted", "declined"], ["refused"]),
  completed_at: maybe(instant),
  interviewer: text,
});
const meetings = fc.record({
  meeting_id: seldom(["M1", "M2", "M3"], [""]),
  episode_id: some,
  planned_for: maybe(instant),
  held_at: maybe(instant),
  chair: text,
});
const placements = fc.record({
  placement: seldom(["Elm House", "The Wrens", " Hill ", "'=1"], [""]),
  placement_type: seldom(["foster_care", "other"], ["unknown", ""]),
  provider: text,
});

/** What befalls a header: a name is written otherwise, stands there twice, or is swapped with another. */
const ofHeader = fc.record({
  what: mostly("none", fc.constantFrom("rename", "twice", "swap")),
  at: fc.nat(),
  to: fc.constantFrom("notes", "", "capitals", "extracted", "missing_from", "child_id"),
});

function header(
  names: readonly string[],
  { what, at, to }: { what: string; at: number; to: string },
): string[] {
  const place = at % names.length;
  const changed = [...names];
  if (what === "rename") changed[place] = to === "capitals" ? names[place]!.toUpperCase() : to;
  if (what === "twice") changed[place] = names[(place + 1) % names.length]!;
  if (what === "swap") {
    const other = (place + 1) % names.length;
    [changed[place], changed[other]] = [names[other]!, names[place]!];
  }
  return changed;
}

/** The bytes of a file that may be as it should be, or mangled in many ways at once. */
export const arbitraryImport: fc.Arbitrary<Buffer> = fc
  .record({
    rows: fc.oneof(
      ...[episodes, episodes, episodes, episodes, children, interviews, meetings, placements].map((row) =>
        fc.array(row as fc.Arbitrary<Row>, { minLength: 1, maxLength: 8, size: "max" }),
      ),
    ),
    order: fc.nat(),
    left: mostly(99, fc.nat(5)),
    header: ofHeader,
    twice: fc.option(fc.nat(7), { freq: 3 }),
    quoting: fc.constantFrom<Quoting>("needed", "needed", "needed", "all", "none"),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r\n"),
    encoding: fc.constantFrom(...["utf8", "utf8", "utf8", "marked", "latin1", "LE", "BE", "bare LE", "two"]),
    mishaps: fc.oneof(fc.constant([]), fc.constant([]), fc.array(arbitraryMishap, { maxLength: 3 })),
    instead: mostly("", fc.constantFrom("", "", "empty", "zip", "long line")),
  })
  .map(({ rows, order, left, twice, quoting, lineEnd, mishaps, instead, ...how }) => {
    const all = Object.keys(rows[0]!);
    const turned = [...all.slice(order % all.length), ...all.slice(0, order % all.length)];
    // a column may be left out; where it is needed, the file is refused
    const names = turned.filter((_, at) => at !== left);
    const lines = rows.map((row) => names.map((name) => row[name]!));
    if (twice !== null && lines[twice]) lines.push(lines[twice]!);
    if (instead === "long line") lines[0]![0] = "x".repeat(1_000_001);
    const file = written([header(names, how.header), ...lines], quoting, lineEnd, true);
    if (instead === "empty") return Buffer.alloc(0);
    if (instead === "zip") return Buffer.from(zipSync({ "children.csv": Buffer.from(file) }));
    return mangled(encoded(file, how.encoding), mishaps);
  });

function encoded(file: string, encoding: string): Buffer {
  if (encoding === "latin1") return Buffer.from(file, "latin1");
  if (encoding === "utf8") return Buffer.from(file);
  if (encoding === "marked") return Buffer.from(`\ufeff${file}`);
  if (encoding === "two") {
    const half = file.indexOf("\n", file.length / 2) + 1;
    return Buffer.concat([Buffer.from(file.slice(0, half)), Buffer.from(file.slice(half), "latin1")]);
  }
  const wide = Buffer.from(encoding.startsWith("bare") ? file : `\ufeff${file}`, "utf16le");
  return encoding === "BE" ? wide.swap16() : wide;
}

/** Mostly behind the header, so that there are rows to judge. */
function mangled(bytes: Buffer, mishaps: readonly Mishap[]): Buffer {
  return befallen(bytes, mishaps, mishaps.length > 2 ? 0 : bytes.indexOf(10) + 1);
}
