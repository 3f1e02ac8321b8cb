/** Months, weekdays and numbers as they are typed. */
const MONTH_NAMES = [
  ["january", "jan"],
  ["february", "feb", "febuary"],
  ["march", "mar"],
  ["april", "apr"],
  ["may"],
  ["june", "jun"],
  ["july", "jul"],
  ["august", "aug"],
  ["september", "sept", "sep"],
  ["october", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];
const WEEKDAY_NAMES = [
  ["monday", "mon"],
  ["tuesday", "tue", "tues"],
  ["wednesday", "wed", "weds"],
  ["thursday", "thu", "thur", "thurs"],
  ["friday", "fri"],
  ["saturday", "sat"],
  ["sunday", "sun"],
];

function numbered(names: string[][]): ReadonlyMap<string, number> {
  return new Map(names.flatMap((forms, i) => forms.map((form) => [form, i + 1] as const)));
}

/** 1 (January) to 12. */
export const MONTHS = numbered(MONTH_NAMES);
/** 1 (Monday) to 7. */
export const WEEKDAYS = numbered(WEEKDAY_NAMES);
export const CALENDAR_WORDS: ReadonlySet<string> = new Set([...MONTHS.keys(), ...WEEKDAYS.keys()]);
/** Calendar words that are ordinary words, too. */
export const DOUBTFUL: ReadonlySet<string> = new Set([
  "may",
  "march",
  "mar",
  "sun",
  "sat",
  "wed",
  "mon",
  "second",
]);

const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
  "sixteen seventeen eighteen nineteen twenty"
).split(" ");
const NUMBERS = new Map(SMALL.map((word, i) => [word, i]));
for (const [word, n] of [
  ["thirty", 30],
  ["forty", 40],
  ["fifty", 50],
  ["sixty", 60],
  ["ninety", 90],
  ["hundred", 100],
  ["dozen", 12],
] as const) {
  NUMBERS.set(word, n);
}
const ORDINALS = new Map(
  "first second third fourth fifth sixth seventh eighth ninth tenth"
    .split(" ")
    .map((word, i) => [word, i + 1]),
);

/** Whether a figure stands in a word: of most words none does, and no form of a number need be tried. */
export function hasFigure(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (isFigure(word.charCodeAt(i))) return true;
  return false;
}

export const beginsWithFigure = (word: string): boolean => isFigure(word.charCodeAt(0));
const isFigure = (code: number): boolean => code >= 48 && code <= 57;

/** A count in figures or words up to 9999; null for anything else. */
export function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (beginsWithFigure(word)) return /^\d{1,4}$/.test(word) ? Number(word) : null;
  return NUMBERS.get(word) ?? null;
}

/** `1st`, `first`; null for anything else. */
export function ordinalOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (!beginsWithFigure(word)) return ORDINALS.get(word) ?? null;
  const figure = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word);
  return figure ? Number(figure[1]) : null;
}

export const NUMBER_WORDS: ReadonlySet<string> = new Set([...NUMBERS.keys(), ...ORDINALS.keys()]);
