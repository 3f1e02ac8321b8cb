import { expect } from "chai";
import { createDispatcher } from "../../../bot/schedule/dispatcher.ts";
import { postEpisode } from "../../../bot/schedule/episode-post.ts";
import { bindChannel } from "../../../data/channel-bindings.ts";
import { upsertConversation } from "../../../data/conversations.ts";
import type { EpisodePostJob } from "../../../data/episode-posts.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aConversation,
  anAuthor,
  anEndedEpisode,
  anEpisode,
  havingChildren,
  havingEpisodes,
  havingOrganisation,
  hours,
  NOW,
} from "../../support/builders.ts";
import { FIRST, peopleOfTwoChannels, SECOND } from "../../support/channels.ts";
import { TestHouse } from "../../support/house.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { importing } from "../files/import/importing.ts";

describeOnBothStores("A new episode", (open) => {
  let store: Store;
  const channel = async (id: string, teamIds: number[]) => {
    await upsertConversation(store.db, aConversation({ id, scope: "channel", aadObjectId: null }));
    await bindChannel(store, { by: "dana", recordedAt: NOW }, { conversationId: id, teamIds });
  };
  const posts = () =>
    store.db.episodePost.findMany({
      select: { conversationId: true, episodeId: true, state: true },
      orderBy: [{ episodeId: "asc" }, { conversationId: "asc" }],
    });
  const jobs = async () => {
    const rows = await store.db.$queryRawUnsafe<{ data: EpisodePostJob }[]>(
      "SELECT data FROM pgboss.job WHERE name = 'episode-post' ORDER BY created_on, data->>'episodeId'",
    );
    return rows.map(({ data }) => data);
  };
  beforeEach(async () => {
    store = await open();
  });

  it("waits for each channel of the child's team and of every team, once, with its job", async () => {
    const { teams } = await havingOrganisation(store, { teams: ["North", "South"] });
    await channel(FIRST, []);
    await channel(SECOND, [teams.get("South")!]);
    const [north, south] = await havingChildren(
      store,
      { teamId: teams.get("North")! },
      { teamId: teams.get("South")! },
    );
    const [one, two] = await havingEpisodes(store, anEpisode(north!), anEpisode(south!));
    expect(await posts()).to.deep.equal(
      [
        { conversationId: FIRST, episodeId: one, state: "queued" },
        { conversationId: SECOND, episodeId: two, state: "queued" },
        { conversationId: FIRST, episodeId: two, state: "queued" },
      ].sort((a, b) => a.episodeId! - b.episodeId! || a.conversationId.localeCompare(b.conversationId)),
    );
    expect(await jobs()).to.have.length(3);
  });

  it("waits nowhere where it has ended, or its channel is gone", async () => {
    await channel(FIRST, []);
    const [child, other] = await havingChildren(store, {}, {});
    await havingEpisodes(store, anEndedEpisode(child!));
    await store.db.conversation.updateMany({ data: { goneAt: NOW } });
    await havingEpisodes(store, anEpisode(other!));
    expect(await posts()).to.deep.equal([]);
  });

  it("leaves no job where its write is rolled back", async () => {
    const { write } = await import("../../../data/casework/write.ts");
    const { storeEpisodes } = await import("../../../data/casework/episodes.ts");
    await channel(FIRST, []);
    const [child] = await havingChildren(store, {});
    const torn = write(store, anAuthor(), async (w) => {
      await storeEpisodes(w, [anEpisode(child!)]);
      return Promise.reject(new Error("torn"));
    });
    await torn.catch(() => {});
    expect([await posts(), await jobs()]).to.deep.equal([[], []]);
  });

  it("of a file is posted where it is open and began of late; ten years of them post nothing", async () => {
    await channel(FIRST, []);
    const house = await TestHouse.open(store, { people: peopleOfTwoChannels(), sends: false });
    const born = "2006-01-01";
    await importing(store, {
      children: ["child_id,date_of_birth", ...[1, 2, 3].map((n) => `C${n},${born}`)],
      episodes: [
        "episode_id,child_id,missing_from,returned_at",
        ...Array.from({ length: 120 }, (_, month) => {
          const at = `${2009 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
          return `H${month},C1,${at}-01T10:00:00Z,${at}-02T10:00:00Z`;
        }),
        "NEW,C2,2019-07-30T08:00:00Z,",
        "LONG,C3,2019-06-01T09:00:00Z,",
      ],
    });
    const sent: string[] = [];
    const dispatcher = createDispatcher(house.house, {
      members: async () => [],
      offer: async () => expect.fail("no file was to be offered"),
      post: async ({ id }) => ({ state: "Succeeded", activityId: `card-${sent.push(id)}` }),
      edit: async () => expect.fail("nothing was to be edited"),
    });
    for (const job of await jobs()) await postEpisode(dispatcher, job);
    const fresh = await store.db.episode.findFirstOrThrow({ where: { externalId: "NEW" } });
    expect((await posts()).filter(({ state }) => state === "posted")).to.deep.equal([
      { conversationId: FIRST, episodeId: fresh.id, state: "posted" },
    ]);
    expect(sent).to.deep.equal([FIRST]);
    expect(fresh.startedAt).to.deep.equal(hours(-5));
    await house.close();
  });
});
