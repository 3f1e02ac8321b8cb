import { expect } from "chai";
import { answerJson } from "../../bot/answers/answer-json.ts";
import { AnswerRefused, answer } from "../../bot/answers/answer-question.ts";
import { refusalOf } from "../../bot/answers/refusals.ts";
import { weekly } from "../../bot/answers/weekly.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { GROUPINGS, METRICS, type Question } from "../../data/vocabulary.ts";
import { asking, beside } from "../support/asking.ts";
import {
  anEndedEpisode,
  anEpisode,
  havingChildren,
  havingEpisodes,
  hours,
  NOW,
} from "../support/builders.ts";
import { havingImported } from "../support/imports.ts";
import { ask } from "../support/questions.ts";
import { freshStore } from "../support/stores.ts";

const JUNE = { from: "2019-06-01", to: "2019-07-01" };
const at = (childId: number, instant: string) => anEndedEpisode(childId, { startedAt: new Date(instant) });

describe("An answer", () => {
  let store: Store;
  beforeEach(async () => {
    store = await freshStore();
  });

  it("to a question without a period is of the financial year to date, and says that it was assumed", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, at(child!, "2019-03-31T12:00:00Z"), at(child!, "2019-04-01T12:00:00Z"));
    const result = await asking(store)("episodes");
    expect(result.value).to.equal(1);
    expect(result.period).to.deep.equal({
      from: "2019-04-01",
      to: "2019-07-31",
      label: "2019/20 so far",
      assumed: true,
    });
    expect(result.caveats).to.deep.include({
      kind: "assumed_period",
      label: "2019/20 so far",
      alternative: null,
    });
    expect(result.caveats).to.deep.include({ kind: "so_far", until: "30 July 2019" });
  });

  it("about today says so far, but about deadlines does not: they lie ahead", async () => {
    const TODAY = { from: "2019-07-30", to: "2019-07-31" };
    const today = await asking(store)("episodes", { period: TODAY });
    expect(today.period!.label).to.equal("30 July 2019 so far");
    expect(today.caveats).to.deep.include({ kind: "so_far", until: "30 July 2019" });
    const week = { from: "2019-07-29", to: "2019-08-05" };
    for (const period of [TODAY, week]) {
      const due = await asking(store)("interviews_due", { period });
      expect(due.period!.label).not.to.contain("so far");
      expect(due.caveats).to.deep.equal([]);
    }
  });

  it("defines what it counted: the days, the threshold and the category that were named", async () => {
    const said = async (...asked: Parameters<ReturnType<typeof asking>>) =>
      (await asking(store)(...asked)).definition;
    expect(await said("persistent_missing", { filters: { minEpisodes: 5 } })).to.equal(
      "Children with 5 or more episodes that started in the last 90 days.",
    );
    expect(await said("persistent_missing", { period: JUNE })).to.equal(
      "Children with 3 or more episodes that started in the period.",
    );
    expect(await said("episodes", { filters: { category: ["absent"] } })).to.equal(
      "Episodes recorded as absent that started in the period.",
    );
    expect(await said("rate", { filters: { category: ["away", "absent"] } })).to.contain(
      "Only episodes recorded as away from placement without authorisation or absent count here.",
    );
  });

  it("says how old the data is once the last import is past the policy's days, whatever was asked", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, at(child!, "2019-06-12T12:00:00Z"));
    const nineDaysAgo = new Date(NOW.getTime() - 9 * 86_400_000);
    const stale = { kind: "stale_data", days: 9 };
    const all = METRICS.map((metric) => ask(metric, { filters: { child: [child!] } }));
    for (const one of all) {
      expect((await asking(store)(one.metric, one)).caveats, one.metric).not.to.deep.include(stale);
    }
    await havingImported(store, [{ madeAt: nineDaysAgo }], { finishedAt: nineDaysAgo });
    for (const one of all) {
      const result = await asking(store)(one.metric, one);
      expect(result.caveats, one.metric).to.deep.include(stale);
      expect(answerJson(result, () => "").caveats, one.metric).to.deep.include(stale);
    }
    // as at now, though the answer is as at the end of June
    expect((await asking(store)("currently_missing", { period: JUNE })).caveats).to.deep.include(stale);
    const patient = asking(store, { policy: { staleAfterDays: 10 } });
    expect((await patient("episodes")).caveats).not.to.deep.include(stale);
  });

  it("in the first week of April offers last year", async () => {
    const result = await asking(store, { asOf: new Date("2019-04-07T10:00:00Z") })("episodes");
    const caveat = result.caveats.find(({ kind }) => kind === "assumed_period");
    expect(caveat).to.deep.include({ alternative: "2018/19" });
    const [step] = result.next;
    expect(step).to.deep.include({ title: "In 2018/19" });
    expect(step!.question.period).to.deep.equal({ from: "2018-04-01", to: "2019-04-01" });
    const later = await asking(store, { asOf: new Date("2019-04-08T10:00:00Z") })("episodes");
    expect(later.next.map(({ title }) => title)).not.to.include("In 2018/19");
    expect(later.caveats.find(({ kind }) => kind === "assumed_period")).to.deep.include({
      alternative: null,
    });
  });

  it("by month has every month, those without an episode too, and marks the cut ones", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, at(child!, "2019-04-12T12:00:00Z"), at(child!, "2019-06-12T12:00:00Z"));
    const result = await asking(store)("episodes", {
      period: { from: "2019-04-10", to: "2019-08-01" },
      groupBy: "month",
    });
    expect(
      result.rows.map(
        ({ subject, value }) => subject.kind === "bucket" && [subject.key, value, subject.part ?? false],
      ),
    ).to.deep.equal([
      ["2019-04", 1, true],
      ["2019-05", 0, false],
      ["2019-06", 1, false],
      ["2019-07", 0, true],
    ]);
  });

  it("compares buckets of time by their order, and gives no percentage from nothing", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(
      store,
      at(child!, "2018-06-12T12:00:00Z"),
      at(child!, "2019-06-12T12:00:00Z"),
      at(child!, "2019-06-20T12:00:00Z"),
    );
    const result = await asking(store)("episodes", {
      period: { from: "2019-05-01", to: "2019-07-01" },
      groupBy: "month",
      compare: "previous_year",
    });
    expect(result.rows.map(({ compare }) => compare)).to.deep.equal([
      { value: 0, change: 0, changePercent: null },
      { value: 1, change: 1, changePercent: 1 },
    ]);
    expect(result.compare).to.include({ value: 1, change: 1, changePercent: 1 });
  });

  it("over time has the same days of the year before beside it, where nothing is compared", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, at(child!, "2018-06-12T12:00:00Z"), at(child!, "2019-06-12T12:00:00Z"));
    const period = { from: "2019-05-01", to: "2019-07-01" };
    const over = (more: Partial<Question>) => asking(store)("episodes", { period, ...more });
    const months = await over({ groupBy: "month" });
    expect(months.compare).to.equal(null);
    expect(months.rows.map(({ compare }) => compare)).to.deep.equal([null, null]);
    expect(months.yearBeside?.period).to.deep.include({ from: "2018-05-01", to: "2018-07-01" });
    expect(months.yearBeside?.points.map(({ figure }) => figure.value)).to.deep.equal([0, 1]);
    for (const more of [
      {},
      { groupBy: "placement_type" as const },
      { groupBy: "month" as const, compare: "previous_year" as const },
      { groupBy: "financial_year" as const },
      { groupBy: "month" as const, limit: 1 },
      // the store holds nothing of the year before
      { groupBy: "month" as const, period: { from: "2018-05-01", to: "2018-07-01" } },
      // the two would overlap
      { groupBy: "month" as const, period: { from: "2018-05-01", to: "2019-07-01" } },
    ]) {
      expect((await over(more)).yearBeside, JSON.stringify(more)).to.equal(null);
    }
  });

  it("over time says that recording changed in the year beside it", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, at(child!, "2017-10-12T12:00:00Z"), at(child!, "2018-10-12T12:00:00Z"));
    const period = { from: "2018-04-01", to: "2019-04-01" };
    const kinds = async (more: Partial<Question>) =>
      (await asking(store)("episodes", { period, ...more })).caveats.map(({ kind }) => kind);
    expect(await kinds({ groupBy: "month" })).to.include("series_break");
    expect(await kinds({})).not.to.include("series_break");
  });

  it("that is a change names the placement type behind it", async () => {
    const children = await havingChildren(store, {}, {});
    const once = (child: number, day: number, type: "council_care_home" | "foster_care", year = 2019) =>
      anEndedEpisode(child, {
        startedAt: new Date(`${year}-06-${String(day).padStart(2, "0")}T12:00:00Z`),
        placementType: type,
      });
    const days = Array.from({ length: 8 }, (_, i) => i + 1);
    await havingEpisodes(
      store,
      ...days.map((day) => once(children[0]!, day, "council_care_home")),
      once(children[1]!, 3, "foster_care"),
      once(children[1]!, 3, "foster_care", 2018),
    );
    const result = await asking(store)("episodes", { period: JUNE, compare: "previous_year" });
    expect(result.driver?.moved.map(({ subject }) => subject)).to.deep.include.members([
      {
        kind: "bucket",
        grouping: "placement_type",
        ...{ key: "council_care_home", label: "Council children's homes" },
      },
    ]);
    expect(result.driver?.moved.map(({ sides }) => sides.now.value)).to.deep.equal([8]);
    expect(result.driver?.rest?.now.value).to.equal(1);
    expect((await asking(store)("episodes", { period: JUNE })).driver).to.equal(null);
  });

  it("that ranks children has their joint share, whichever end of the ranking was asked for", async () => {
    const [often, seldom] = await havingChildren(store, {}, {});
    await havingEpisodes(
      store,
      ...[3, 5, 7].map((day) => at(often!, `2019-06-0${day}T12:00:00Z`)),
      at(seldom!, "2019-06-20T12:00:00Z"),
    );
    const share = async (order?: "asc") => {
      const result = await asking(store)("top_missing", { period: JUNE, limit: 1, order });
      return result.beside.find(({ key }) => key === "joint_share");
    };
    expect(await share()).to.include({ value: 0.75, numerator: 3, denominator: 4 });
    expect(await share("asc")).to.include({ value: 0.25, numerator: 1, denominator: 4 });
    const once = await asking(store)("one_off_share", { period: JUNE });
    expect(once.beside).to.deep.include({
      key: "episodes_share",
      ...{ label: "Their share of all episodes", value: 0.25, unit: "share", numerator: 1, denominator: 4 },
    });
  });

  it("points out one child with a tenth of the episodes, and nobody where two have the most", async () => {
    const children = await havingChildren(store, {}, {}, {}, {}, {});
    const often = [3, 5, 7, 9].map((day) => at(children[0]!, `2019-06-0${day}T12:00:00Z`));
    await havingEpisodes(
      store,
      ...often,
      ...children.slice(1).map((child) => at(child, "2019-06-20T12:00:00Z")),
    );
    const result = await asking(store)("episodes", { period: JUNE, compare: "previous_period" });
    expect(result.caveats).to.deep.include({
      kind: "outlier",
      childId: children[0],
      episodes: 4,
      without: 4,
      withoutBefore: 0,
    });
    expect(beside(result, "without_child")).to.equal(4);
    const again = [2, 4, 6].map((day) => at(children[1]!, `2019-06-0${day}T18:00:00Z`));
    await havingEpisodes(store, ...again);
    const tied = await asking(store)("episodes", { period: JUNE });
    expect(tied.caveats.map(({ kind }) => kind)).not.to.include("outlier");
  });

  it("points out a child from exactly a tenth of the episodes on, and only among five children or more", async () => {
    const children = await havingChildren(store, ...Array.from({ length: 20 }, () => ({})));
    const once = (child: number) => at(child, "2019-06-20T12:00:00Z");
    const pointedOut = async () =>
      (await asking(store)("episodes", { period: JUNE })).caveats.flatMap((caveat) =>
        caveat.kind === "outlier" ? [caveat.childId] : [],
      );
    const often = at(children[0]!, "2019-06-03T12:00:00Z");
    await havingEpisodes(store, often, ...children.slice(0, 4).map(once));
    expect(await pointedOut(), "2 of 5, four children").to.deep.equal([]);
    await havingEpisodes(store, ...children.slice(4, 19).map(once));
    expect(await pointedOut(), "2 of 20").to.deep.equal([children[0]]);
    await havingEpisodes(store, once(children[19]!));
    expect(await pointedOut(), "2 of 21").to.deep.equal([]);
  });

  it("says where recording changed, inside the period or between what is compared", async () => {
    const breaks = async (period: { from: string; to: string }, more: Partial<Question> = {}) =>
      (await asking(store)("episodes", { period, ...more })).caveats.flatMap((caveat) =>
        caveat.kind === "series_break" ? [caveat.within] : [],
      );
    expect(await breaks({ from: "2017-04-01", to: "2018-04-01" })).to.deep.equal([true]);
    expect(await breaks({ from: "2017-11-01", to: "2018-04-01" })).to.deep.equal([]);
    expect(await breaks({ from: "2018-04-01", to: "2019-04-01" })).to.deep.equal([]);
    expect(
      await breaks({ from: "2018-04-01", to: "2019-04-01" }, { compare: "previous_year" }),
    ).to.deep.equal([false]);
    expect(await breaks({ from: "2017-04-01", to: "2018-04-01" }, { groupBy: "month" })).to.deep.equal([
      false,
    ]);
  });

  it("about me or my team needs to know who that is", async () => {
    const of = (question: Question) =>
      answer(store.db, question, { asOf: NOW, policy: DEFAULT_POLICY, me: null });
    for (const filters of [{ team: ["@my_team" as const] }, { worker: ["@me" as const] }]) {
      const refused = await of(ask("episodes", { filters })).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused).to.be.instanceOf(AnswerRefused);
      expect((refused as AnswerRefused).nearest).to.deep.equal([{ ...ask("episodes"), also: undefined }]);
    }
  });

  it("is not given child by child where each child counts once, nor for limits that exclude each other", () => {
    for (const metric of [
      "individuals",
      "rate",
      "top_share",
      "one_off_share",
      "persistent_missing",
    ] as const) {
      const refused = refusalOf(ask(metric, { groupBy: "child", period: JUNE }));
      expect(refused?.message, metric).to.contain("each child counts once");
      expect(refused?.nearest[0], metric).to.deep.include({ groupBy: null, period: JUNE });
      for (const nearest of refused!.nearest) expect(refusalOf(nearest), metric).to.equal(null);
    }
    expect(refusalOf(ask("episodes", { groupBy: "child" }))).to.equal(null);
    for (const filters of [
      { minDurationHours: 120, maxDurationHours: 48 },
      { minDurationHours: 72, maxDurationHours: 72 },
      { ageMin: 16, ageMax: 12 },
    ]) {
      const refused = refusalOf(ask("episodes", { filters }));
      expect(refused?.message).to.contain("fits both");
      expect(refused?.nearest.map((one) => Object.keys(one.filters))).to.deep.equal(
        Object.keys(filters).map((key) => [key]),
      );
    }
    expect(refusalOf(ask("episodes", { filters: { ageMin: 12, ageMax: 12 } }))).to.equal(null);
    expect(refusalOf(ask("episodes", { filters: { minDurationHours: 24, maxDurationHours: 72 } }))).to.equal(
      null,
    );
  });

  it("as at an instant says that recording changed since the one it is compared with", async () => {
    const asOf = new Date("2018-06-30T13:00:00Z");
    const kinds = async (more: Partial<Question>) =>
      (await asking(store, { asOf })("persistent_missing", more)).caveats.map(({ kind }) => kind);
    expect(await kinds({ compare: "previous_year" })).to.include("series_break");
    expect(await kinds({ compare: "previous_period" })).not.to.include("series_break");
    expect(await kinds({})).not.to.include("series_break");
  });

  it("to what has no course over time is refused, with questions that are not", () => {
    for (const metric of [
      "currently_missing",
      "persistent_missing",
      "interviews_due",
      "interviews_overdue",
    ] as const) {
      const refused = refusalOf(ask(metric, { groupBy: "month" }));
      expect(refused, metric).to.be.instanceOf(AnswerRefused);
    }
    for (const metric of METRICS) {
      for (const groupBy of GROUPINGS) {
        for (const nearest of refusalOf(ask(metric, { groupBy }))?.nearest ?? []) {
          expect(refusalOf(nearest), JSON.stringify(nearest)).to.equal(null);
        }
      }
    }
  });

  it("offers at most four next steps, none the same as asked, all of which can be answered", async () => {
    const [child] = await havingChildren(store, {});
    for (const metric of METRICS) {
      for (const more of [
        {},
        { compare: "previous_year" as const },
        { groupBy: "placement_type" as const, limit: 3 },
      ]) {
        const question = ask(metric, {
          ...more,
          filters: metric === "child_profile" ? { child: [child!] } : {},
        });
        if (refusalOf(question)) continue;
        const { next } = await asking(store)(metric, question);
        expect(next.length, metric).to.be.within(1, 4);
        // as a button holds them
        const asked = [question, ...next.map((step) => step.question)].map((one) => JSON.stringify(one));
        expect(new Set(asked).size, asked.join("\n")).to.equal(asked.length);
        for (const step of next) {
          expect(step.question).not.to.deep.equal(question);
          await asking(store)(step.question.metric, step.question);
        }
      }
    }
  });

  it("about one child has the episodes in order with their interviews, and the counts of 90 days and the year", async () => {
    const [child, other] = await havingChildren(store, {}, {});
    await havingEpisodes(
      store,
      at(child!, "2019-03-12T12:00:00Z"),
      at(child!, "2019-04-12T12:00:00Z"),
      anEpisode(child!, { startedAt: hours(-5) }),
      at(other!, "2019-07-12T12:00:00Z"),
    );
    const result = await asking(store)("child_profile", { filters: { child: [child!] } });
    expect(result.value).to.equal(3);
    expect(result.rows.map(({ detail }) => detail!.interviewState)).to.deep.equal([
      "overdue",
      "overdue",
      "not_returned",
    ]);
    expect([beside(result, "recent_episodes"), beside(result, "year_episodes")]).to.deep.equal([1, 2]);
  });

  it("in summary has a line for each measure: flows of the period, stocks as at its end", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(
      store,
      anEndedEpisode(child!, { startedAt: new Date("2019-06-30T20:00:00Z"), endedAt: hours(-72) }),
    );
    const result = await asking(store)("summary", { period: JUNE, compare: "previous_period" });
    const lines = result.rows.map(({ subject, value, compare }) => [
      subject.kind === "measure" && subject.metric,
      value,
      compare?.value,
    ]);
    expect(lines).to.deep.equal([
      ["episodes", 1, 0],
      ["individuals", 1, 0],
      ["interview_compliance", null, null],
      ["long_episodes", 1, 0],
      ["currently_missing", 1, 0],
      ["persistent_missing", 0, 0],
      ["interviews_due", 0, 0],
      ["interviews_overdue", 0, 0],
    ]);
  });

  it("of the week is of the last whole Monday to Sunday, of now, and of the year so far", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(
      store,
      at(child!, "2019-07-21T22:30:00Z"),
      at(child!, "2019-07-22T12:00:00Z"),
      anEpisode(child!, { startedAt: hours(-1) }),
    );
    const { week, now, year } = await weekly(store.db, {}, { asOf: NOW, policy: DEFAULT_POLICY });
    expect(week.period).to.deep.include({ from: "2019-07-22", to: "2019-07-29" });
    expect(week.rows[0]).to.deep.include({ value: 1, compare: { value: 1, change: 0, changePercent: 0 } });
    expect(now.rows.map(({ value }) => value)).to.deep.equal([1, 1, 0, 2]);
    expect(year.compare?.period).to.deep.include({ from: "2018-04-01", to: "2018-07-31" });
    expect(year.rows[0]!.value).to.equal(3);
  });

  it("as JSON has keys for people and names no child by the store's id", async () => {
    const [child] = await havingChildren(store, {});
    await havingEpisodes(store, anEpisode(child!));
    const printed = answerJson(
      await asking(store)("currently_missing"),
      (subject) => `key of ${subject.kind}`,
    );
    expect(printed.rows).to.deep.equal([
      { key: "key of episode", label: "key of episode", value: 26, unit: "hours" },
    ]);
    expect(printed).to.have.all.keys(
      ...[
        "metric",
        "asOf",
        "period",
        "value",
        "unit",
        "numerator",
        "denominator",
        "beside",
        "rows",
        "compare",
      ],
      ...["caveats", "definition"],
    );
    expect(JSON.parse(JSON.stringify(printed))).to.deep.equal(printed);
  });
});
