import fc from "fast-check";

/** Small exchange files: some of their cells are right, some nearly. */
const two = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, "0"));
const day = fc
  .tuple(fc.constantFrom("2018", "2019", "2020"), two(13), two(31), fc.boolean())
  .map(([year, month, day, british]) => (british ? `${day}/${month}/${year}` : `${year}-${month}-${day}`));
const goodDay = fc.constantFrom("2019-05-01", "01/05/2019", "2019-03-31", "27/10/2019", "2020-02-29");
const clock = fc.oneof(
  fc.constantFrom("00:00", "00:59", "01:00", "01:30", "01:59", "02:00", "09:15"),
  fc.tuple(two(24), two(60)).map(([hours, minutes]) => `${hours}:${minutes}`),
);
const ending = fc.constantFrom("", "", ":30", "Z", ":00Z", ":00.5Z", "+01:00", ":00-02:30", "+15:00");
const instant = fc
  .tuple(fc.oneof(goodDay, day), fc.constantFrom(" ", " ", "T"), clock, ending)
  .map((parts) => parts.join(""));
const nearly = (...texts: string[]) =>
  fc.constantFrom("", " ", ...texts, `${texts[0]} `, texts[0]!.toUpperCase());
const text = fc.oneof(
  fc.constantFrom("Hill House", "O’Brien, Zoë", "'=1", "=1", "-", " Sam", 'the "Den"', "a\nb", "x\r\ny"),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const id = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("1", "E1", "007") },
  { weight: 1, arbitrary: text },
);
const ids = fc.array(id, { maxLength: 3 }).map((list) => list.join(";"));
const yesNo = nearly("yes", "No", "1", "TRUE", "f");
const status = nearly("section_20", "none", "looked after");
const type = nearly("foster_care", "other", "unknown");

const KINDS: readonly Record<string, fc.Arbitrary<string>>[] = [
  {
    "episode_id*": id,
    "child_id*": id,
    category: nearly("missing", "absent", "gone"),
    "missing_from*": fc.oneof(instant, goodDay),
    returned_at: fc.oneof(instant, day, fc.constant("")),
    agency: text,
    risk: nearly("high", "no_apparent_risk", "severe"),
    placement: text,
    placement_type: type,
    looked_after: yesNo,
    legal_status: status,
    team: text,
  },
  {
    "child_id*": id,
    name: text,
    "date_of_birth*": fc.oneof(goodDay, day),
    gender: nearly("female", "M", "2", "f"),
    legal_status: status,
    out_of_area: yesNo,
    flags: fc.array(nearly("cse", "uasc", "gang"), { maxLength: 2 }).map((flags) => flags.join(";")),
  },
  {
    "interview_id*": id,
    "episode_id*": ids,
    offered_at: fc.oneof(instant, fc.constant("")),
    outcome: nearly("accepted", "missing_again", "refused"),
    completed_at: fc.oneof(instant, goodDay, fc.constant("")),
    interviewer: text,
  },
  { "meeting_id*": id, "episode_id*": ids, planned_for: instant, held_at: instant, chair: text },
  { "placement*": text, "placement_type*": type, provider: text, team: text },
];

export type Quoting = "all" | "needed" | "none";

/** Rows as the text of a file. */
export function written(
  rows: readonly (readonly string[])[],
  quoting: Quoting,
  lineEnd: string,
  last: boolean,
): string {
  const cell = (value: string) => {
    const quoted = quoting === "all" || (quoting === "needed" && /[",\r\n]/.test(value));
    return quoted ? `"${value.replaceAll('"', '""')}"` : value;
  };
  const lines = rows.map((row) => row.map(cell).join(","));
  return lines.join(lineEnd) + (last ? lineEnd : "");
}

/** The bytes of a file that its sender believes to be right: UTF-8, with or without a mark, or Windows-1252. */
export const arbitraryFile: fc.Arbitrary<Buffer> = fc
  .constantFrom(...KINDS)
  .chain((kind) =>
    fc
      .subarray(Object.keys(kind))
      .map((some) => [...new Set([...some, ...Object.keys(kind).filter((name) => name.endsWith("*"))])])
      .chain((columns) => fc.shuffledSubarray(columns, { minLength: columns.length }))
      .chain((columns) =>
        fc.tuple(
          fc.constant(columns.map((name) => name.replace("*", ""))),
          fc.array(fc.tuple(...columns.map((name) => kind[name]!)), { maxLength: 8 }),
          fc.constantFrom<Quoting>("needed", "needed", "all", "none"),
          fc.constantFrom("\n", "\r\n"),
          fc.boolean(),
          fc.constantFrom("utf8", "utf8 with mark", "latin1"),
        ),
      ),
  )
  .map(([columns, rows, quoting, lineEnd, last, encoding]) => {
    const content = written([columns, ...rows], quoting, lineEnd, last);
    if (encoding === "latin1") return Buffer.from(content, "latin1");
    return Buffer.from(encoding === "utf8" ? content : `\ufeff${content}`);
  });

/** What befalls a file under way, behind its first `spared` bytes. */
export interface Mishap {
  at: number;
  what: "byte" | "cut" | "twice" | "swap";
  byte: number;
  length: number;
}

export const arbitraryMishap: fc.Arbitrary<Mishap> = fc.record({
  at: fc.nat(),
  what: fc.constantFrom("byte", "byte", "byte", "cut", "twice", "swap"),
  byte: fc.oneof(fc.constantFrom(0, 10, 13, 34, 34, 44, 59, 0x92, 0xc3, 0xff), fc.nat(255)),
  length: fc.nat(30),
});

export function befallen(bytes: Buffer, mishaps: readonly Mishap[], spared: number): Buffer {
  let now = bytes;
  for (const { at, what, byte, length } of mishaps) {
    if (now.length <= spared) return now;
    const from = spared + (at % (now.length - spared));
    const [head, part, tail] = [
      now.subarray(0, from),
      now.subarray(from, from + length),
      now.subarray(from + length),
    ];
    if (what === "byte") now = Buffer.concat([head, Buffer.of(byte), now.subarray(from + 1)]);
    else if (what === "cut") now = Buffer.concat([head, tail]);
    else if (what === "twice") now = Buffer.concat([head, part, part, tail]);
    else now = Buffer.concat([head, tail, part]);
  }
  return now;
}
