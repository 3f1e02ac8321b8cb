import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { CANARY } from "../support/demo-store.ts";
import type { Scene } from "./seen.ts";
import { casework } from "./story-casework.ts";
import { colleague } from "./story-colleague.ts";
import { interviews } from "./story-interviews.ts";
import { questions } from "./story-questions.ts";
import { restart } from "./story-restart.ts";
import { returns } from "./story-returns.ts";
import { rooms } from "./story-rooms.ts";
import { weekly } from "./story-weekly.ts";
import { Town } from "./town.ts";
import { Window } from "./window.ts";

/** A missing co-ordinator's day, in Teams' local client. */
describe("In the Agents Playground", function () {
  this.timeout(300_000);
  const scene: Partial<Scene> = {};
  const here = () => scene as Scene;

  before(async () => {
    scene.town = await Town.start();
    scene.window = await Window.open(scene.town.playground.url);
  });
  after(async () => {
    await scene.window?.close();
    await scene.town?.stop();
    writeFileSync(".artefacts/stories/bot.log", scene.town?.printed ?? "");
  });

  questions(here);
  weekly(here);
  returns(here);
  casework(here);
  interviews(here);
  colleague(here);
  rooms(here);
  restart(here);

  describe("when all is said", () => {
    it("no child's name was sent to a channel", () => {
      const { received } = here().window;
      const channels = received.filter(({ conversation }) => conversation.startsWith("19:"));
      expect(channels.filter(({ text }) => text.includes("AdaptiveCard"))).to.have.length.above(5);
      expect(channels.filter(({ text }) => CANARY.test(text))).to.deep.equal([]);
      expect(
        received.some(({ text }) => CANARY.test(text)),
        "names in the 1:1 chat",
      ).to.equal(true);
    });

    it("no child's name was printed or logged", () => {
      expect(here().town.printed).to.include("turn taken").and.not.match(CANARY);
    });

    it("the page met no error", () => {
      expect(here().window.errors.filter((error) => !error.includes(KNOWN))).to.deep.equal([]);
    });
  });
});

/** The Playground's own, for buttons that open dialogs. */
const KNOWN = "Cannot add property msTeams";
