import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";
import { breakdownData } from "../../cards/breakdown.ts";
import { conflictsData } from "../../cards/conflicts.ts";
import { episodeCardData } from "../../cards/episode.ts";
import { figureData } from "../../cards/figure.ts";
import { formData } from "../../cards/form.ts";
import { helpData } from "../../cards/help.ts";
import { historyData } from "../../cards/history.ts";
import { listData } from "../../cards/list.ts";
import { noticeData } from "../../cards/notice.ts";
import { receiptData } from "../../cards/receipt.ts";
import { summaryData } from "../../cards/summary.ts";
import { type Json, withParts } from "../../cards/template.ts";
import { trendData } from "../../cards/trend.ts";
import type { CardView } from "../../cards/views.ts";
import { SAMPLES } from "../support/sample-views.ts";

/** The data of each template, with `less` rows left out for want of room. */
type DataOf<View> = (view: View, less: number) => object;
const DATA: { [Name in CardView["card"]]: DataOf<Extract<CardView, { card: Name }>> } = {
  figure: figureData,
  list: (view, less) => listData(view, view.rows.length - less),
  breakdown: (view, less) => breakdownData(view, view.bars.length - less),
  trend: (view, less) => trendData(view, view.points.length - less),
  summary: (view, less) => summaryData(view, view.groups.flatMap(({ lines }) => lines).length - less),
  history: (view, less) => historyData(view, view.episodes.length - less),
  form: formData,
  receipt: receiptData,
  episode: episodeCardData,
  conflicts: (view, less) => conflictsData(view, view.conflicts.length - less),
  help: (view, less) => helpData(view, view.groups.flatMap(({ examples }) => examples).length - less),
  notice: noticeData,
};

const CARDS = new URL("../../cards/", import.meta.url);
const jsonIn = async (folder: URL) => (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
const read = async (name: string, folder = CARDS): Promise<Json> =>
  JSON.parse(await readFile(new URL(name, folder), "utf8"));
const kebab = (card: string) => card.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A placeholder is one path and the whole of its string: everything else is typed code's work. */
const PLACEHOLDER = /^\$\{[a-zA-Z]+(\.[a-zA-Z]+)*\}$/;

interface Use {
  /** where in the template */
  place: string;
  placeholder: string;
  found: unknown;
}

/** Walks template and data side by side, as the templating does, and reports every placeholder with its value. */
function* uses(template: Json, data: unknown, place: string): Generator<Use> {
  if (typeof template === "string") {
    if (template.includes("${")) yield { place, placeholder: template, found: at(data, template) };
  } else if (Array.isArray(template)) {
    for (const [i, item] of template.entries()) yield* uses(item, data, `${place}[${i}]`);
  } else if (template !== null && typeof template === "object") {
    const { $data, ...rest } = template;
    if ($data === undefined) return yield* properties(rest, data, place);
    const found = at(data, String($data));
    yield { place: `${place}.$data`, placeholder: String($data), found };
    for (const item of Array.isArray(found) ? found : []) yield* properties(rest, item, place);
  }
}

/** Nothing inside an element that `$when` leaves out is filled. */
function* properties(template: { [key: string]: Json }, data: unknown, place: string): Generator<Use> {
  if (typeof template.$when === "string") {
    const found = at(data, template.$when);
    yield { place: `${place}.$when`, placeholder: template.$when, found };
    if (found === false) return;
  }
  for (const [key, value] of Object.entries(template)) {
    if (key !== "$when") yield* uses(value, data, `${place}.${key}`);
  }
}

function at(data: unknown, placeholder: string): unknown {
  const path = placeholder.slice(2, -1).split(".");
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}

function* strings(json: Json, place: string): Generator<{ place: string; text: string }> {
  if (typeof json === "string") yield { place, text: json };
  else if (Array.isArray(json))
    for (const [i, item] of json.entries()) yield* strings(item, `${place}[${i}]`);
  else if (json !== null && typeof json === "object")
    for (const [key, value] of Object.entries(json)) yield* strings(value, `${place}.${key}`);
}

describe("Card templates", () => {
  it("are one a kind of view", async () => {
    expect(await jsonIn(CARDS)).to.deep.equal(
      Object.keys(DATA)
        .map((card) => `${kebab(card)}.json`)
        .sort(),
    );
  });

  it("say nothing twice: every part has its file, and every part is used", async () => {
    const files = await jsonIn(new URL("parts/", CARDS));
    const templates = await Promise.all([
      ...(await jsonIn(CARDS)).map((name) => read(name)),
      ...files.map((name) => read(name, new URL("parts/", CARDS))),
    ]);
    const used = templates.flatMap((template) =>
      [...strings(template, "")]
        .filter(({ place }) => place.endsWith(".$part"))
        .map(({ text }) => `${kebab(text)}.json`),
    );
    expect([...new Set(used)].sort()).to.deep.equal(files);
    expect(() => withParts([{ $part: "nosuch" }])).to.throw("no card part");
  });

  for (const card of Object.keys(DATA) as CardView["card"][]) {
    describe(`for ${card}`, () => {
      let template: Json;
      const dataOf = DATA[card] as DataOf<CardView>;
      const filled = SAMPLES.filter(({ view }) => view.card === card).flatMap(({ name, view }) => [
        { name, data: dataOf(view, 0) },
        ...(name.startsWith("largest") ? [{ name: `${name}, cut`, data: dataOf(view, 1) }] : []),
      ]);

      before(async () => {
        template = withParts((await read(`${kebab(card)}.json`)) as object);
      });

      it("hold paths only", () => {
        for (const { place, text } of strings(template, card)) {
          if (/[${]/.test(text)) expect(text, place).to.match(PLACEHOLDER);
        }
      });

      it("find every path in the data, a boolean behind each $when and a list behind each $data", () => {
        for (const { name, data } of filled) {
          for (const { place, placeholder, found } of uses(template, data, card)) {
            const where = `${name}: ${place} ${placeholder}`;
            if (place.endsWith(".$when")) expect(found, where).to.be.a("boolean");
            else if (place.endsWith(".$data")) expect(found, where).to.be.an("array");
            else expect(found, where).to.not.be.oneOf([undefined, null]);
          }
        }
      });

      it("are filled at every place by some sample", () => {
        const places = new Set(
          filled.flatMap(({ data }) => [...uses(template, data, card)].map(({ place }) => place)),
        );
        const holds = [...strings(template, card)].filter(({ text }) => text.includes("${"));
        expect(holds.map(({ place }) => place).filter((place) => !places.has(place))).to.deep.equal([]);
      });
    });
  }
});
