import { readFile } from "node:fs/promises";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import draft06 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import { expect } from "chai";
import { renderCard } from "../../cards/render.ts";
import type { CardJson, Json } from "../../cards/template.ts";
import { SAMPLES } from "../support/sample-views.ts";
import { elements, isChart, withoutCharts } from "./walk.ts";

const SCHEMAS = new URL("../fixtures/schemas/", import.meta.url);
const read = async (name: string) => JSON.parse(await readFile(new URL(name, SCHEMAS), "utf8"));

describe("Cards against the schemas", () => {
  let card: ValidateFunction;
  let chart: ValidateFunction;

  before(async () => {
    // The official schema names itself by an `id`, which draft-06 no longer knows.
    const { id: _, ...official } = await read("adaptive-card.1.5.0.json");
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    ajv.addMetaSchema(draft06);
    card = ajv.compile(official);
    chart = new Ajv2019({ allErrors: true, strictTypes: false }).compile(await read("charts.json"));
  });

  for (const { name, view } of SAMPLES) {
    it(`${name} is an Adaptive Card 1.5, drawn with charts or without`, () => {
      const rendered = renderCard(view);
      expect(card(withoutCharts(rendered)), explain(card)).to.equal(true);
      for (const { node, path } of elements(rendered).filter(({ node }) => isChart(node))) {
        expect(chart(node), `${path}: ${explain(chart)}`).to.equal(true);
      }
    });
  }

  it("are not taken where a property is misspelt, a type unknown or a chart without its stand-in", () => {
    const wrong = (body: Json): CardJson => ({ type: "AdaptiveCard", version: "1.5", body: [body] });
    expect(card(wrong({ type: "TextBlock", text: "a", wrapp: true }))).to.equal(false);
    expect(card(wrong({ type: "Chart.Line", data: [] }))).to.equal(false);
    expect(card(wrong({ type: "TextBlock", text: "a", wrap: true }))).to.equal(true);
    expect(chart({ type: "Chart.HorizontalBar", title: "a", data: [{ x: "a", y: 1 }] })).to.equal(false);
    const bars = {
      type: "Chart.HorizontalBar",
      title: "a",
      data: [{ x: "a", y: 1 }],
      fallback: { type: "Table" },
    };
    expect(chart({ ...bars, dispalyMode: "AbsoluteNoAxis" })).to.equal(false);
    expect(chart(bars), explain(chart)).to.equal(true);
  });
});

function explain(validate: ValidateFunction): string {
  const errors = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  return [...new Set(errors)].slice(0, 12).join("; ");
}
