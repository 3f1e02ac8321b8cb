import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readConfig } from "../../bot/config.ts";
import { localPeople } from "../../bot/people/choose-directory.ts";
import { startPlayground } from "../../bot/server/playground.ts";
import { PLAYGROUND_TENANT, playgroundConfig } from "../../bot/server/playground-config.ts";
import type { Reply, Turn } from "../../bot/turn.ts";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import { sentence } from "../support/disclosed.ts";
import { HttpBot } from "../support/http-bot.ts";
import { openPlayground, type PlaygroundUser } from "../support/playground.ts";

describe("The Playground's world", () => {
  const world = demonstrationPeople();

  it("has the first person in front of it, five others, and the rooms of the people's file", () => {
    const config = JSON.parse(playgroundConfig(world));
    expect(config.currentUser).to.deep.include({
      name: world.people[0]!.name,
      aadObjectId: world.people[0]!.aadObjectId,
    });
    expect(config.users).to.have.length(5);
    expect(new Set([config.currentUser, ...config.users].map(({ id }) => id))).to.have.length(6);
    expect([config.team.id, config.team.channels[0].id]).to.deep.equal(
      ["outside", "operational"].map(
        (audience) => world.channels.find((channel) => channel.audience === audience)?.conversationId,
      ),
    );
  });

  it("puts whoever is asked for in front of it, and not twice", () => {
    const last = world.people.at(-1)!;
    const config = JSON.parse(playgroundConfig(world, last.id));
    expect(config.currentUser.name).to.equal(last.name);
    expect(config.users.map(({ name }: { name: string }) => name)).not.to.include(last.name);
  });

  it("has visitors whom nobody knows where the people's file holds fewer than six", () => {
    const few = { people: world.people.slice(1, 3), channels: [] };
    const config = JSON.parse(playgroundConfig(few));
    expect(config.currentUser.name).to.equal(few.people[0]!.name);
    const names = config.users.map(({ name }: { name: string }) => name);
    expect(names).to.deep.equal([few.people[1]!.name, "Visitor 1", "Visitor 2", "Visitor 3", "Visitor 4"]);
    const ids = [config.currentUser, ...config.users].map(({ aadObjectId }) => aadObjectId);
    expect(new Set(ids)).to.have.length(6);
  });

  it("is that of the file which HOMEWARD_PEOPLE names", () => {
    const path = join(mkdtempSync(join(tmpdir(), "homeward-people-")), "people.json");
    const sam = {
      id: "sam",
      aadObjectId: "00000000-0000-0000-0000-0000000000cc",
      name: "Sam Hill",
      role: "duty",
    };
    const room = { conversationId: "19:ours@thread.tacv2", audience: "operational" };
    writeFileSync(path, JSON.stringify({ people: [sam], channels: [room] }));
    const config = readConfig({ HOMEWARD_PEOPLE: path });
    if (config.mode !== "local") throw new Error("nothing else was configured");
    const made = JSON.parse(playgroundConfig(localPeople(config)));
    expect(made.currentUser).to.deep.include({ name: "Sam Hill", aadObjectId: sam.aadObjectId });
    expect(made.team.channels[0].id).to.equal(room.conversationId);
  });
});

describe("The Playground in front of the bot", () => {
  let bot: HttpBot;
  let playground: PlaygroundUser;
  let arrived: (reply: { turn: Turn; reply: Reply; activityId: string }) => void;
  const nextReply = () => new Promise<{ turn: Turn; activityId: string }>((resolve) => (arrived = resolve));

  before(async function () {
    this.timeout(60_000);
    bot = await HttpBot.start({
      takeTurn: async (turn) => (turn.kind === "text" ? [sentence(`You said: ${turn.text}`)] : []),
      deps: { sent: async (turn, reply, activityId) => arrived({ turn, reply, activityId }) },
    });
    playground = await openPlayground({
      endpoint: `${bot.server.url}/api/messages`,
      world: demonstrationPeople(),
    });
  });
  after(async () => {
    await playground.stop();
    await bot.close();
  });

  it("brings what the person types in the personal chat, and takes the answer", async () => {
    const reply = nextReply();
    const [person] = demonstrationPeople().people;
    await playground.say(`a:personal-${person!.id}`, "who is missing?");
    const { turn, activityId } = await reply;
    expect(turn).to.deep.include({ kind: "text", text: "who is missing?" });
    expect(turn.actor.aadObjectId).to.equal(person!.aadObjectId);
    expect(turn.conversation).to.deep.include({ scope: "personal", tenantId: PLAYGROUND_TENANT });
    expect(activityId).not.to.equal("");
  });

  it("brings what is said to the bot in the operational channel; its card can be posted and edited later", async () => {
    const channel = demonstrationPeople().channels.find(({ audience }) => audience === "operational")!;
    const reply = nextReply();
    await playground.say(channel.conversationId, "hello");
    const { turn } = await reply;
    expect(turn).to.deep.include({ kind: "text", text: "hello" });
    expect(turn.conversation).to.deep.include({ scope: "channel", id: channel.conversationId });
    const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "one" }] };
    for (const inThread of [true, false]) {
      const posted = await bot.messenger.post(turn.conversation, card, "Homeward", { inThread });
      if (posted.state !== "Succeeded") throw new Error(`not posted: ${posted.state}`);
      const root = { ...turn.conversation, threadId: turn.conversation.id };
      for (const conversation of [turn.conversation, root]) {
        const edited = await bot.messenger.edit({ ...posted, conversation }, card, "Homeward");
        expect(edited).to.deep.equal({ state: "Succeeded", activityId: posted.activityId });
      }
    }
  });

  it("is gone once it is stopped", async () => {
    await playground.stop();
    const answer = await fetch(playground.url).catch(() => null);
    expect(answer).to.equal(null);
  });
});

describe("The Playground that cannot start", () => {
  it("is told in a sentence, and the bot goes on", async () => {
    const said: string[] = [];
    const world = demonstrationPeople();
    // The Playground wants every id once.
    const twice = { ...world, people: world.people.map((person) => ({ ...person, id: "same" })) };
    const playground = await startPlayground({
      endpoint: "http://127.0.0.1:9/api/messages",
      world: twice,
      port: 0,
      say: (line) => void said.push(line),
    });
    expect(playground).to.equal(null);
    expect(said.join("\n")).to.match(/^The Agents Playground did not start: .*unique.*The bot itself runs/i);
  });

  it("is told in a sentence where the package is not installed", async () => {
    const said: string[] = [];
    const playground = await startPlayground({
      endpoint: "http://127.0.0.1:9/api/messages",
      cli: "/nowhere/cli.js",
      say: (line) => void said.push(line),
    });
    expect(playground).to.equal(null);
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/is not installed.*npm ci.*The bot itself runs/);
  });
});
