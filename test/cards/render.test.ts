import { expect } from "chai";
import fc from "fast-check";
import type { Disclosed } from "../../cards/disclosed.ts";
import { CARD_BYTES, cardBytes, cardSummary, renderCard } from "../../cards/render.ts";
import type { CardView, EpisodeCardView, FigureView, ListView, TrendView } from "../../cards/views.ts";
import { SAMPLES } from "../support/sample-views.ts";
import { anyView } from "./arbitrary-views.ts";
import { elements, texts } from "./walk.ts";

const RUNS = { numRuns: 150 };
const sample = <View extends CardView>(name: string) =>
  SAMPLES.find((one) => one.name === name)!.view as unknown as Disclosed<View>;
const freeze = <T>(value: T): T => {
  if (value !== null && typeof value === "object") {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
};

describe("A card", () => {
  it("is the same for the same view, leaves the view alone and shares nothing with it", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const before = structuredClone(view);
        const card = renderCard(freeze(view));
        expect(renderCard(view)).to.deep.equal(card);
        for (const { node } of elements(card))
          if (node.data && typeof node.data === "object") Object.assign(node.data, { x: 1 });
        expect(view).to.deep.equal(before);
      }),
      RUNS,
    );
  });

  it("keeps to its size whatever it is given", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(cardBytes(renderCard(view))).to.be.at.most(CARD_BYTES);
      }),
      RUNS,
    );
  });

  it("shows no null, no undefined and no NaN that nobody wrote", () => {
    for (const { name, view } of SAMPLES.filter(({ name }) => !name.startsWith("trouble"))) {
      for (const text of texts(renderCard(view))) expect(text, name).to.not.match(/\b(null|undefined|NaN)\b/);
    }
  });

  it("shows data that looks like a placeholder as it was written", () => {
    const view = { ...sample<FigureView>("figure"), figure: "${title}", of: "${$root.title}" };
    expect(texts(renderCard(view))).to.include.members(["${title}", "  ${$root.title}"]);
  });

  it("carries the data of its buttons unchanged", () => {
    const data = {
      reading: { metric: "episodes", period: null, note: "${title}", filters: { child: [1, 2] } },
    };
    const view = { ...sample<FigureView>("figure"), buttons: [{ title: "Go", verb: "question.ask", data }] };
    const [button] = elements(renderCard(view)).filter(({ node }) => node.type === "Action.Execute");
    expect(button?.node).to.include({ title: "Go", verb: "question.ask" }).and.to.deep.include({ data });
  });

  it("that is too large shows fewer rows and says how many are left out", () => {
    const view = sample<ListView>("largest-list");
    const subjects = elements(renderCard(view)).filter(({ node }) => node.type === "ColumnSet").length;
    expect(subjects).to.be.within(1, 9);
    expect(texts(renderCard(view))).to.include(`${10 - subjects} more are not shown here.`);
  });

  it("asks Teams for 60 people's own cards at most, for fewer where it is too large, and for nobody's by an empty list", () => {
    const view = sample<EpisodeCardView>("episode-watched");
    const { userIds } = view.refresh!;
    const asked = (ids: readonly string[]) =>
      (renderCard({ ...view, refresh: { ...view.refresh!, userIds: ids } }).refresh as { userIds?: string[] })
        ?.userIds;
    expect(asked(userIds)).to.deep.equal(userIds.slice(0, 60));
    expect(asked(userIds.slice(0, 7))).to.deep.equal(userIds.slice(0, 7));
    const long = userIds.map((id) => id + "x".repeat(900));
    const fewer = asked(long)!;
    expect(fewer.length).to.be.within(15, 30);
    expect(fewer).to.deep.equal(long.slice(0, fewer.length));
    expect(renderCard({ ...view, refresh: { ...view.refresh!, userIds: [] } })).not.to.have.property(
      "refresh",
    );
  });

  it("shows the newest of a trend that is too large", () => {
    const view = sample<TrendView>("trend");
    const point = view.points[0]!;
    const long = {
      ...view,
      points: Array.from({ length: 400 }, (_, i) => ({ ...point, label: `Day ${i}` })),
    };
    const shown = texts(renderCard(long)).filter((text) => /^Day \d+$/.test(text));
    expect(shown).to.include("Day 399").and.not.to.include("Day 0");
  });

  it("is still sent where the data of its buttons alone is too large", () => {
    const button = { title: "Go", verb: "question.ask", data: { reading: "x".repeat(2 * CARD_BYTES) } };
    const card = renderCard({ ...sample<FigureView>("figure"), buttons: [button] });
    expect(cardBytes(card)).to.be.at.most(CARD_BYTES);
    expect(texts(card)).to.include("1,069");
  });

  it("marks every card of a demonstration store", () => {
    for (const { name, view } of SAMPLES) {
      const says = texts(renderCard(view)).some((text) => text.startsWith("Demonstration data"));
      expect(says, name).to.equal(view.demonstration);
    }
  });

  it("says the direction of a change in words, repeated by arrow and colour", () => {
    const [change] = elements(renderCard(sample("figure"))).filter(({ node }) => node.color === "Attention");
    expect(change?.node.text).to.equal("▲ up 382 (+56\u00a0%) from 687 in 2017/18");
  });

  it("draws no bar and no point where there is nothing to divide by, and says so", () => {
    const bars = elements(renderCard(sample("breakdown-shares"))).find(
      ({ node }) => node.type === "Chart.HorizontalBar",
    );
    expect((bars!.node.data as { x: string; y: number }[]).map(({ x, y }) => `${x} ${y}`)).to.deep.equal([
      "East · 25 of 35 71",
      "East, 2017/18 50",
      "West · 17 of 32 53",
      "West, 2017/18 64",
    ]);
    expect(texts(renderCard(sample("breakdown-shares")))).to.include("Nothing to show for North.");
    const line = elements(renderCard(sample("trend-gaps"))).find(({ node }) => node.type === "Chart.Line");
    expect(JSON.stringify(line?.node.data)).to.not.include("Q3");
    expect(texts(renderCard(sample("trend-gaps")))).to.include("Nothing to show for Q3 2018/19.");
  });

  it("says once what was read where the title says it already", () => {
    const card = (reading: string) =>
      texts(renderCard({ ...sample<FigureView>("figure"), title: "Missing episodes", reading }));
    expect(card("Missing episodes · foster care").slice(1, 3)).to.deep.equal([
      "Missing episodes",
      "Foster care",
    ]);
    expect(card("Children · foster care").slice(1, 3)).to.deep.equal([
      "Missing episodes",
      "Children · foster care",
    ]);
    expect(card("Missing episodes").slice(1, 3)).to.deep.equal(["Missing episodes", "1,069"]);
  });

  it("gives every figure of a chart as text too", () => {
    for (const name of ["breakdown-compared", "trend"]) {
      const facts = elements(renderCard(sample(name))).find(({ node }) => node.id === "figures");
      const written = JSON.stringify(facts?.node);
      const view = sample(name) as { bars?: { shown: string }[]; points?: { shown: string }[] };
      for (const { shown } of view.bars ?? view.points ?? []) expect(written, name).to.include(`"${shown}`);
    }
  });
});

describe("The notification of a card", () => {
  it("is one of a few fixed sentences and holds nothing of the card", () => {
    const sentences = new Set(SAMPLES.map(({ view }) => cardSummary(view)));
    fc.assert(
      fc.property(anyView, (view) => {
        expect(sentences.has(cardSummary(view))).to.equal(true);
      }),
      RUNS,
    );
    for (const sentence of sentences) expect(sentence).to.match(/^Homeward: [a-z ]+$/);
  });
});
