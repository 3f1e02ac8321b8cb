import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { OPERATIONS, OUTSIDE, somebody, TestHouse } from "../support/house.ts";
import { describeOnBothStores } from "../support/stores.ts";
import { NAMES, smallTown } from "../support/town.ts";

describeOnBothStores("A message that names a child in a room", (open) => {
  const alex = somebody("alex");
  const chat = `a:29:${alex.aadObjectId}`;
  let store: Store;
  let house: TestHouse;
  before(async () => {
    store = await open();
    await smallTown(store);
    house = await TestHouse.open(store);
  });
  after(() => house.close());

  const asked = async (text: string, room = OPERATIONS, first = "alex") =>
    wordsOf((await house.say(text, somebody(first, room))).card);

  it("gets one sentence, whoever the name fits, and asks for our own chat where there is none", async () => {
    const said = new Set<string>();
    for (const room of [OPERATIONS, OUTSIDE]) {
      for (const name of [NAMES.kit, NAMES.twin, NAMES.home])
        said.add(await asked(`record for ${name}`, room));
      said.add(await asked(`log a return for ${NAMES.sam}`, room));
      said.add(await asked("log a return for Quentin Unheard", room));
    }
    expect([...said]).to.have.length(1);
    expect([...said][0]).to.match(/open a chat with Homeward and type the question there/);
    expect([...said][0]).not.to.match(CANARY);
    expect(await store.db.$queryRawUnsafe("SELECT 1 FROM pgboss.job WHERE name = 'own-chat'")).to.deep.equal(
      [],
    );
  });

  it("is answered in our own chat, with nothing but ids in the queue, and goes on from there", async () => {
    await house.say("help", alex);
    const before = house.sent(chat).length;
    expect(await asked(`record for ${NAMES.kit}`)).to.match(/I have replied in our own chat/);
    const sent = await house.arrivals(chat, before + 1);
    const answer = sent.at(-1)!;
    expect(wordsOf(answer.card)).to.contain(NAMES.kit);
    expect(answer.activity.summary).not.to.match(CANARY);
    const jobs = await store.db.$queryRawUnsafe<{ data: object }[]>(
      "SELECT data, output FROM pgboss.job WHERE name = 'own-chat'",
    );
    expect(jobs).to.have.length(1);
    expect(JSON.stringify(jobs)).not.to.match(CANARY);
  });

  for (const text of [
    "delete X",
    "tell me a joke about X",
    "what is X's phone number",
    "should I call the police about X",
    "how is X",
    "episodes by month for X",
    "weekly summary for X",
    "send me the weekly summary for X every Friday",
    "undo X",
  ]) {
    it(`is told no differently from one that nobody bears: ${text}`, async () => {
      for (const room of [OPERATIONS, OUTSIDE]) {
        const [known, unheard] = [NAMES.kit, "Quentin Unheard"].map((name) => text.replace("X", name));
        expect(await asked(unheard!, room, "megan")).to.equal(await asked(known!, room, "megan"));
        const small = await asked(unheard!.toLowerCase(), room, "megan");
        expect(small).to.equal(await asked(known!.toLowerCase(), room, "megan"));
      }
    });
  }

  it("by reference is answered there and then", async () => {
    const { number } = await store.db.child.findFirstOrThrow({ where: { name: NAMES.kit } });
    const words = await asked(`is MC-${number} missing now`);
    expect(words).to.contain(`MC-${number}`);
    expect(words).not.to.match(CANARY);
  });

  it("leaves no name in the room, the log, the audit, the inbox or the queue", async () => {
    const rooms = house.connector.received.filter(({ conversationId }) => conversationId?.startsWith("19:"));
    expect(rooms.length).to.be.greaterThan(10);
    expect(JSON.stringify(rooms)).not.to.match(CANARY);
    const kept = [
      await store.db.$queryRawUnsafe("SELECT to_jsonb(audit)::text FROM audit"),
      await store.db.$queryRawUnsafe("SELECT to_jsonb(inbox)::text FROM inbox"),
      await store.db.$queryRawUnsafe("SELECT data::text, output::text FROM pgboss.job"),
      house.logged,
    ];
    expect(JSON.stringify(kept)).to.contain("turn taken").and.not.to.match(CANARY);
  });
});
