import { expect } from "chai";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { storeInterviews } from "../../../data/casework/interviews.ts";
import { write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  anAuthor,
  anEndedEpisode,
  anInterview,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  hours,
} from "../../support/builders.ts";
import { expectInterviewStatesKept } from "../../support/interview-states.ts";
import { describeOnBothStores, freshServerStore, requireServer } from "../../support/stores.ts";
import { someoneWaits } from "../../support/waiting.ts";

const key = (externalId: string) => ({ source: "lcs", externalId });

/** A child's episodes, each an hour long, that ended so many hours ago. */
async function returned(store: Store, ...ago: number[]): Promise<number[]> {
  const [childId] = await havingChildren(store, {});
  const rows = ago.map((n) =>
    anEndedEpisode(childId!, { ...key(`E${n}`), startedAt: hours(-n - 1), endedAt: hours(-n) }),
  );
  return havingEpisodes(store, ...rows);
}

async function kept({ db }: Store, episodeId: number) {
  const row = await db.episodeInterview.findUnique({ where: { episodeId } });
  return row && { completedAt: row.completedAt, acceptedAt: row.acceptedAt, offeredAt: row.offeredAt };
}

describeOnBothStores("The interview state beside an episode", (open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => expectInterviewStatesKept(store));

  it("is the earliest offer, acceptance and completion of all its interviews", async () => {
    const [id] = (await returned(store, 60)) as [number];
    expect(await kept(store, id)).to.equal(null);
    const done = { outcome: "accepted", outcomeAt: hours(-40), completedAt: hours(-30) } as const;
    await havingInterviews(store, anInterview([id], { offeredAt: hours(-50) }), anInterview([id], done));
    const state = { completedAt: hours(-30), acceptedAt: hours(-40), offeredAt: hours(-50) };
    expect(await kept(store, id)).to.deep.equal(state);
  });

  it("of each of several episodes takes the completion that is not before its own return", async () => {
    const [first, second] = (await returned(store, 60, 20)) as [number, number];
    await havingInterviews(store, anInterview([first, second], { completedAt: hours(-30) }));
    expect((await kept(store, first))!.completedAt).to.deep.equal(hours(-30));
    expect((await kept(store, second))!.completedAt).to.equal(null);
  });

  it("follows a return that is corrected or taken back", async () => {
    const [first, second] = (await returned(store, 60, 40)) as [number, number];
    await havingInterviews(store, anInterview([first, second], { completedAt: hours(-30) }));
    const { childId } = (await store.db.episode.findUnique({ where: { id: second } }))!;
    const ending = (endedAt: Date | null) =>
      write(store, anAuthor(), (w) =>
        storeEpisodes(w, [{ childId, ...key("E40"), startedAt: hours(-41), endedAt }]),
      );
    await ending(hours(-20));
    expect((await kept(store, second))!.completedAt).to.equal(null);
    await ending(hours(-35));
    expect((await kept(store, second))!.completedAt).to.deep.equal(hours(-30));
    await ending(null);
    expect((await kept(store, second))!.completedAt).to.equal(null);
    expect((await kept(store, first))!.completedAt).to.deep.equal(hours(-30));
  });

  it("forgets an interview that is voided, and one that turns out to be about another episode", async () => {
    const [first, second] = (await returned(store, 60, 40)) as [number, number];
    const row = { ...key("I1"), outcome: "declined", outcomeAt: hours(-10) } as const;
    await havingInterviews(store, anInterview([first], row));
    expect((await kept(store, first))!.offeredAt).to.deep.equal(hours(-12));
    await havingInterviews(store, anInterview([second], row));
    expect((await kept(store, first))!.offeredAt).to.equal(null);
    expect((await kept(store, second))!.offeredAt).to.deep.equal(hours(-12));
    await store.db.interview.updateMany({ data: { voidedAt: hours(0) } });
    expect((await kept(store, second))!.offeredAt).to.equal(null);
  });

  it("is the same whichever interviews are written together: an episode's first, its second, or both", async () => {
    const [first, second, third, fourth] = (await returned(store, 60, 55, 50, 45)) as [
      ...[number, number, number, number],
    ];
    const declined = { outcome: "declined", outcomeAt: hours(-20) } as const;
    await havingInterviews(store, anInterview([second], { offeredAt: hours(-30) }));
    const all = [
      anInterview([first], { completedAt: hours(-30) }),
      anInterview([first], { completedAt: hours(-35), offeredAt: hours(-36) }),
      anInterview([first, second, third], { offeredAt: hours(-25), outcome: null, outcomeAt: null }),
      anInterview([third], declined),
      anInterview([fourth], { ...declined, offeredAt: hours(-22) }),
    ];
    await havingInterviews(store, ...all);
    const told = await Promise.all([first, second, third, fourth].map((id) => kept(store, id)));
    expect(told.map((row) => row!.offeredAt)).to.deep.equal([-36, -30, -25, -22].map((n) => hours(n)));
    expect(told.map((row) => row!.completedAt)).to.deep.equal([hours(-35), null, null, null]);
    const refusals = await store.db.$queryRawUnsafe<{ id: number }[]>(
      "SELECT episode_id AS id FROM episode_interview WHERE declined @> $1::timestamptz ORDER BY 1",
      hours(-1),
    );
    expect(refusals.map(({ id }) => id)).to.deep.equal([third, fourth]);
  });

  it("lets an interview be linked to a later return, too, where it is after another one", async () => {
    const [first, second] = (await returned(store, 60, 20)) as [number, number];
    await havingInterviews(store, anInterview([first], { ...key("I1"), completedAt: hours(-30) }));
    const { id } = (await store.db.interview.findFirst())!;
    const link = { interviewId: id, episodeId: second };
    await store.db.interviewEpisode.create({ data: link });
    expect((await kept(store, second))!.completedAt).to.equal(null);
    await store.db.interviewEpisode.delete({ where: { interviewId_episodeId: link } });
    await store.db.interview.update({ where: { id }, data: { voidedAt: hours(0) } });
    await store.db.interviewEpisode.create({ data: link });
    expect((await kept(store, second))?.offeredAt ?? null).to.equal(null);
  });

  it("is declined from a refusal to the next other outcome, and again from the next refusal", async () => {
    const [id] = (await returned(store, 60)) as [number];
    const said = (outcome: "declined" | "not_contactable", at: number) =>
      anInterview([id], { outcome, outcomeAt: hours(at) });
    const rows = [said("not_contactable", -40), said("declined", -50), said("declined", -20)];
    await havingInterviews(store, ...rows, said("not_contactable", -20));
    const at = [-50, -41, -40, -21, -20, 0].map((n) => hours(n).toISOString());
    const found = await store.db.$queryRawUnsafe<{ declined: boolean }[]>(
      "SELECT k.declined @> a.at AS declined FROM episode_interview k, unnest($1::timestamptz[]) a(at) ORDER BY a.at",
      at,
    );
    expect(found.map((row) => row.declined)).to.deep.equal([true, true, false, false, true, true]);
  });
});

describe("Two interviews of one episode that are written at once (PostgreSQL)", () => {
  before(async function () {
    await requireServer(this);
  });

  for (const standing of [false, true]) {
    it(`both count for its state, ${standing ? "where it has had one before" : "the first of it"}`, async () => {
      const store = await freshServerStore();
      const [id] = (await returned(store, 60)) as [number];
      if (standing) await havingInterviews(store, anInterview([id], { offeredAt: hours(-5) }));
      const storing = (offeredAt: Date, last: (tx: Store["db"]) => Promise<void>) =>
        write(store, anAuthor(), async (w) => {
          await storeInterviews(w, [anInterview([id], { offeredAt })]);
          await last(w.tx as Store["db"]);
        });
      let other: Promise<void> | undefined;
      await storing(hours(-20), async (tx) => {
        other = storing(hours(-10), async () => {});
        await someoneWaits(tx);
      });
      await other;
      expect((await kept(store, id))!.offeredAt).to.deep.equal(hours(-20));
      await expectInterviewStatesKept(store);
    });
  }
});
