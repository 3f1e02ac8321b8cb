import { readFileSync } from "node:fs";
import fc from "fast-check";
import { LONGEST_TEXT } from "../../bot/language/clean.ts";

const FOLDER = new URL("../../bot/language/lexicon/", import.meta.url);
const FILES = ["actions", "conflicts", "filters", "groupings", "help", "metrics", "phrases", "refusals"];

/** Every text in a JSON value. */
function textsIn(json: unknown): string[] {
  if (typeof json === "string") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(textsIn) : [];
}

/** The lexicon's phrases as somebody could type them, with the first or the last choice of each bracket. */
export const FRAGMENTS: readonly string[] = [
  ...new Set(
    FILES.flatMap((file) => textsIn(JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), "utf8"))))
      .flatMap((source) => [spelt(source, 0), spelt(source, -1), source])
      .map((text) => text.slice(0, 200)),
  ),
].filter((text) => text.trim() !== "");

/** A phrase with one choice of each bracket, optional ones included. */
function spelt(source: string, choice: number): string {
  let text = source.replace(/\(\?[<!=]+[^()]*\)/g, " ").replace(/\.\{0,\d+\}|\\S\+/g, " something ");
  for (let times = 0; times < 6 && text.includes("("); times++)
    text = text.replace(/\(([^()]*)\)\??/g, (_, inside: string) => inside.split("|").at(choice) ?? "");
  return (text.split("|").at(choice) ?? "").replace(/@[a-z]+/g, "Leah").replace(/[\^$?\\]/g, "");
}

const WORDS = [...new Set(FRAGMENTS.flatMap((text) => text.match(/[a-z']+/g) ?? []))];
const JUNK = [
  "and",
  ",",
  "?",
  "-",
  "/",
  "+",
  "%",
  "'s",
  "not",
  "excluding",
  "@child",
  "·",
  "to",
  "between",
].concat([
  "1",
  "72",
  "31/02/2019",
  "99/99",
  "2018/19",
  "1,000",
  "9.15pm",
  "q1-q3",
  "w/c",
  "(",
  ")",
  "<at>",
  "</at>",
  "&nbsp;",
]);

/** Cuts to the longest accepted length. */
const fill = (text: string, length: number) =>
  text === "" ? "" : text.repeat(Math.ceil(length / text.length)).slice(0, length);

const fragment = fc.constantFrom(...FRAGMENTS);
const word = fc.constantFrom(...WORDS, ...JUNK);
const length = fc.constantFrom(40, 300, LONGEST_TEXT, LONGEST_TEXT + 1);
const repeated = (inner: fc.Arbitrary<string>) =>
  fc
    .tuple(inner, inner, length, fc.constantFrom("", "?", " x", " x?", ".", " and"))
    .map(([a, b, long, end]) => fill(`${a} ${b} `, long - end.length) + end);

/**
 * Texts that are meant to hurt: any Unicode, brackets in brackets, the lexicon's own phrases repeated
 * to the longest accepted length and a little beyond, near-misses of them, figures and separators.
 */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc
    .tuple(fc.constantFrom("(", "((", "<at>", "[", "{{", "'", '"', "&#1", "<a "), length, word)
    .map(([open, long, end]) => fill(open, long) + end),
  fc.string({ unit: fc.constantFrom(..."0123456789/.,-:+% "), maxLength: 400 }),
  repeated(fragment),
  repeated(word),
  repeated(fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(" "))),
  fc.array(word, { maxLength: 120 }).map((some) => some.join(" ").slice(0, LONGEST_TEXT)),
  // words without an end, and as long as a name
  fc.tuple(word, length).map(([text, long]) => fill(text, long)),
  repeated(fc.tuple(word, fc.integer({ min: 8, max: 60 })).map(([text, long]) => fill(text, long))),
  // slips of the pen, each another one
  fc
    .array(fc.tuple(word, fc.nat(12), fc.constantFrom(..."aeiourst")), { minLength: 100, maxLength: 120 })
    .map((some) => some.map(([text, at, letter]) => text.slice(0, at) + letter + text.slice(at)).join(" "))
    .map((text) => text.slice(0, LONGEST_TEXT)),
  // a near-miss: a phrase with one word changed, over and over
  repeated(
    fc.tuple(fragment, fc.nat(30), word).map(([text, at, other]) => {
      const words = text.split(" ");
      words[at % words.length] = other;
      return words.join(" ");
    }),
  ),
);
