import { z } from "zod";
import { PLACEMENT_TYPES } from "../../data/vocabulary.ts";
import { clean } from "./clean.ts";
import { expand } from "./expand.ts";
import { KNOWN, LEXICON } from "./lexicon.ts";
import { readMetric } from "./metrics.ts";
import { refusal } from "./refusals.ts";
import { takeSpans } from "./take-spans.ts";

/** A council's own name for a set of values of one filter: "the valley homes". */
export interface OwnGroup {
  words: readonly string[];
  key: GroupKey;
  /** the list of the file that gives the values */
  list: GroupList;
  /** placement types, or names that the store may hold */
  values: readonly string[];
}

/** Slang or an abbreviation, and what it says in the lexicon's own words. */
export interface OwnMeaning {
  words: readonly string[];
  means: readonly string[];
}

/** What a council adds to the lexicon (HOMEWARD_LEXICON), in the order of its file. */
export interface OwnWords {
  groups: readonly OwnGroup[];
  words: readonly OwnMeaning[];
}

export const NO_OWN_WORDS: OwnWords = { groups: [], words: [] };

/** The lists of a group's entry, and the filter that each is. */
const GROUP_KEYS = {
  placementType: "placementType",
  placements: "placement",
  providers: "provider",
  teams: "team",
} as const;
type GroupList = keyof typeof GROUP_KEYS;
type GroupKey = (typeof GROUP_KEYS)[GroupList];
const GROUP_LISTS = Object.keys(GROUP_KEYS) as GroupList[];

const MOST_ENTRIES = 500;
const MOST_WORDS = 6;
const plainWords = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(
    /^[\p{L}\p{N}'’ &-]+$/u,
    "holds other signs than letters and figures: write plain words, as people type them",
  );
const names = z.array(z.string().trim().min(1).max(200)).min(1).max(50).optional();
const entries = z
  .strictObject({
    groups: z
      .array(
        z.strictObject({
          phrase: plainWords,
          placementType: z.array(z.enum(PLACEMENT_TYPES)).min(1).optional(),
          placements: names,
          providers: names,
          teams: names,
        }),
      )
      .max(MOST_ENTRIES),
    words: z.array(z.strictObject({ phrase: plainWords, means: plainWords })).max(MOST_ENTRIES),
  })
  .partial();
type Entries = z.infer<typeof entries>;

/** The file of a council's own words: every entry that could not be read as it says is an issue. */
export const ownWordsSchema = entries.superRefine((file, issues) => {
  const seen = new Map<string, string>();
  const trouble = (path: (string | number)[], message: string) =>
    issues.addIssue({ code: "custom", path, message });
  for (const list of ["groups", "words"] as const) {
    file[list]?.forEach(({ phrase }, i) => {
      const words = wordsOf(phrase);
      const said = words.join(" ");
      const path = [list, i, "phrase"];
      const before = seen.get(said);
      if (before) trouble(path, `is the phrase of ${before}, too: keep one of the two`);
      else if (words.length === 0 || words.length > MOST_WORDS)
        trouble(path, `has to be one to ${MOST_WORDS} words: shorten it`);
      else if (isRead(words))
        trouble(path, "is read by Homeward's own lexicon: leave the entry out, or choose another phrase");
      seen.set(said, `${list}.${i}`);
    });
  }
  file.groups?.forEach((group, i) => {
    const lists = GROUP_LISTS.filter((list) => group[list]);
    // both would count only what is in both, which is not what a group of them means
    if (lists.length !== 1)
      trouble(["groups", i], `needs one of ${GROUP_LISTS.join(", ")}: it has ${lists.length}`);
  });
  file.words?.forEach(({ means }, i) => {
    if (!wordsOf(means).every((word) => KNOWN.has(word)))
      trouble(["words", i, "means"], "holds words that Homeward does not read: say it in other words");
  });
});

/** The words of a file that the schema has taken. */
export function ownWordsOf({ groups = [], words = [] }: Entries): OwnWords {
  return {
    groups: groups.map((group) => {
      const list = GROUP_LISTS.find((key) => group[key])!;
      return { words: wordsOf(group.phrase), key: GROUP_KEYS[list], list, values: group[list]! };
    }),
    words: words.map(({ phrase, means }) => ({ words: wordsOf(phrase), means: wordsOf(means) })),
  };
}

/** A phrase as the parser splits what people type; an article at its start says nothing. */
function wordsOf(phrase: string): string[] {
  const { words } = clean(phrase, () => false);
  return words[0] === "the" ? words.slice(1) : words;
}

/** Whether the lexicon makes sense of all of it already: an own meaning would hide that. */
function isRead(words: readonly string[]): boolean {
  const known = words.every((word) => KNOWN.has(word) || LEXICON.abbreviations.has(word) || /^\d/.test(word));
  if (!known || words.length === 1) return known;
  const line = clean(words.join(" "), () => false);
  expand(line);
  const told = [
    ...LEXICON.actions.flatMap(({ patterns }) => patterns),
    ...LEXICON.refusals.map(({ pattern }) => pattern),
  ];
  if ([...told, ...LEXICON.help].some((re) => line.has(re))) return true;
  // any day will do: which days a period is, nobody asks here
  takeSpans(line, "2020-01-15");
  if (refusal(line, ["injection", "destructive"])) return true;
  readMetric(line);
  return line.units.every(({ w, slot }) => slot !== null || LEXICON.stop.has(w));
}
