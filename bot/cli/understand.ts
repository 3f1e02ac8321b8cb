import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Request } from "../../data/vocabulary.ts";
import { readConfig } from "../config.ts";
import type { House } from "../house.ts";
import { namesFor } from "../known-names.ts";
import { explain } from "../language/explain.ts";
import { indexNames, type NameKind } from "../language/names.ts";
import type { OwnWords } from "../language/own-words.ts";
import { understand } from "../language/understand.ts";
import type { NameIndex, Names } from "../language/understanding.ts";
import { openHouse } from "../open-house.ts";
import { commandLineHouse } from "./command-line-house.ts";
import { printFailedTexts } from "./failed-texts.ts";
import { frameWithNames, nameOf, namesOfWorld } from "./world.ts";

/**
 * `npm run understand -- --in lines.jsonl --world world.json`: one frame a line, names in the filters.
 * With a text instead: one frame, its English reading and the words behind each slot.
 * `--names FILE` takes a Names JSON; `--now ISO` and `--context TEXT` go with a text. The council's own
 * words (HOMEWARD_LEXICON) are read, too. `--failed` alone prints what was not understood
 * (failed-texts.ts).
 */
export function understandCommand(
  argv: readonly string[],
  write: (text: string) => void,
  now: Date,
  stored?: Names,
  own?: OwnWords,
): number {
  const { values, positionals } = parsed(argv);
  const names = readNames(values.world, values.names) ?? stored ?? NO_NAMES;
  const index = indexNames(names, own);
  const at = values.now ? new Date(values.now) : now;
  if (Number.isNaN(at.getTime())) throw new Error(`--now is not an instant: ${values.now}`);
  if (values.in) {
    for (const text of readFileSync(values.in, "utf8").split("\n"))
      if (text.trim()) write(line(text, names, index, at));
    return 0;
  }
  const text = positionals.join(" ");
  const understood = understand({
    text,
    now: at,
    names: index,
    context: contextOf(values.context, at, index),
  });
  const label = (kind: NameKind, id: number) => nameOf(names, kind, id);
  write(
    JSON.stringify(
      {
        request: frameWithNames(understood.request, names),
        reading: explain(understood.request, label),
        words: understood.spans.map(({ start, end, slot }) => ({ slot, words: text.slice(start, end) })),
        unused: understood.unused,
        namesChild: understood.namesChild,
      },
      null,
      2,
    ),
  );
  return 0;
}

function parsed(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      in: { type: "string" },
      world: { type: "string" },
      names: { type: "string" },
      now: { type: "string" },
      context: { type: "string" },
    },
  });
}

const NO_NAMES: Names = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };

interface Given {
  id: unknown;
  text: string;
  now?: string;
  context?: string | null;
}

function line(json: string, names: Names, index: NameIndex, standard: Date): string {
  const given = JSON.parse(json) as Given;
  const now = given.now ? new Date(given.now) : standard;
  const { request } = understand({
    text: given.text,
    now,
    names: index,
    context: contextOf(given.context, now, index),
  });
  return JSON.stringify({ id: given.id, ...frameWithNames(request, names) });
}

/** The text before is understood first, by itself. */
function contextOf(text: string | null | undefined, now: Date, index: NameIndex): Request | null {
  return text ? understand({ text, now, names: index, context: null }).request : null;
}

function readNames(world: string | undefined, names: string | undefined): Names | null {
  if (world) return namesOfWorld(JSON.parse(readFileSync(world, "utf8")));
  return names ? (JSON.parse(readFileSync(names, "utf8")) as Names) : null;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const argv = process.argv.slice(2);
  if (argv.includes("--failed")) await inStore(printFailed);
  else process.exitCode = await understandGiven(argv);
}

async function understandGiven(argv: readonly string[]): Promise<number> {
  const given = argv.some((word) => word === "--world" || word === "--names");
  // without a world or a file of names, those of the store
  const names = given ? undefined : await inStore((house) => namesInStore(house, argv));
  return understandCommand(argv, console.log, new Date(), names, readConfig(process.env).ownWords);
}

/** The organisation's names and the children whom any of the texts may mean, which read as with all children. */
async function namesInStore(house: House, argv: readonly string[]): Promise<Names> {
  const at = await house.names.current();
  const children = new Map<number, Names["children"][number]>();
  for (const text of textsOf(argv))
    for (const child of (await namesFor(house, at, text)).names.children) children.set(child.id, child);
  return { ...at.organisation, children: [...children.values()].sort((a, b) => a.id - b.id) };
}

function textsOf(argv: readonly string[]): string[] {
  const { values, positionals } = parsed(argv);
  const lines = values.in
    ? readFileSync(values.in, "utf8")
        .split("\n")
        .filter((line) => line.trim())
    : [];
  const given = lines.map((line) => JSON.parse(line) as Given);
  const texts = [
    positionals.join(" "),
    values.context,
    ...given.flatMap(({ text, context }) => [text, context]),
  ];
  return texts.flatMap((text) => text ?? []);
}

function printFailed({ store, policy }: House): Promise<void> {
  return printFailedTexts(store.db, { days: policy.failedTextDays }, console.log);
}

async function inStore<T>(work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(commandLineHouse({ audience: "personal" }));
  try {
    return await work(house);
  } finally {
    await house.store.close();
  }
}
