import { expect } from "chai";
import {
  claimWelcome,
  conversationOf,
  findPersonal,
  markConversationGone,
  markInstalled,
  upsertConversation,
} from "../../data/conversations.ts";
import {
  beginEdit,
  closeOpenForm,
  endEdit,
  getPostedCard,
  isFormCard,
  isLatestEdit,
  markCardGone,
  postedCardsOf,
  saveOpenedForm,
  savePostedCard,
} from "../../data/posted-cards.ts";
import type { Store } from "../../data/store/store.ts";
import { aCard, aConversation, havingCard, hours, NOW } from "../support/builders.ts";
import { describeOnBothStores } from "../support/stores.ts";

describeOnBothStores("A conversation", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("is kept as it was last seen, and what a turn does not tell is kept", async () => {
    const channel = aConversation({ id: "19:room", scope: "channel", aadObjectId: null, teamId: "t" });
    await upsertConversation(store.db, { ...channel, teamAadGroupId: "group" });
    await upsertConversation(store.db, { ...channel, serviceUrl: "https://elsewhere.example" });
    const kept = await conversationOf(store.db, "19:room");
    expect(kept).to.include({
      serviceUrl: "https://elsewhere.example",
      teamId: "t",
      teamAadGroupId: "group",
    });
  });

  it("that is seen unchanged is not written again", async () => {
    await upsertConversation(store.db, aConversation({ id: "same" }));
    const stamp = async () =>
      (
        await store.db.$queryRaw<{ xmin: string }[]>`SELECT xmin::text FROM conversation WHERE id = 'same'`
      )[0];
    const before = await stamp();
    await upsertConversation(store.db, aConversation({ id: "same" }));
    expect(await stamp()).to.deep.equal(before);
    await upsertConversation(store.db, aConversation({ id: "same", teamId: "now told" }));
    expect(await stamp()).to.not.deep.equal(before);
  });

  it("of a person is the 1:1 chat that is not gone, and comes back when it is seen again", async () => {
    const own = aConversation({ id: "own", aadObjectId: "sam" });
    await upsertConversation(store.db, own);
    await upsertConversation(
      store.db,
      aConversation({ id: "group", scope: "groupChat", aadObjectId: "sam" }),
    );
    expect((await findPersonal(store.db, "sam"))?.id).to.equal("own");
    await markConversationGone(store.db, "own", NOW);
    expect(await findPersonal(store.db, "sam")).to.equal(null);
    expect((await conversationOf(store.db, "own"))?.goneAt).to.deep.equal(NOW);
    await upsertConversation(store.db, own);
    expect((await findPersonal(store.db, "sam"))?.id).to.equal("own");
    expect(await findPersonal(store.db, "nobody")).to.equal(null);
  });

  it("is welcomed once, by one of several at the same time", async () => {
    await upsertConversation(store.db, aConversation({ id: "new" }));
    await markInstalled(store.db, "new", hours(-1));
    await markInstalled(store.db, "new", NOW);
    const claims = await Promise.all([1, 2, 3].map(() => claimWelcome(store.db, "new", NOW)));
    expect(claims.filter(Boolean)).to.have.length(1);
    expect(await conversationOf(store.db, "new")).to.deep.include({
      installedAt: hours(-1),
      welcomedAt: NOW,
    });
  });
});

describeOnBothStores("A card that stands in a conversation", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });

  it("is found by the episodes that it shows, until it is gone", async () => {
    const id = await havingCard(store, [1, 2], { activityId: "a" });
    await havingCard(store, [3], { activityId: "b" });
    expect((await postedCardsOf(store.db, [2, 9])).map((card) => card.id)).to.deep.equal([id]);
    await markCardGone(store.db, id, NOW);
    await markCardGone(store.db, id, hours(1));
    expect(await postedCardsOf(store.db, [2, 9])).to.deep.equal([]);
    expect((await getPostedCard(store.db, id))?.goneAt).to.deep.equal(NOW);
  });

  it("is the same card when the same message shows something else", async () => {
    const id = await havingCard(store, [4], { activityId: "c" });
    const again = aCard([5], {
      activityId: "c",
      reading: { kind: "form", form: "return", episodeId: 5 },
      revision: 7n,
    });
    expect(await savePostedCard(store.db, again)).to.equal(id);
    const card = await getPostedCard(store.db, id);
    expect(card).to.deep.include({
      episodeIds: [5],
      reading: { kind: "form", form: "return", episodeId: 5 },
      revision: 7n,
    });
    const edit = (await beginEdit(store.db, id))!;
    const shown = { reading: { kind: "question" }, episodeIds: [], revision: 8n };
    expect(await endEdit(store.db, edit, shown)).to.equal(true);
    expect(await getPostedCard(store.db, id)).to.deep.include({ episodeIds: [], revision: 8n });
  });

  it("tells an edit that another one has begun meanwhile, and keeps what the later one shows", async () => {
    const id = await havingCard(store, [4], { activityId: "edited" });
    const [first, second] = [(await beginEdit(store.db, id))!, (await beginEdit(store.db, id))!];
    const shown = (revision: bigint) => ({ reading: { kind: "question" }, episodeIds: [4], revision });
    expect(await endEdit(store.db, second, shown(9n))).to.equal(true);
    expect(await endEdit(store.db, first, shown(8n))).to.equal(false);
    expect((await getPostedCard(store.db, id))!.revision).to.equal(9n);
    await markCardGone(store.db, id, NOW);
    expect(await beginEdit(store.db, id)).to.equal(null);
  });

  it("is told to be a form where it is one", async () => {
    const { conversationId } = aCard([]);
    await havingCard(store, [6], {
      activityId: "form",
      reading: { kind: "form", form: "return", episodeId: 6 },
    });
    await havingCard(store, [6], { activityId: "list" });
    const card = { conversationId, activityId: "form", form: "return", episodeId: 6 };
    expect(await isFormCard(store.db, card)).to.equal(true);
    expect(await isFormCard(store.db, { ...card, form: "risk" })).to.equal(false);
    expect(await isFormCard(store.db, { ...card, episodeId: 7 })).to.equal(false);
    expect(await isFormCard(store.db, { ...card, activityId: "list" })).to.equal(false);
    expect(await isFormCard(store.db, { ...card, conversationId: "elsewhere" })).to.equal(false);
  });

  it("stays a list when forms are opened on it, and an edit that is being made gives way", async () => {
    const list = await havingCard(store, [6], { activityId: "list" });
    const form = (activityId: string, episodeId: number, personId: string) =>
      saveOpenedForm(
        store.db,
        aCard([episodeId], { activityId, personId, reading: { kind: "form", form: "return", episodeId } }),
      );
    const kept = (id: number) => getPostedCard(store.db, id);
    const editing = (await beginEdit(store.db, list))!;
    for (const person of ["alex", "dana"])
      expect(await form("list", 6, person)).to.deep.equal({ id: list, over: true });
    expect(await isLatestEdit(store.db, editing)).to.equal(false);
    expect((await kept(list))?.reading).not.to.deep.include({ kind: "form" });
    expect(Object.keys((await kept(list))?.openForms as object)).to.have.members(["alex", "dana"]);
    await closeOpenForm(store.db, { ...aCard([]), activityId: "list", personId: "alex" });
    expect(Object.keys((await kept(list))?.openForms as object)).to.deep.equal(["dana"]);
    // what has been edited shows nobody's form
    const edit = (await beginEdit(store.db, list))!;
    await endEdit(store.db, edit, { reading: { kind: "question" }, episodeIds: [6], revision: 9n });
    expect((await kept(list))?.openForms).to.deep.equal({});
  });

  it("that shows nothing itself becomes the form; of several people's the first one's is kept", async () => {
    const form = (episodeId: number, personId: string) =>
      saveOpenedForm(
        store.db,
        aCard([episodeId], { activityId: "question", personId, reading: { kind: "form", form: "return" } }),
      );
    const { id, over } = await form(6, "alex");
    expect(over).to.equal(false);
    expect(await form(7, "dana")).to.deep.equal({ id, over: true });
    expect(await form(8, "alex")).to.deep.equal({ id, over: false });
    expect(await getPostedCard(store.db, id)).to.deep.include({ episodeIds: [8], personId: "alex" });
  });
});
