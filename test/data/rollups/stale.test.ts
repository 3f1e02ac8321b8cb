import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import type { EpisodeRow } from "../../../data/casework/episodes.ts";
import { giveGrades } from "../../../data/casework/grades.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { voidEpisodes } from "../../../data/casework/void-rows.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import { countedFigures, figures, rowFigures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY, type Policy } from "../../../data/policy.ts";
import { refreshRollups } from "../../../data/rollups/refresh.ts";
import { sumYears } from "../../../data/rollups/sum-years.ts";
import type { Store } from "../../../data/store/store.ts";
import type { Filters, Metric } from "../../../data/vocabulary.ts";
import {
  aMeeting,
  anAuthor,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingMeetings,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";

/** The month and the financial year of the builders' episodes. */
const MONTH = { from: "2019-06-01", to: "2019-07-01" };
const YEAR = { from: "2019-04-01", to: "2020-04-01" };
/** Later than all that happens here: every window has closed. */
const LATER = new Date("2020-05-01T09:00:00Z");

interface Asked {
  metric: Metric;
  filters?: Filters;
  asOf?: Date;
  policy?: Policy;
}

function specOf({ metric, filters = {}, asOf = LATER, policy = DEFAULT_POLICY }: Asked) {
  const ofYear = ["individuals", "episodes", "average_duration", "long_episodes", "top_missing"].includes(
    metric,
  );
  const question = { kind: "question" as const, metric, filters, compare: null, groupBy: null, limit: null };
  return planFigures({ ...question, period: ofYear ? YEAR : MONTH }, { asOf, policy, me: null }).spec;
}

/** The figure as it was counted ahead; null where the rows must be read. */
async function counted({ db }: Store, asked: Asked): Promise<number | null | undefined> {
  const found = await countedFigures(db, specOf(asked));
  return found && found.sides[0]!.totals[asked.metric]!.value;
}

async function told({ db }: Store, asked: Asked): Promise<number | null> {
  return (await figures(db, specOf(asked))).sides[0]!.totals[asked.metric]!.value;
}

const count = (store: Store, policy = DEFAULT_POLICY) => refreshRollups(store, policy, LATER);
const pressed = <T>(store: Store, work: (w: Writing) => Promise<T>) => write(store, anAuthor(), work);

/** In June: one who is still missing, and one who came back after five hours. */
async function june(store: Store) {
  const [first, second] = (await havingChildren(store, { gender: "female" }, { gender: "male" })) as [
    number,
    number,
  ];
  const startedAt = new Date("2019-06-12T20:00:00Z");
  const [open, ended] = (await havingEpisodes(
    store,
    { childId: first, startedAt },
    { childId: second, startedAt, endedAt: hours(5, startedAt) },
  )) as [number, number];
  return { first, second, open, ended, startedAt };
}

describeOnBothStores("A figure that was counted ahead", (open) => {
  let store: Store;
  let stored: Awaited<ReturnType<typeof june>>;
  beforeEach(async () => {
    store = await open();
    stored = await june(store);
    await count(store);
  });

  /** From the write on the rows are read, and say what is now; counted again, so do the rollups. */
  async function follows(asked: Asked, before: number, after: number, work: () => Promise<unknown>) {
    expect(await counted(store, asked)).to.equal(before);
    await work();
    expect(await counted(store, asked)).to.equal(null);
    expect(await told(store, asked)).to.equal(after);
    await count(store);
    expect(await counted(store, asked)).to.equal(after);
  }

  it("is not told once an episode has been added to its year", () =>
    follows({ metric: "individuals" }, 2, 3, async () => {
      const [third] = await havingChildren(store, {});
      await havingEpisodes(store, { childId: third!, startedAt: stored.startedAt });
    }));

  it("is not told once an episode of it has been voided", () =>
    follows({ metric: "episodes" }, 2, 1, () => pressed(store, (w) => voidEpisodes(w, [stored.ended]))));

  it("of returns is not told once a return of its month has been logged", () =>
    follows({ metric: "interviews_completed" }, 0, 0, () =>
      pressed(store, (w) =>
        logReturns(w, [{ episodeId: stored.open, version: 1, returnedAt: hours(3, stored.startedAt) }]),
      ),
    ));

  it("of lengths is not told once a return has been logged, corrected, or found to be a bare date", async () => {
    const length = { metric: "average_duration" } as const;
    await follows(length, 5, 7, () =>
      pressed(store, (w) =>
        logReturns(w, [{ episodeId: stored.open, version: 1, returnedAt: hours(9, stored.startedAt) }]),
      ),
    );
    await follows(length, 7, 8, () =>
      store.db.episode.update({
        where: { id: stored.ended },
        data: { endedAt: hours(7, stored.startedAt) },
      }),
    );
    await follows(length, 8, 9, () =>
      store.db.episode.update({ where: { id: stored.ended }, data: { startPrecision: "date" } }),
    );
  });

  it("of interviews is not told once one of its returns has been completed", () =>
    follows({ metric: "interviews_completed" }, 0, 1, () => {
      const completedAt = hours(20, stored.startedAt);
      return havingInterviews(
        store,
        anInterview([stored.ended], { offeredAt: completedAt, outcome: "accepted", completedAt }),
      );
    }));

  it("of a risk is not told once an episode has been graded anew", () =>
    follows({ metric: "individuals", filters: { risk: ["high"] } }, 0, 1, () =>
      pressed(store, (w) => giveGrades(w, [{ episodeId: stored.open, version: 1, risk: "high" }])),
    ));

  it("of a risk is not told once a file has graded so many that their days are not looked up", () =>
    follows({ metric: "individuals", filters: { risk: ["high"] } }, 0, 1, () =>
      store.db.$executeRawUnsafe(
        `INSERT INTO episode_risk (episode_id, grade, graded_at)
         SELECT ${stored.open}, 'high', '2019-06-13T20:00:00Z' FROM generate_series(1, 20001)`,
      ),
    ));

  it("of girls is not told once a child's gender has been corrected", () =>
    follows({ metric: "individuals", filters: { gender: "female" } }, 1, 2, () =>
      store.db.child.update({ where: { id: stored.second }, data: { gender: "female" } }),
    ));

  it("of meetings is not told once one has been held, nor once it has been voided", async () => {
    const heldAt = hours(80, stored.startedAt);
    await follows({ metric: "strategy_meetings" }, 0, 1, () =>
      havingMeetings(store, aMeeting([stored.open], { plannedFor: heldAt, heldAt })),
    );
    await follows({ metric: "strategy_meetings" }, 1, 0, () =>
      store.db.strategyMeeting.updateMany({ data: { voidedAt: NOW } }),
    );
  });

  it("holds for its year while another is written to", async () => {
    const [third] = await havingChildren(store, {});
    await havingEpisodes(store, { childId: third!, startedAt: new Date("2018-06-12T20:00:00Z") });
    expect(await counted(store, { metric: "individuals" })).to.equal(2);
  });

  it("is not told as at an instant before something in it had happened", async () => {
    const completedAt = new Date("2019-07-25T09:00:00Z");
    await havingInterviews(
      store,
      anInterview([stored.ended], { offeredAt: completedAt, outcome: "accepted", completedAt }),
    );
    await count(store);
    const earlier = { metric: "interviews_completed" as const, asOf: new Date("2019-07-10T09:00:00Z") };
    expect(await counted(store, { metric: "interviews_completed" })).to.equal(1);
    expect(await counted(store, earlier)).to.equal(null);
    expect(await told(store, earlier)).to.equal(0);
  });

  it("of lengths is not told as at an instant before a child of it was back", async () => {
    const [third] = await havingChildren(store, {});
    await havingEpisodes(store, {
      childId: third!,
      startedAt: new Date("2020-03-28T20:00:00Z"),
      endedAt: new Date("2020-04-15T20:00:00Z"),
    });
    await count(store);
    const asked = { metric: "average_duration" as const, asOf: new Date("2020-04-05T20:00:00Z") };
    expect(await counted(store, asked)).to.equal(null);
    expect(await told(store, asked)).to.equal(5);
    expect(await counted(store, { ...asked, asOf: LATER })).to.equal((5 + 18 * 24) / 2);
  });

  it("counts a child of two placement types once in all, and in each", async () => {
    const before = { startedAt: hours(-30, stored.startedAt), endedAt: hours(-29, stored.startedAt) };
    await havingEpisodes(
      store,
      { childId: stored.first, ...before, placementType: "foster_care" },
      { childId: stored.second, ...before, placementType: "foster_care" },
    );
    await count(store);
    const spec = {
      ...specOf({ metric: "individuals", filters: { ageMin: 1 } }),
      groupBy: "placement_type" as const,
    };
    const [side] = (await countedFigures(store.db, spec))!.sides;
    const buckets = side!.buckets.map(({ raw, figure }) => [raw, figure.value]).sort();
    expect([side!.totals.individuals!.value, buckets]).to.deep.equal([
      2,
      [
        ["foster_care", 2],
        ["unknown", 2],
      ],
    ]);
  });

  it("is not told under another policy, and is counted for that one", async () => {
    const policy = { ...DEFAULT_POLICY, interviewWindowHours: 48 };
    const asked = { metric: "interview_compliance" as const, policy };
    expect(await counted(store, { metric: "interview_compliance" })).to.equal(0);
    expect(await counted(store, asked)).to.equal(null);
    await count(store, policy);
    expect(await counted(store, asked)).to.equal(0);
    expect(await counted(store, { metric: "interview_compliance" })).to.equal(null);
  });

  it("is not told where an earlier release counted it, and is counted anew", async () => {
    await store.db.$executeRawUnsafe("UPDATE rollup SET settings = $1", DEFAULT_POLICY.timeZone);
    for (const metric of ["individuals", "average_duration", "strategy_meetings"] as const) {
      expect(await counted(store, { metric }), metric).to.equal(null);
    }
    await count(store);
    expect(await counted(store, { metric: "individuals" })).to.equal(2);
  });

  it("is told of compliance only where every window of its period has closed", async () => {
    const open = new Date("2019-07-02T09:00:00Z");
    await store.db.$executeRawUnsafe("UPDATE rollup SET known_to = from_at");
    expect(await counted(store, { metric: "interviews_offered", asOf: open })).to.equal(0);
    expect(await counted(store, { metric: "interview_compliance", asOf: open })).to.equal(null);
  });

  it("is counted once: where nothing was written there is nothing to count again", async () => {
    expect(await count(store)).to.equal(0);
    const [third] = await havingChildren(store, {});
    await havingEpisodes(store, { childId: third!, startedAt: stored.startedAt });
    // the month's starts and lengths, the year's sums of both, and its children
    expect(await count(store)).to.equal(5);
    expect(await store.db.rollupStale.count()).to.equal(0);
  });

  it("of a financial year is one sum of its months, and there is none while a month is missing", async () => {
    const months = "to_at - from_at < interval '40 days'";
    const asked = { metric: "average_duration" as const };
    expect(await counted(store, asked)).to.equal(5);
    await store.db.$executeRawUnsafe(`DELETE FROM rollup WHERE kind = 'lengths' AND ${months}`);
    expect(await counted(store, asked)).to.equal(5);
    await store.db.$executeRawUnsafe("DELETE FROM rollup WHERE kind = 'lengths'");
    await count(store);
    expect(await counted(store, asked)).to.equal(5);
    await store.db.$executeRawUnsafe(
      `DELETE FROM rollup WHERE kind = 'lengths' AND (from_at >= '2020-02-01' OR NOT ${months})`,
    );
    const year = { from: new Date("2019-03-31T23:00:00Z"), to: new Date("2020-03-31T23:00:00Z") };
    const summed = store.db.$transaction((tx) => sumYears(tx, "lengths", [year], DEFAULT_POLICY));
    expect(await summed).to.equal(0);
    expect(await counted(store, asked)).to.equal(null);
  });

  it("counts an episode of bare dates once in its year, however many lengths stand beside it", async () => {
    const { second: childId, startedAt } = stored;
    const at = (day: number, episode: Partial<EpisodeRow>) => ({
      childId,
      startedAt: hours(24 * day, startedAt),
      endedAt: hours(24 * day + 6, startedAt),
      ...episode,
    });
    await havingEpisodes(store, at(1, {}), at(2, {}), at(3, { endPrecision: "date" }));
    await count(store);
    const found = await countedFigures(store.db, specOf({ metric: "average_duration" }));
    expect(found!.sides[0]!.indeterminate).to.equal(1);
    const rows = await rowFigures(store.db, specOf({ metric: "average_duration" }));
    expect(rows.sides[0]!.indeterminate).to.equal(1);
  });

  it("stays where somebody asks as at an earlier day", async () => {
    await refreshRollups(store, DEFAULT_POLICY, new Date("2019-05-02T09:00:00Z"));
    expect(await counted(store, { metric: "individuals" })).to.equal(2);
  });

  it("points out the child with most episodes among five children, and nobody among four", async () => {
    const outlier = async () => (await countedFigures(store.db, specOf({ metric: "episodes" })))!.outlier;
    const more = async () => {
      const [childId] = await havingChildren(store, {});
      await havingEpisodes(store, { childId: childId!, startedAt: stored.startedAt });
      await count(store);
    };
    await havingEpisodes(store, {
      childId: stored.second,
      startedAt: hours(24, stored.startedAt),
      endedAt: hours(25, stored.startedAt),
    });
    await more();
    await more();
    expect(await outlier()).to.equal(null);
    await more();
    expect(await outlier()).to.deep.equal({ childId: stored.second, episodes: 2 });
    // five hours and one are the outlier's own: nobody else is back
    const lengths = await countedFigures(store.db, specOf({ metric: "average_duration" }));
    expect(lengths!.sides[0]).to.deep.include({
      totals: { average_duration: { value: 3, numerator: 6, denominator: 2 } },
      without: { value: null, numerator: 0, denominator: 0 },
    });
  });

  it("of overdue interviews has the returns of the first of the last ninety days, and older ones apart", async () => {
    // the return of June is ninety days old, today counted
    const asOf = new Date("2019-09-10T09:00:00Z");
    await refreshRollups(store, DEFAULT_POLICY, asOf);
    const question = { kind: "question" as const, metric: "interviews_overdue" as const, filters: {} };
    const overdue = async (at: Date) => {
      const asked = { ...question, period: null, compare: null, groupBy: null, limit: null };
      const { spec } = planFigures(asked, { asOf: at, policy: DEFAULT_POLICY, me: null });
      const [side] = (await countedFigures(store.db, spec))!.sides;
      return [side!.totals.interviews_overdue!.value, side!.beside.older];
    };
    expect(await overdue(asOf)).to.deep.equal([1, 0]);
    expect(await overdue(hours(24, asOf))).to.deep.equal([0, 1]);
  });

  it("leaves the list of those with most episodes as the rows have it", async () => {
    const spec = specOf({ metric: "top_missing" });
    expect((await countedFigures(store.db, spec))!.children).to.deep.equal(
      (await rowFigures(store.db, spec)).children,
    );
  });
});

describe("A figure that was counted beside somebody's write (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  it("is read from the rows once that write is there", async () => {
    const store = await freshServerStore();
    const { startedAt } = await june(store);
    const [third] = await havingChildren(store, {});
    let committed = () => {};
    const held = new Promise<void>((resolve) => {
      committed = resolve;
    });
    let begun = () => {};
    const inserted = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const writing = store.db.$transaction(async (tx) => {
      await tx.episode.create({
        data: {
          childId: third!,
          category: "missing",
          startedAt,
          ageAtStart: 13,
          recordedAt: NOW,
          assumed: [],
        },
      });
      begun();
      await held;
    });
    await inserted;
    await count(store);
    expect(await counted(store, { metric: "individuals" })).to.equal(2);
    committed();
    await writing;
    expect(await counted(store, { metric: "individuals" })).to.equal(null);
    expect(await told(store, { metric: "individuals" })).to.equal(3);
  });

  it("is counted by one of two that would at the same time", async () => {
    const store = await freshServerStore();
    await june(store);
    const both = await Promise.all([count(store), count(store)]);
    expect(await counted(store, { metric: "individuals" })).to.equal(2);
    const [periods] = await store.db.$queryRawUnsafe<{ n: number }[]>(
      "SELECT count(*)::int AS n FROM rollup",
    );
    expect(both[0] + both[1]).to.equal(periods!.n);
  });
});
