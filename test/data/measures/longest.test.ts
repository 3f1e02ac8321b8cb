import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import type { EpisodeRow } from "../../../data/casework/episodes.ts";
import { type Figures, figures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Question } from "../../../data/vocabulary.ts";
import { anEpisode, havingChildren, havingEpisodes, hours, NOW } from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const JULY = { from: "2019-07-01", to: "2019-08-01" };

describeOnBothStores("The longest episodes", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  /** Each of a child of its own: when it began, in hours from now, and how long it was (null: it is open). */
  async function having(...all: [start: number, length: number | null, more?: Partial<EpisodeRow>][]) {
    const children = await havingChildren(store, ...all.map(() => ({})));
    return havingEpisodes(
      store,
      ...all.map(([start, length, more], i) =>
        anEpisode(children[i]!, {
          startedAt: hours(start),
          endedAt: length === null ? null : hours(start + length),
          ...more,
        }),
      ),
    );
  }

  async function longest(limit: number, asOf = NOW, more: Partial<Question> = {}): Promise<Figures> {
    const question = ask("longest_episodes", { period: JULY, limit, ...more });
    return figures(store.db, planFigures(question, { asOf, policy: DEFAULT_POLICY, me: null }).spec);
  }
  const ids = ({ episodes }: Figures) => episodes.map(({ episodeId }) => episodeId);
  const values = ({ sides }: Figures) => sides.map(({ totals }) => totals.longest_episodes!.value);

  it("of one length are those that began first, and of one start those that were stored first", async () => {
    const [later, first, second, most] = await having([-300, 80], [-400, 80], [-400, 80], [-200, 90]);
    expect(ids(await longest(2))).to.deep.equal([most, first]);
    expect(ids(await longest(3))).to.deep.equal([most, first, second]);
    expect(ids(await longest(10))).to.deep.equal([most, first, second, later]);
  });

  it("are as long as they had lasted by the instant", async () => {
    const [open, ended] = await having([-200, null], [-300, 250]);
    const now = await longest(1);
    expect([ids(now), values(now)]).to.deep.equal([[ended], [250]]);
    const much = await longest(1, hours(100));
    expect([ids(much), values(much)]).to.deep.equal([[open], [300]]);
    const then = await longest(2, hours(-110));
    expect(ids(then)).to.deep.equal([ended, open]);
    expect(then.episodes.map((row) => "hours" in row && [row.hours, row.endedAt])).to.deep.equal([
      [190, null],
      [90, null],
    ]);
  });

  it("of which too few were very long are found among the long", async () => {
    const [second, first, third, short] = await having([-690, 337], [-680, 340], [-300, 335], [-200, 60]);
    expect(ids(await longest(1))).to.deep.equal([first]);
    expect(ids(await longest(2))).to.deep.equal([first, second]);
    expect(ids(await longest(3))).to.deep.equal([first, second, third]);
    expect(ids(await longest(4))).to.deep.equal([first, second, third, short]);
  });

  it("of which too few were long are found among all, bare dates or none", async () => {
    const dates = { startPrecision: "date" as const, endPrecision: "date" as const };
    const [long, dated, short] = await having([-400, 73], [-300, 48, dates], [-200, 60]);
    expect(ids(await longest(1))).to.deep.equal([long]);
    expect(ids(await longest(2))).to.deep.equal([long, short]);
    expect(ids(await longest(3))).to.deep.equal([long, short, dated]);
  });

  it("count with bare dates by their plain length, at the last place too", async () => {
    const dates = { startPrecision: "date" as const, endPrecision: "date" as const };
    const [first, dated, below] = await having([-400, 96], [-300, 72, dates], [-200, 71]);
    expect(ids(await longest(2))).to.deep.equal([first, dated]);
    expect(ids(await longest(3))).to.deep.equal([first, dated, below]);
  });

  it("of two periods are each period's own, long or short", async () => {
    await having([-300, 100], [-310, 120], [-1000, 10], [-1010, 20]);
    expect(values(await longest(1, NOW, { compare: "previous_period" }))).to.deep.equal([120, 20]);
    await having([-1000, 200]);
    expect(values(await longest(1, NOW, { compare: "previous_period" }))).to.deep.equal([120, 200]);
  });
});
