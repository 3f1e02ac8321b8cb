import { expect } from "chai";
import type { Audience } from "../../bot/people/directory.ts";
import type { Presence } from "../../bot/presence.ts";
import type { Response } from "../../bot/respond.ts";
import { show } from "../../bot/show.ts";
import { answer, CONTEXT, episodeRows, question, shown, viewer } from "./builders.ts";

const OF = shown(answer(question("currently_missing"), { rows: episodeRows() }));

/** What becomes of a response in a room, for somebody on duty. */
function shownIn(audience: Audience, showable: Response["showable"]) {
  const presence = { audience, viewer: viewer("duty"), show: CONTEXT } as Presence;
  return show(presence, { showable, audit: { kind: "answer", detail: {}, childIds: [] } } as Response);
}

describe("What is shown", () => {
  for (const kind of ["file", "file_offer"] as const) {
    const name = kind === "file" ? "of a file that somebody has asked for" : "of a file that is offered";

    it(`${name} is the file in one's own chat, and in a room a sentence`, () => {
      expect(shownIn("personal", { kind, of: OF }).kind).to.equal(kind === "file" ? "file" : "offer");
      for (const audience of ["operational", "outside"] as const) {
        const reply = shownIn(audience, { kind, of: OF });
        expect(reply.kind).to.equal("card");
        expect(JSON.stringify(reply)).not.to.match(/Forename1X|MC-7001/);
      }
    });
  }

  it("of an answer is a card, which names a child in one's own chat alone", () => {
    expect(JSON.stringify(shownIn("personal", OF))).to.contain("Forename1X");
    expect(JSON.stringify(shownIn("operational", OF)))
      .to.contain("MC-7001")
      .and.not.to.contain("Forename1X");
  });
});
