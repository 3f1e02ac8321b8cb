import { expect } from "chai";
import { PATIENCE } from "../../bot/house.ts";
import { giveGrades } from "../../data/casework/grades.ts";
import { voidEpisodes } from "../../data/casework/void-rows.ts";
import { write } from "../../data/casework/write.ts";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import type { Store } from "../../data/store/store.ts";
import type { Speaker } from "../support/activities.ts";
import { anEndedEpisode, havingEpisodes, hours } from "../support/builders.ts";
import { buttonsOf, wordsOf } from "../support/card-parts.ts";
import {
  editOf,
  episodeCardsIn,
  FIRST,
  hurry,
  inFirst,
  inSecond,
  peopleOfTwoChannels,
} from "../support/channels.ts";
import { CANARY } from "../support/demo-store.ts";
import { type HouseOptions, somebody, TestHouse } from "../support/house.ts";
import type { Json } from "../support/json.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown, type Town } from "../support/town.ts";
import { until } from "../support/waiting.ts";

const REFRESH = "episode.refresh";
const teamsIdOf = ({ aadObjectId }: Pick<Speaker, "aadObjectId">) => `29:${aadObjectId}`;
const teamsId = (first: string) => teamsIdOf(somebody(first));

/** Everybody of the demonstration by the child whom they report in these tests: of North, worked with by Megan. */
const MAY = ["alex", "megan", "adele", "dana", "graham"];
const MAY_NOT = ["isaiah", "patti", "ruth", "kelly", "tariq", "joan"];

describeOnBothStores("Somebody's own view of an episode's card in a channel", (open) => {
  let store: Store;
  let town: Town;
  let house: TestHouse;
  beforeEach(async () => {
    store = await open();
    town = await smallTown(store);
    await store.db.$executeRawUnsafe("UPDATE pgboss.queue SET retry_delay = 0");
  });
  afterEach(() => house.close());

  const start = async (options: HouseOptions = {}) => {
    house = await TestHouse.open(store, { people: peopleOfTwoChannels(), ...options });
    const { people } = demonstrationPeople();
    house.connector.members.push(
      ...people.map((person) => ({ ...person, id: teamsIdOf(person), tenantId: "t", userRole: "user" })),
    );
  };
  const cardsIn = (root: string) => episodeCardsIn(house, root);
  /** Resolves once a card of the episode is known to stand. */
  const stands = (episodeId: number) =>
    until(
      () => store.db.episodePost.count({ where: { episodeId, state: "posted" } }),
      (cards) => cards > 0,
    );
  /** Has the child at home reported in the first channel; gives its card there. */
  const posted = async () => {
    await house.say("post episodes here", inFirst("adele"));
    const form = await house.say(`report ${town.home.reference} missing`, inFirst("patti"));
    await house.press(form.card, "Report missing", inFirst("patti"), {
      on: form.replies[0]!.id,
      inputs: { time: "13:30", risk: "high" },
    });
    await house.connector.until(() => cardsIn(FIRST).length > 0);
    const { id: episodeId } = await store.db.episode.findFirstOrThrow({ orderBy: { id: "desc" } });
    await stands(episodeId);
    const { id, card } = cardsIn(FIRST)[0]!;
    return { id, card, episodeId };
  };
  /** As Teams sends it, with what the card carries. */
  const refresh = (card: Json, as: Speaker, on: string) =>
    house.invoke(card.refresh.action.verb, card.refresh.action.data, as, { on, trigger: "automatic" });
  const edited = (id: string, until?: (card: Json) => boolean) => editOf(house, id, until);
  const bytesToRooms = () =>
    JSON.stringify(
      house.connector.received.filter(({ conversationId }) => conversationId?.startsWith("19:")),
    );
  const seen = (what = "episode_view") =>
    store.db.audit.findMany({
      where: { kind: "disclosure", detail: { path: ["what"], equals: what } },
      orderBy: { id: "asc" },
    });
  const sending = () => store.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job
    WHERE state IN ('created', 'retry', 'active') AND name IN ('card-edit', 'receipt-note', 'episode-post')`;
  const without = ({ refresh: _, ...card }: Json) => card;

  it("is asked for by Teams for those who may read the name, with nothing but ids", async () => {
    await start();
    const { card, episodeId } = await posted();
    expect(card.refresh).to.deep.equal({
      action: { type: "Action.Execute", title: "Refresh", verb: REFRESH, data: { id: episodeId } },
      userIds: card.refresh.userIds,
    });
    // her own worker, her team, then those who may read every name
    expect(card.refresh.userIds).to.deep.equal(["megan", "adele", "alex", "dana", "graham"].map(teamsId));
    expect(bytesToRooms()).not.to.match(CANARY);
  });

  it("has name, age and record for each of them, with the same buttons, and nobody else's is but what all see", async () => {
    await start();
    await havingEpisodes(
      store,
      ...[-900, -1200, -1500, -3000].map((at) =>
        anEndedEpisode(town.home.childId, { startedAt: hours(at), endedAt: hours(at + 5) }),
      ),
    );
    const { id, card } = await posted();
    for (const first of MAY) {
      const own = await refresh(card, inFirst(first), id);
      expect(own.status).to.equal(200);
      expect(own.body).to.include({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
      const words = wordsOf(own.card);
      expect(words, first).to.contain(`${NAMES.home} (${town.home.reference}) · ME-`);
      expect(words).to.match(/Age\n13\n/);
      expect(words).to.match(/In the last 90 days\n4 episodes\n/);
      expect(words).to.contain("The last 3 of 4 other episodes");
      expect(words).to.contain("5 hours");
      expect(words).to.contain("Missing for 30 min, high risk");
      expect(buttonsOf(own.card)).to.deep.equal(buttonsOf(card));
      expect(own.card.refresh.userIds).to.deep.equal([teamsId(first)]);
    }
    for (const as of [...MAY_NOT.map(inFirst), { ...inFirst("patti"), aadObjectId: "nobody-known" }]) {
      const own = await refresh(card, as, id);
      expect(own.status).to.equal(200);
      expect(own.card, as.name).to.deep.equal(without(card));
    }
    expect(bytesToRooms()).not.to.match(CANARY);
    expect(house.logged.join()).not.to.match(CANARY);
  });

  it("is in the audit once a person, card and version, and changes nothing else", async () => {
    await start();
    const { id, card, episodeId } = await posted();
    const all = async () => [
      await store.db.change.count(),
      await store.db.postedCard.findMany({ orderBy: { id: "asc" } }),
      await store.db.receipt.count(),
      house.connector.received.length,
    ];
    // what the report itself has sent
    await until(sending, (jobs) => jobs.length === 0);
    const before = await all();
    for (const first of ["megan", "adele", "megan", "patti", "megan", "patti"])
      await refresh(card, inFirst(first), id);
    await Promise.all(Array.from({ length: 5 }, () => refresh(card, inFirst("alex"), id)));
    expect(await all()).to.deep.equal(before);
    const rows = (await seen()).map(({ personId, role, conversationId, childIds, detail }) => ({
      ...{ personId, role, conversationId, childIds, detail },
    }));
    const row = (first: string, role: string) => ({
      personId: somebody(first).aadObjectId,
      role,
      conversationId: FIRST,
      childIds: [town.home.childId],
      detail: { what: "episode_view", episodeId, cardVersion: 0 },
    });
    expect(rows).to.deep.equal([
      row("megan", "social_worker"),
      row("adele", "team_manager"),
      row("alex", "missing_coordinator"),
    ]);
    expect((await seen("episode_card")).map(({ personId }) => personId)).to.deep.equal([
      somebody("patti").aadObjectId,
    ]);
  });

  it("follows an edit of the card, which asks for it again, and is then a further row of the audit", async () => {
    await start();
    const { id, card, episodeId } = await posted();
    await refresh(card, inFirst("megan"), id);
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      giveGrades(w, [{ episodeId, version: 1, risk: "low" }]),
    );
    await hurry(store);
    const now = await edited(id, (shown) => /Risk\nLow/.test(wordsOf(shown)));
    expect(now.refresh).to.deep.equal(card.refresh);
    // Teams may still send the data of the card before
    const own = await refresh(card, inFirst("megan"), id);
    expect(wordsOf(own.card))
      .to.contain(NAMES.home)
      .and.match(/Risk\nLow/);
    expect((await seen()).map(({ detail }) => (detail as Json).cardVersion)).to.deep.equal([0, 1]);
    expect(bytesToRooms()).not.to.match(CANARY);
  });

  it("is gone with the right to it, and with a room that is covered no more", async () => {
    let megan: Json = {};
    let covered = true;
    await start({
      directory: (inner) => ({
        ...inner,
        person: async (id, ...more) => {
          const person = await inner.person(id, ...more);
          return person?.id === "megan-bowen" ? { ...person, ...megan } : person;
        },
        audience: async (room, asker) => (covered ? inner.audience(room, asker) : "outside"),
      }),
    });
    const { id, card, episodeId } = await posted();
    expect(wordsOf((await refresh(card, inFirst("megan"), id)).card)).to.contain(NAMES.home);
    megan = { team: "South", worker: null };
    expect((await refresh(card, inFirst("megan"), id)).card).to.deep.equal(without(card));
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      giveGrades(w, [{ episodeId, version: 1, risk: "low" }]),
    );
    await hurry(store);
    const now = await edited(id, (shown) => /Risk\nLow/.test(wordsOf(shown)));
    expect(now.refresh.userIds).to.deep.equal(["adele", "alex", "dana", "graham"].map(teamsId));
    covered = false;
    const { card: outside } = await refresh(card, inFirst("alex"), id);
    expect(wordsOf(outside)).to.contain("Not in this conversation");
    expect(JSON.stringify(outside)).not.to.match(CANARY).and.not.contain(town.home.reference);
    expect((await seen()).length).to.equal(1);
  });

  it("tells nothing elsewhere, of another episode, or of what is no id", async () => {
    await start();
    const { id, card, episodeId } = await posted();
    const neutral = new Set<string>();
    for (const [data, as] of [
      [{ id: episodeId }, inSecond("alex")],
      [{ id: episodeId }, somebody("alex")],
      [{ id: town.sam.episodeId }, inFirst("alex")],
      [{ id: 999_999 }, inFirst("alex")],
      [{ id: "1; DROP TABLE child" }, inFirst("alex")],
      [{ id: -1 }, inFirst("alex")],
      [{}, inFirst("alex")],
      [{ childId: town.home.childId }, inFirst("alex")],
    ] as const) {
      const { status, card: answer } = await house.invoke(REFRESH, data, as, {
        on: id,
        trigger: "automatic",
      });
      expect(status).to.equal(200);
      neutral.add(JSON.stringify(answer));
    }
    expect(neutral.size).to.equal(1);
    expect([...neutral][0])
      .to.contain("This card is out of date")
      .and.not.match(/MC-|ME-/);
    // a message that was taken away shows nothing any more
    await store.db.postedCard.updateMany({ where: { activityId: id }, data: { goneAt: house.now } });
    const gone = await refresh(card, inFirst("alex"), id);
    expect([...neutral]).to.deep.equal([JSON.stringify(gone.card)]);
    await store.db.postedCard.updateMany({ where: { activityId: id }, data: { goneAt: null } });
    // whatever else stands in the data is nobody's business
    const more = { ...card.refresh.action.data, childId: town.sam.childId, name: "x", version: 9 };
    const own = await house.invoke(REFRESH, more, inFirst("alex"), { on: id });
    expect(wordsOf(own.card)).to.contain(NAMES.home).and.not.contain(NAMES.sam);
    expect(await seen()).to.have.length(1);
  });

  it("is not asked for where the members cannot be read; the card stands all the same, and is looked at again", async () => {
    await start();
    house.connector.inject({ status: 500, method: "GET", times: 9 });
    const { id, card } = await posted();
    expect(card).not.to.have.property("refresh");
    const { turnsAt } = await store.db.postedCard.findFirstOrThrow({ where: { activityId: id } });
    expect(turnsAt).to.deep.equal(new Date(house.now.getTime() + 600_000));
    expect((await house.invoke(REFRESH, { id: 1 }, inFirst("patti"), { on: id })).status).to.equal(200);
  });

  it("is not asked for again and again where the members may not be read at all", async () => {
    await start();
    house.connector.inject({ status: 403, method: "GET", times: 9 });
    const { id, card } = await posted();
    expect(card).not.to.have.property("refresh");
    const { turnsAt } = await store.db.postedCard.findFirstOrThrow({ where: { activityId: id } });
    expect(turnsAt!.getTime() - house.now.getTime()).to.be.greaterThan(3_600_000);
  });

  it("of a report that was taken back is what all see, and nobody is asked for any more", async () => {
    await start();
    const { id, card, episodeId } = await posted();
    await write(store, { by: null, recordedAt: house.now }, (w) => voidEpisodes(w, [episodeId]));
    await hurry(store);
    const now = await edited(id, (shown) => wordsOf(shown).includes("Report taken back"));
    expect(now).not.to.have.property("refresh");
    expect((await refresh(card, inFirst("megan"), id)).card).to.deep.equal(now);
  });

  it("is what all see where somebody cannot be looked up, and a sentence where nothing can be had", async () => {
    let fails: "person" | "audience" | "nothing" = "nothing";
    const hang = () => new Promise<never>(() => {});
    await start({
      patience: PATIENCE,
      directory: (inner) => ({
        ...inner,
        // what was looked up before is still at hand
        person: async (id, tenantId, options) =>
          fails === "person" && id !== "" && options?.fresh ? hang() : inner.person(id, tenantId, options),
        audience: async (...room) =>
          fails === "audience" ? Promise.reject(new Error("down")) : inner.audience(...room),
      }),
    });
    const { id, card } = await posted();
    fails = "person";
    expect((await refresh(card, inFirst("megan"), id)).card).to.deep.equal(without(card));
    fails = "audience";
    const { status, body } = await refresh(card, inFirst("megan"), id);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ statusCode: 200, type: "application/vnd.microsoft.activity.message" });
    expect(body.value).to.equal("I couldn't finish that. Try again in a minute.");
    fails = "nothing";
    expect(wordsOf((await refresh(card, inFirst("megan"), id)).card)).to.contain(NAMES.home);
  });

  it("is asked for, for 60 at most: those first who have most to do with the child", async () => {
    const { people, channels } = peopleOfTwoChannels();
    const many = Array.from({ length: 70 }, (_, n) => ({
      id: `duty-${n}`,
      aadObjectId: `duty-${String(n).padStart(2, "0")}`,
      name: `Duty ${n}`,
      role: "duty",
      agency: "City Council",
    }));
    await start({ people: { people: [...many, ...people], channels } });
    house.connector.members.unshift(
      ...many.map((person) => ({ ...person, id: teamsIdOf(person), tenantId: "t", userRole: "user" })),
    );
    const { card, id } = await posted();
    const { userIds } = card.refresh;
    expect(userIds).to.have.length(60);
    expect(userIds.slice(0, 2)).to.deep.equal(["megan", "adele"].map(teamsId));
    // among equals the same ones at every edit
    expect(userIds.slice(2)).to.deep.equal([...userIds.slice(2)].sort());
    expect(Buffer.byteLength(JSON.stringify(card))).to.be.below(24 * 1024);
    // who is not among them asks by hand
    const last = { ...inFirst("graham"), aadObjectId: "duty-69" };
    expect(userIds).not.to.include(teamsIdOf(last));
    const own = await house.invoke(REFRESH, card.refresh.action.data, last, { on: id, trigger: "manual" });
    expect(wordsOf(own.card)).to.contain(NAMES.home);
  });

  it("leads to the same forms, which stay by reference in the room", async () => {
    await start();
    const { id, card } = await posted();
    const own = await refresh(card, inFirst("megan"), id);
    const form = await house.press(own.card, "Log return", inFirst("megan"), { on: id });
    const receipt = await house.press(form.card, "Log the return", inFirst("megan"), { on: id });
    expect(wordsOf(receipt.card)).to.contain(`${town.home.reference} is back`);
    await hurry(store);
    const now = await edited(id, (shown) => wordsOf(shown).includes("Back after"));
    expect(wordsOf((await refresh(now, inFirst("megan"), id)).card)).to.contain(NAMES.home);
    expect(JSON.stringify([form.body, receipt.body])).not.to.match(CANARY);
    expect(bytesToRooms()).not.to.match(CANARY);
  });

  it("is in a 1:1 chat the card itself, until its person may read the name no more", async () => {
    const megan = somebody("megan");
    let role = "social_worker";
    await start({
      directory: (inner) => ({
        ...inner,
        person: async (id, ...more) => {
          const person = await inner.person(id, ...more);
          return person?.id === "megan-bowen" ? { ...person, role: role as typeof person.role } : person;
        },
      }),
    });
    const form = await house.say(`report ${town.home.reference} missing`, megan);
    await house.press(form.card, "Report missing", megan, { on: form.replies[0]!.id });
    const chat = `a:${teamsIdOf(megan)}`;
    await house.connector.until(() => cardsIn(chat).length > 0);
    const { id, card } = cardsIn(chat)[0]!;
    expect(wordsOf(card))
      .to.contain(`${NAMES.home} (${town.home.reference})`)
      .and.match(/Age\n13\n/);
    expect(card).not.to.have.property("refresh");
    role = "police";
    const { id: episodeId, version } = await store.db.episode.findFirstOrThrow({ orderBy: { id: "desc" } });
    await stands(episodeId);
    await write(store, { by: null, recordedAt: house.now }, (w) =>
      giveGrades(w, [{ episodeId, version, risk: "low" }]),
    );
    await hurry(store);
    const now = await edited(id, (shown) => /Risk\nLow/.test(wordsOf(shown)));
    expect(wordsOf(now)).to.contain(`${town.home.reference} · ME-`);
    expect(JSON.stringify(now)).not.to.match(CANARY).and.not.match(/"Age"/);
  });

  it("is there for the first look, before the message itself is kept", async () => {
    await start({ sends: false });
    await house.say("post episodes here", inFirst("adele"));
    const form = await house.say(`report ${town.home.reference} missing`, inFirst("patti"));
    await house.press(form.card, "Report missing", inFirst("patti"), { on: form.replies[0]!.id });
    const { id } = await store.db.episode.findFirstOrThrow({ orderBy: { id: "desc" } });
    const { card } = await house.invoke(REFRESH, { id }, inFirst("megan"), { on: "sent-1" });
    expect(wordsOf(card)).to.contain(NAMES.home);
  });
});
