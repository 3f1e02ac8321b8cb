import { LEXICON } from "./lexicon.ts";
import { Line, type Unit } from "./line.ts";
import { CALENDAR_WORDS } from "./periods/calendar-words.ts";

/** Longer texts are not questions; they are refused unread. */
export const LONGEST_TEXT = 2000;

interface Folded {
  text: string;
  /** for each character of `text`, where it stands in the original */
  at: number[];
}

/** Lower case without accents, plain quotes, dashes and blanks; each character keeps its place. */
export function fold(original: string): Folded {
  let text = "";
  const at: number[] = [];
  let index = 0;
  for (const char of original) {
    for (const plain of foldCharacter(char)) {
      text += plain;
      at.push(index);
    }
    index += char.length;
  }
  return { text, at };
}

/** A name or a word as the index holds it. */
export function foldWord(word: string): string {
  // most names are plain letters: 50,000 of them are folded at once
  const folded = /^[ -~]*$/.test(word) ? word.toLowerCase() : fold(word).text;
  return folded.replace(/\s+/g, " ").trim();
}

function foldCharacter(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 128) return code < 32 ? " " : char.toLowerCase();
  if (/[\u2018\u2019\u201b\u02bc\u00b4\u2032]/.test(char)) return "'";
  if (/[\u2010-\u2015\u2212]/.test(char)) return "-";
  if (char === "·" || char === "•") return "·";
  return char
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'/:.,%+&?-]/gu, " ");
}

const TOKEN = new RegExp(
  [
    "\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d)",
    "\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})(?!\\d)",
    "\\d{4}[/-]\\d{4}(?!\\d)",
    "\\d{4}[/-]\\d{2}(?!\\d)",
    "\\d{1,2}[:.]\\d{2} ?[ap]m(?![a-z])",
    "\\d{1,2}[:.]\\d{2}(?![\\d])",
    "\\d{1,2}/\\d{1,2}(?!\\d)",
    "\\d{1,2} ?[ap]m(?![a-z])",
    "\\d{1,3}(?:,\\d{3})+(?!\\d)",
    "\\d+(?:st|nd|rd|th)(?![a-z])",
    "\\d+",
    "w/[ceb](?![a-z])",
    "[a-z]{1,6}-?\\d[a-z0-9]*(?:-\\d+)?",
    "[\\p{L}]+(?:'[\\p{L}]+)*",
    "[?,;:&/+%.·()-]",
    "'s?",
    "\\p{N}+",
  ].join("|"),
  "gu",
);

/** As nearly all words are typed: there is nothing to be parted, and no capital. */
const PLAIN = /^[a-z]+$/;

/**
 * The text as units. Markup, emoji and the bot's own mention are gone; other mentions stay as
 * words, for a person may be meant. `isKnownName` says whether a mention names somebody.
 */
export function clean(original: string, isKnownName: (folded: string) => boolean): Line {
  const folded = fold(listed(withoutMarkup(original, isKnownName)));
  const { at } = folded;
  // "jan '23"
  const text = folded.text.includes("'") ? folded.text.replace(/'(?=\d\d(?!\d))/g, " ") : folded.text;
  const units: Unit[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const start = at[match.index]!;
    const end = at[match.index + match[0].length - 1]! + 1;
    const [token] = match;
    if (PLAIN.test(token) && original.startsWith(token, start))
      units.push({ w: token, start, end, slot: null, capital: false, shouted: false });
    else for (const w of split(token)) units.push(unit(w, start, end, original));
  }
  return new Line(joinHyphens(units, text, at));
}

function unit(w: string, start: number, end: number, original: string): Unit {
  const raw = original.slice(start, end);
  const letters = raw.replace(/[^\p{L}]/gu, "");
  return {
    w,
    start,
    end,
    slot: null,
    capital: /^\p{Lu}/u.test(raw),
    shouted: letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase(),
  };
}

/** Mentions and tags become blanks of the same length, so that offsets stay true. */
function withoutMarkup(original: string, isKnownName: (folded: string) => boolean): string {
  const blank = (text: string) => " ".repeat(text.length);
  if (!original.includes("<") && !original.includes("&")) return original;
  let first = true;
  return original
    .replace(/<at[^<>]{0,80}>([^<>]{0,120})<\/at>/gi, (all, name: string) => {
      const keep = isKnownName(foldWord(name)) || !first;
      first = false;
      if (!keep) return blank(all);
      const start = all.indexOf(">") + 1;
      return blank(all.slice(0, start)) + name + blank(all.slice(start + name.length));
    })
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, blank)
    .replace(/&(?:nbsp|amp|lt|gt|quot|#\d{1,5});/gi, (all) =>
      all.toLowerCase() === "&amp;" ? "&    " : blank(all),
    );
}

const LIST_MARK = /(^|\n)([ \t]*)(\d{1,2}[.)]|[*•-])(?=[ \t])|(?<=\s)(\d{1,2}\))(?=\s)/g;

/** "1. … 2. … 3. …" on one line: only where the text opens with such a mark. */
const INLINE_MARK = /(^|\s)(\d{1,2}\.)(?=\s)/g;

/** The marks of a list part its lines; one mark alone is none. */
function listed(text: string): string {
  if (/^\s*1\.\s/.test(text)) return listed(text.replace(INLINE_MARK, (all) => all.replace(".", ")")));
  if ((text.match(LIST_MARK) ?? []).length < 2) return text;
  return text.replace(LIST_MARK, (all) => all.replace(/\S+/, (mark) => ";".padEnd(mark.length)));
}

/** `leah's` is a name and an owner's mark; `apr-19` a month and a year. */
function split(token: string): string[] {
  const owner = /^(.+)'s$/.exec(token);
  if (LEXICON.abbreviations.has(token)) return [token];
  if (owner) return [owner[1]!, "'s"];
  const month = /^([a-z]+)-?(\d{2}|\d{4})$/.exec(token);
  if (month && CALENDAR_WORDS.has(month[1]!)) return [month[1]!, month[2]!];
  const counted = /^(top|last|past|worst|over|under|next)(\d{1,3})$/.exec(token);
  if (counted) return [counted[1]!, counted[2]!];
  const range = /^(q[1-4])-(?:q)?([1-4])$/.exec(token);
  if (range) return [range[1]!, "-", `q${range[2]}`];
  const clock = /^(\d{1,2}(?:[:.]\d{2})?) ([ap]m)$/.exec(token);
  if (clock) return [`${clock[1]}${clock[2]}`];
  const thousands = /^\d{1,3}(?:,\d{3})+$/.test(token);
  return [thousands ? token.replaceAll(",", "") : token];
}

/** A hyphen inside a word only joins (`one-off`); between days, months or numbers it means "to". */
function joinHyphens(units: Unit[], text: string, at: number[]): Unit[] {
  const blankAt = new Set<number>();
  for (let i = 0; i < text.length; i++) if (text[i] === " ") blankAt.add(at[i]!);
  return units.filter((unit, i) => {
    if (unit.w !== "-") return true;
    const before = units[i - 1];
    const after = units[i + 1];
    if (!before || !after) return false;
    if (blankAt.has(unit.start - 1) || blankAt.has(unit.end)) return true;
    const ranged = (w: string) => /^\d/.test(w) || CALENDAR_WORDS.has(w) || /^[qh][1-4]$/.test(w);
    return ranged(before.w) && ranged(after.w);
  });
}
