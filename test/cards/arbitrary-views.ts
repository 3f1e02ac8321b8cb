import fc from "fast-check";
import type { Disclosed } from "../../cards/disclosed.ts";
import type { CardView } from "../../cards/views.ts";
import { TROUBLE } from "../support/sample-views-wide.ts";

/** Any text a person or a file may have written, the awkward ones often. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TROUBLE),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        "*",
        "_",
        "[",
        "](",
        ")",
        "\\",
        "`",
        "#",
        "-",
        "1.",
        "${",
        "}",
        "<",
        "&lt;",
        " ",
        "a",
        "\n",
      ),
      { maxLength: 20 },
    )
    .map((signs) => signs.join("")),
);

const text = anyText;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const list = <T>(value: fc.Arbitrary<T>, maxLength: number) => fc.array(value, { maxLength });

const button = fc.record({
  title: text,
  verb: fc.constantFrom("question.ask", "return.open"),
  data: fc.dictionary(
    fc.string({ maxLength: 8 }).filter((key) => key !== "__proto__"),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 3 },
  ),
});
const optionalButton = fc.oneof(button, fc.constant(undefined));
const fact = fc.record({ label: text, value: text });
const change = maybe(
  fc.record(
    { text, tone: fc.constantFrom("good", "bad", "neutral"), why: text },
    { requiredKeys: ["text", "tone"] },
  ),
);
const frame = { title: text, buttons: list(button, 8), demonstration: fc.boolean() };
const answer = {
  ...frame,
  reading: text,
  asAt: text,
  definition: text,
  caveats: list(text, 4),
  unused: maybe(text),
};
const value = fc.double({ min: 0, max: 1e6, noNaN: true });

const field = { label: text, required: fc.boolean(), error: text };
const input = fc.oneof(
  fc.record({
    type: fc.constant("date"),
    id: fc.constant("date"),
    ...field,
    value: fc.constantFrom("2019-07-30", ""),
    min: fc.constant("1900-01-01"),
    max: fc.constant("2019-12-31"),
  }),
  fc.record({ type: fc.constant("time"), id: fc.constant("time"), ...field, value: fc.constant("14:05") }),
  fc.record({
    type: fc.constant("text"),
    id: fc.constant("reason"),
    ...field,
    value: text,
    maxLength: fc.constant(500),
    lines: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("choice"),
    id: fc.constant("risk"),
    ...field,
    value: fc.constant("a"),
    several: fc.boolean(),
    choices: list(fc.record({ title: text, value: fc.constantFrom("a", "b") }), 4),
  }),
);

const views = {
  figure: fc.record({ ...answer, figure: text, label: text, of: maybe(text), change, beside: list(fact, 4) }),
  list: fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.record({
      ...answer,
      headline: text,
      change,
      columns: fc.array(text, { minLength: columns, maxLength: columns }),
      rows: list(
        fc.record({
          cells: fc.array(text, { minLength: columns, maxLength: columns }),
          button: optionalButton,
          alert: fc.boolean(),
        }),
        10,
      ),
      page: maybe(text),
      beside: list(fact, 3),
      empty: text,
    }),
  ),
  breakdown: fc.record({
    ...answer,
    headline: text,
    change,
    dimension: text,
    unit: text,
    page: maybe(text),
    previousLegend: maybe(text),
    bars: list(
      fc.record({
        label: text,
        value,
        shown: text,
        share: maybe(text),
        previous: maybe(fc.record({ value, shown: text })),
      }),
      14,
    ),
  }),
  trend: fc.record({
    ...answer,
    headline: text,
    change,
    note: maybe(text),
    unit: text,
    legend: text,
    previousLegend: maybe(text),
    points: list(
      fc.record({
        label: text,
        value: maybe(value),
        shown: text,
        part: fc.boolean(),
        newSeries: fc.boolean(),
        previous: maybe(
          fc.record({ label: text, value: maybe(value), shown: text, newSeries: fc.boolean() }),
        ),
      }),
      24,
    ),
  }),
  summary: fc.record({
    ...answer,
    groups: list(
      fc.record({ heading: text, lines: list(fc.record({ label: text, figure: text, change }), 4) }),
      4,
    ),
    dataFrom: maybe(text),
  }),
  history: fc.record({
    ...answer,
    subject: text,
    facts: list(fact, 4),
    episodes: list(
      fc.record({
        reference: text,
        when: text,
        length: text,
        interview: text,
        meeting: maybe(text),
        open: fc.boolean(),
        button: optionalButton,
      }),
      10,
    ),
    page: maybe(text),
  }),
  form: fc.record({
    ...frame,
    facts: list(fact, 4),
    inputs: list(input, 5),
    problem: maybe(text),
    submit: button,
  }),
  receipt: fc.record({
    ...frame,
    headline: text,
    facts: list(fact, 4),
    next: maybe(text),
    note: maybe(text),
    recorded: maybe(text),
  }),
  episode: fc.record({
    ...frame,
    headline: text,
    tone: fc.constantFrom("overdue", "missing", "back", "closed"),
    facts: list(fact, 6),
    deadlines: list(fc.record({ label: text, text, overdue: fc.boolean() }), 2),
    history: maybe(fc.record({ heading: text, lines: list(text, 3) })),
    refresh: maybe(fc.record({ button, userIds: list(text, 80) })),
    last: maybe(text),
    asAt: text,
  }),
  conflicts: fc.record({
    ...frame,
    headline: text,
    problem: maybe(text),
    conflicts: list(
      fc.record({
        subject: text,
        what: text,
        fields: list(fc.record({ label: text, ours: text, file: text }), 4),
        found: text,
        buttons: list(button, 2),
      }),
      4,
    ),
    page: maybe(text),
  }),
  help: fc.record({
    ...frame,
    intro: text,
    groups: list(
      fc.record({ heading: text, examples: list(fc.record({ text, button: optionalButton }), 4) }),
      4,
    ),
    footnote: maybe(text),
  }),
  notice: fc.record({
    ...frame,
    tone: fc.constantFrom("plain", "question", "refusal", "welcome"),
    paragraphs: list(text, 4),
  }),
} satisfies Record<CardView["card"], fc.Arbitrary<object>>;

/** Views of every kind, as well formed as the types ask and with any text in every place. */
export const anyView: fc.Arbitrary<Disclosed<CardView>> = fc.oneof(
  ...Object.entries(views).map(([card, view]) =>
    (view as fc.Arbitrary<object>).map((parts) => ({ card, ...parts }) as unknown as Disclosed<CardView>),
  ),
);
