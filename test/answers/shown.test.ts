import { expect } from "chai";
import { answer } from "../../bot/answers/answer-question.ts";
import { KNOWN } from "../../data/measures/rows.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import { havingChildren, havingEpisodes, hours, NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

const ASKING = { asOf: NOW, policy: DEFAULT_POLICY, me: null };
const MISSING = {
  kind: "question" as const,
  metric: "currently_missing" as const,
  filters: {},
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
};

describeOnBothStores("A page of a list", (open) => {
  /** So many children who went missing one after another, the first of them longest ago. */
  async function missing(n: number) {
    const store = await open();
    const children = await havingChildren(store, ...Array.from({ length: n }, () => ({})));
    await havingEpisodes(store, ...children.map((childId, i) => ({ childId, startedAt: hours(-n + i / 2) })));
    return store;
  }

  it("has its own rows as the whole list has them, and the ids of the others in their places", async () => {
    const { db } = await missing(25);
    const whole = await answer(db, MISSING, ASKING);
    const page = await answer(db, MISSING, ASKING, { first: 10, count: 10 });
    expect(whole.rows).to.have.length(25);
    expect(page.rows.slice(10, 20)).to.deep.equal(whole.rows.slice(10, 20));
    expect(page.rows.map(({ subject }) => subject)).to.deep.equal(whole.rows.map(({ subject }) => subject));
    expect(page.rows.map(({ detail }) => detail !== undefined)).to.deep.equal(
      whole.rows.map((_, i) => i >= 10 && i < 20),
    );
    expect([page.rowCount, whole.rowCount]).to.deep.equal([25, 25]);
  });

  it("knows how many rows there are, beyond those whose ids it has", async () => {
    const { db } = await missing(220);
    const page = await answer(db, MISSING, ASKING, { first: 0, count: 10 });
    expect(page.rows).to.have.length(KNOWN);
    expect([page.rowCount, page.value]).to.deep.equal([220, 220]);
    const last = await answer(db, MISSING, ASKING, { first: 210, count: 10 });
    expect(last.rows.slice(210).every(({ detail }) => detail !== undefined)).to.equal(true);
    expect(last.rows).to.have.length(220);
  });

  it("of as many as were asked for has no more rows than that", async () => {
    const { db } = await missing(25);
    const page = await answer(db, { ...MISSING, metric: "longest_episodes", limit: 12 }, ASKING, {
      first: 10,
      count: 10,
    });
    expect(page.rowCount).to.equal(12);
  });
});
