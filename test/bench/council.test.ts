import { expect } from "chai";
import { planFigures } from "../../bot/answers/plan-figures.ts";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import { ageOn, dayOf } from "../../data/calendar.ts";
import { figures } from "../../data/measures/figures.ts";
import { NamesCache } from "../../data/names.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import type { Question } from "../../data/vocabulary.ts";
import type { World } from "../support/measure-world.ts";
import { compare } from "../support/measures-agree.ts";
import { reference } from "../support/reference-measures.ts";
import { describeOnBothStores, freshServerStore, freshStore, requireServer } from "../support/stores.ts";
import { worldOf } from "../support/world-of.ts";
import { BENCH_NOW } from "./council-plan.ts";
import { fillCouncil } from "./fill-council.ts";
import { QUESTIONS } from "./questions.ts";

const EPISODES = 2_000;
const DAY = 86_400_000;
const ASKING = { asOf: BENCH_NOW, policy: DEFAULT_POLICY, me: null };

describeOnBothStores("The benchmark's council", (open) => {
  let store: Store;
  let world: World;

  before(async function () {
    this.timeout(120_000);
    store = await open();
    await fillCouncil(store, EPISODES);
    world = await worldOf(store);
  });

  it("has as many episodes as were asked for, over ten years up to the instant at which it is asked", () => {
    expect(world.episodes).to.have.length(EPISODES);
    const years = new Set(world.episodes.map(({ startedAt }) => startedAt.getUTCFullYear()));
    expect([...years].sort()).to.deep.equal(Array.from({ length: 11 }, (_, i) => 2009 + i));
    expect(world.episodes.every(({ startedAt }) => startedAt <= BENCH_NOW)).to.equal(true);
  });

  it("is answered all 24 questions, each with the figures of a plain count", async function () {
    this.timeout(240_000);
    const names = indexNames((await new NamesCache(store).current()).organisation);
    const nothing: string[] = [];
    for (const text of QUESTIONS) {
      const { request } = understand({ text, now: BENCH_NOW, names, context: null });
      expect(request.kind, text).to.equal("question");
      const { spec } = planFigures(request as Question, ASKING);
      const found = await figures(store.db, spec);
      compare(found, reference(world, spec), spec);
      if (!found.sides[0]!.totals[spec.metrics[0]!]!.value) nothing.push(text);
    }
    expect(
      nothing,
      "so small a council has hardly any boys or girls under 16 in a year",
    ).to.have.length.at.most(3);
  });

  it("has children like those of a council: most go missing seldom, a few very often", () => {
    const counts = [...byChild(world).values()].map((episodes) => episodes.length).sort((a, b) => b - a);
    const top = counts.slice(0, Math.ceil(counts.length / 20)).reduce((sum, n) => sum + n, 0);
    expect(top / EPISODES).to.be.within(0.25, 0.6);
    expect(counts.filter((n) => n === 1).length / counts.length).to.be.within(0.25, 0.5);
  });

  it("has no child in two episodes at a time, nor one of another age than the date of birth says", () => {
    for (const episodes of byChild(world).values()) {
      episodes.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
      for (const [i, { endedAt, startedAt, childId, ageAtStart }] of episodes.entries()) {
        expect(ageAtStart).to.equal(ageOn(world.children[childId - 1]!.dateOfBirth, dayOf(startedAt)));
        expect(ageAtStart).to.be.within(9, 17);
        const next = episodes[i + 1];
        if (next)
          expect(endedAt?.getTime() ?? Number.POSITIVE_INFINITY).to.be.lessThan(next.startedAt.getTime());
      }
    }
  });

  it("has long episodes and return interviews in the shares that councils report", () => {
    const missing = world.episodes.filter(({ category, endedAt }) => category === "missing" && endedAt);
    const returned = missing.filter(({ endedAt }) => endedAt!.getTime() < BENCH_NOW.getTime() - 30 * DAY);
    const share = (of: (episode: World["episodes"][number]) => boolean) =>
      returned.filter(of).length / returned.length;
    const hours = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 3_600_000;
    const interviews = new Map<number, World["interviews"]>();
    for (const interview of world.interviews)
      for (const id of interview.episodeIds) interviews.set(id, [...(interviews.get(id) ?? []), interview]);
    expect(share(({ startedAt, endedAt }) => hours(startedAt, endedAt!) >= 72)).to.be.within(0.04, 0.08);
    expect(share(({ id }) => interviews.has(id))).to.be.within(0.82, 0.88);
    const inTime = ({ id, endedAt }: World["episodes"][number]) =>
      (interviews.get(id) ?? []).some(
        ({ completedAt }) => completedAt && completedAt >= endedAt! && hours(endedAt!, completedAt) <= 72,
      );
    expect(share(inTime)).to.be.within(0.58, 0.66);
  });

  it("is told as made up on every card", async () => {
    const { kind } = await store.db.storeMark.findUniqueOrThrow({ where: { id: 1 } });
    expect(kind).to.equal("demonstration");
  });

  it("lets people go on writing: the next numbers are free", async () => {
    const child = await store.db.child.create({
      data: { dateOfBirth: new Date("2005-01-01"), gender: "female", flags: [] },
    });
    expect(child.number).to.equal(1_000 + child.id);
  });
});

describe("The benchmark's council of one size", () => {
  it("has the same rows on both stores", async function () {
    this.timeout(120_000);
    await requireServer(this);
    const [embedded, server] = [await freshStore(), await freshServerStore()];
    for (const store of [embedded, server]) await fillCouncil(store, 500);
    expect(await worldOf(server)).to.deep.equal(await worldOf(embedded));
    const ofServer = await new NamesCache(server).current();
    const ofEmbedded = await new NamesCache(embedded).current();
    expect(ofServer.organisation).to.deep.equal(ofEmbedded.organisation);
    expect(ofServer.childWords).to.deep.equal(ofEmbedded.childWords);
  });
});

function byChild({ episodes }: World): Map<number, World["episodes"]> {
  const of = new Map<number, World["episodes"]>();
  for (const episode of episodes) of.set(episode.childId, [...(of.get(episode.childId) ?? []), episode]);
  return of;
}
