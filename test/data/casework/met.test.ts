import { expect } from "chai";
import { planFigures } from "../../../bot/answers/plan-figures.ts";
import { recordMeetingSteps } from "../../../data/casework/meeting-steps.ts";
import { storeStagedMeetings } from "../../../data/casework/staged-links.ts";
import { write, writeWithin } from "../../../data/casework/write.ts";
import { figures } from "../../../data/measures/figures.ts";
import { DEFAULT_POLICY } from "../../../data/policy.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aMeeting,
  anAuthor,
  havingChildren,
  havingEpisodes,
  havingMeetings,
  hours,
} from "../../support/builders.ts";
import { ask } from "../../support/questions.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";
import { someoneWaits } from "../../support/waiting.ts";

const STARTED = new Date("2019-06-12T20:00:00Z");
const FIRST = hours(80, STARTED);
const SECOND = hours(90, STARTED);

/** Two episodes of a child. */
async function twoEpisodes(store: Store): Promise<[number, number]> {
  const [childId] = await havingChildren(store, {});
  const episode = (startedAt: Date) => ({ childId: childId!, startedAt, endedAt: hours(76, startedAt) });
  return (await havingEpisodes(store, episode(STARTED), episode(hours(200, STARTED)))) as [number, number];
}

async function metAt({ db }: Store, id: number): Promise<Date | null> {
  return (await db.episode.findUniqueOrThrow({ where: { id } })).metAt;
}

describeOnBothStores("An episode's first strategy meeting", (open) => {
  let store: Store;
  let one: number;
  let other: number;
  beforeEach(async () => {
    store = await open();
    [one, other] = await twoEpisodes(store);
  });

  it("is the first that was held, not one that is planned", async () => {
    await havingMeetings(store, aMeeting([one], { plannedFor: FIRST }));
    expect(await metAt(store, one)).to.equal(null);
    await havingMeetings(
      store,
      aMeeting([one], { heldAt: SECOND }),
      aMeeting([one], { heldAt: FIRST }),
      aMeeting([one], { heldAt: hours(9, SECOND) }),
    );
    expect(await metAt(store, one)).to.deep.equal(FIRST);
    expect(await metAt(store, other)).to.equal(null);
  });

  it("is that of each episode which the meeting is held for", async () => {
    const [meeting] = await havingMeetings(store, aMeeting([one, other], { plannedFor: FIRST }));
    await store.db.strategyMeeting.update({ where: { id: meeting! }, data: { heldAt: SECOND } });
    expect([await metAt(store, one), await metAt(store, other)]).to.deep.equal([SECOND, SECOND]);
  });

  it("leaves the episode without one as at an instant before it was held", async () => {
    await havingMeetings(store, aMeeting([one], { heldAt: SECOND }));
    const unmet = async (asOf: Date) => {
      const question = ask("long_without_strategy_meeting", {
        period: { from: "2019-06-01", to: "2019-06-20" },
      });
      const { spec } = planFigures(question, { asOf, policy: DEFAULT_POLICY, me: null });
      return (await figures(store.db, spec)).sides[0]!.totals.long_without_strategy_meeting!.value;
    };
    expect(await unmet(FIRST)).to.equal(1);
    expect(await unmet(hours(1, SECOND))).to.equal(0);
  });

  it("is another, or none, once it has been voided, moved, or is another episode's", async () => {
    const [first, second] = await havingMeetings(
      store,
      aMeeting([one], { heldAt: FIRST }),
      aMeeting([one], { heldAt: SECOND }),
    );
    const change = (id: number, data: { voidedAt?: Date; heldAt?: Date }) =>
      store.db.strategyMeeting.update({ where: { id }, data });
    await change(first!, { voidedAt: SECOND });
    expect(await metAt(store, one)).to.deep.equal(SECOND);
    await change(second!, { heldAt: FIRST });
    expect(await metAt(store, one)).to.deep.equal(FIRST);
    await store.db.$executeRaw`DELETE FROM strategy_meeting_episode WHERE meeting_id = ${second!}`;
    expect(await metAt(store, one)).to.equal(null);
  });
});

describe("An episode's first strategy meeting, of two that are written at once (PostgreSQL)", () => {
  let store: Store;
  let one: number;
  let other: number;
  before(async function () {
    await requireServer(this);
  });
  beforeEach(async () => {
    store = await freshServerStore();
    [one, other] = await twoEpisodes(store);
  });

  /** `second` is begun while the transaction of `first` is open, and waits for it. */
  async function atOnce(first: (db: Store["db"]) => Promise<unknown>, second: () => Promise<unknown>) {
    let waiting: Promise<unknown> = Promise.resolve();
    await store.db.$transaction(async (tx) => {
      await first(tx as Store["db"]);
      waiting = Promise.resolve(second());
      await someoneWaits(tx);
    });
    await waiting;
  }
  const hold = (db: Store["db"], id: number, heldAt: Date) =>
    db.strategyMeeting.update({ where: { id }, data: { heldAt } });

  it("is the earlier of both", async () => {
    const [early, late] = await havingMeetings(
      store,
      aMeeting([one], { plannedFor: FIRST }),
      aMeeting([one], { plannedFor: SECOND }),
    );
    await atOnce(
      (tx) => hold(tx, early!, FIRST),
      () => hold(store.db, late!, SECOND),
    );
    expect(await metAt(store, one)).to.deep.equal(FIRST);
  });

  it("is one that is recorded as held while it is linked to the episode, whichever comes first", async () => {
    const link = (db: Store["db"], id: number) =>
      db.$executeRaw`INSERT INTO strategy_meeting_episode (meeting_id, episode_id) VALUES (${id}, ${other})`;
    const [linkedFirst, heldFirst] = await havingMeetings(
      store,
      aMeeting([one], { plannedFor: SECOND }),
      aMeeting([one], { plannedFor: FIRST }),
    );
    await atOnce(
      (tx) => link(tx, linkedFirst!),
      () => hold(store.db, linkedFirst!, SECOND),
    );
    expect(await metAt(store, other)).to.deep.equal(SECOND);
    await atOnce(
      (tx) => hold(tx, heldFirst!, FIRST),
      () => link(store.db, heldFirst!),
    );
    expect(await metAt(store, other)).to.deep.equal(FIRST);
  });

  it("of a file and a card at once is waited for by the one that comes second, and neither is given up", async () => {
    const [known] = await havingMeetings(
      store,
      aMeeting([one], { source: "panel", externalId: "m1", plannedFor: FIRST }),
    );
    const row = (which: string) =>
      `SELECT 1 AS line, ${known!} AS row_id, 'panel' AS source, 'm1' AS external_id,
        '${SECOND.toISOString()}'::timestamptz AS held_at, ARRAY[${one}] AS episode_ids WHERE ${which}`;
    const given = {
      sql: row("true"),
      fresh: row("false"),
      params: [],
      fields: new Set(["source", "externalId", "heldAt", "episodeIds"]),
    };
    const step = { episodeIds: [one], seen: 1, step: { kind: "hold" as const, at: FIRST, chair: null } };
    let pressed: Promise<unknown[]> = Promise.resolve([]);
    await store.db.$transaction(async (tx) => {
      // once the file has planned, and before it writes
      const file = new Proxy(tx, {
        get: (target, name) =>
          name !== "$executeRawUnsafe"
            ? Reflect.get(target, name)
            : async (text: string, ...values: unknown[]) => {
                if (text.startsWith("UPDATE strategy_meeting")) {
                  pressed = write(store, anAuthor(), (w) => recordMeetingSteps(w, [step]));
                  await someoneWaits(tx);
                }
                return tx.$executeRawUnsafe(text, ...values);
              },
      });
      await writeWithin(file, anAuthor(), (w) => storeStagedMeetings(w, given));
    });
    expect((await pressed)[0]).to.include({ ok: false, why: "changed_since" });
    expect(await metAt(store, one)).to.deep.equal(SECOND);
  });
});
