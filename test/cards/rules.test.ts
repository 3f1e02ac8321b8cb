import { expect } from "chai";
import { MOST_BUTTONS } from "../../cards/frame.ts";
import { CARD_BYTES, cardBytes, renderCard } from "../../cards/render.ts";
import type { CardJson, Json } from "../../cards/template.ts";
import { SAMPLES } from "../support/sample-views.ts";
import { elements, isAction, isChart, typeOf } from "./walk.ts";

/** Elements younger than Adaptive Cards 1.2, which some phones stop at. */
const YOUNG = (node: CardJson) => node.type === "Table" || isChart(node);
const TABLE_COLUMNS = 4;

/** What is wrong with a card, in words; an empty list is a good card. */
function faults(card: CardJson): string[] {
  const all = elements(card);
  const found: string[] = [];
  const must = (holds: boolean, path: string, what: string) => {
    if (!holds) found.push(`${path}: ${what}`);
  };
  must(card.version === "1.5", "card", "is version 1.5");
  must(cardBytes(card) <= CARD_BYTES, "card", "is no larger than its budget");
  for (const place of all) {
    const { node, path } = place;
    const type = typeOf(place);
    if (YOUNG(node)) must(isElement(node.fallback), path, "has a fallback");
    if (type === "Image") must(filled(node.altText), path, "has a text in its place");
    if (type === "TextBlock") must(node.wrap === true, path, "wraps");
    if (type.startsWith("Input.")) {
      must(filled(node.label) && filled(node.errorMessage), path, "has a label and an error message");
      const optional = /\(optional\)$/.test(String(node.label));
      must(node.isRequired === !optional, path, "is required, or says that it is not");
    }
    if (type === "Action.Execute")
      must(filled(node.title) && filled(node.verb), path, "has a title and a verb");
    if (type === "Table") must((node.columns as Json[]).length <= TABLE_COLUMNS, path, "fits a narrow pane");
    if (type === "FactSet") must((node.facts as Json[]).length > 0, path, "has facts");
  }
  const ids = all
    .filter(({ node }) => !isAction(node))
    .flatMap(({ node }) => (node.id ? [String(node.id)] : []));
  must(new Set(ids).size === ids.length, "card", "gives each id once");
  for (const { node, path } of all.filter(({ node }) => node.type === "Action.ToggleVisibility")) {
    must(
      (node.targetElements as string[]).every((id) => ids.includes(id)),
      path,
      "shows what exists",
    );
  }
  must((card.actions as Json[]).length <= MOST_BUTTONS, "card", "has no more buttons than Teams shows");
  return found;
}

const filled = (value: Json | undefined) => typeof value === "string" && value.trim() !== "";
const isElement = (value: Json | undefined) => value !== null && typeof value === "object" && "type" in value;

describe("Rules for every card", () => {
  for (const { name, view } of SAMPLES) {
    it(`${name} is readable on a phone, by a screen reader and within its size`, () => {
      expect(faults(renderCard(view))).to.deep.equal([]);
    });
  }

  it("find fault with what breaks them", () => {
    const card = (body: Json[], more: CardJson = {}): CardJson => ({
      type: "AdaptiveCard",
      version: "1.5",
      body,
      actions: [],
      ...more,
    });
    const broken: [CardJson, string][] = [
      [card([], { version: "1.6" }), "is version 1.5"],
      [card([{ type: "Image", url: "a" }]), "has a text in its place"],
      [card([{ type: "Chart.Line", data: [] }]), "has a fallback"],
      [
        card([{ type: "Table", columns: [1, 2, 3, 4, 5], fallback: { type: "TextBlock", wrap: true } }]),
        "narrow",
      ],
      [card([{ type: "Input.Date", id: "a", isRequired: true, label: "Date" }]), "error message"],
      [card([{ type: "TextBlock", text: "x".repeat(CARD_BYTES), wrap: true }]), "budget"],
      [card([{ type: "TextBlock", text: "a" }]), "wraps"],
      [
        card([], { actions: Array(7).fill({ type: "Action.Execute", title: "a", verb: "b" }) }),
        "more buttons",
      ],
      [
        card([
          { type: "Container", selectAction: { type: "Action.ToggleVisibility", targetElements: ["a"] } },
        ]),
        "exists",
      ],
      [card([1, 2].map(() => ({ type: "TextBlock", id: "a", text: "", wrap: true }))), "each id once"],
    ];
    for (const [wrong, what] of broken) expect(faults(wrong).join("; ")).to.include(what);
    expect(faults(card([{ type: "TextBlock", text: "a", wrap: true }]))).to.deep.equal([]);
  });
});
