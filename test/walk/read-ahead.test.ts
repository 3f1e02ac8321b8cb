import { expect } from "chai";
import type { House } from "../../bot/house.ts";
import { indexNames } from "../../bot/language/names.ts";
import { NO_OWN_WORDS } from "../../bot/language/own-words.ts";
import { understand } from "../../bot/language/understand.ts";
import { confirmed, noteReading, readAhead } from "../../bot/read-ahead.ts";
import type { Turn } from "../../bot/turn.ts";
import type { NamesAt } from "../../data/names.ts";
import type { Names, Question } from "../../data/vocabulary.ts";
import { NOW } from "../support/builders.ts";

const NAMES: Names = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };
const AT: NamesAt = { revision: 7n, organisation: NAMES, childWords: new Set() };
const house = {
  ownWords: NO_OWN_WORDS,
  policy: { followUpMinutes: 10 },
  names: { latest: () => AT },
} as unknown as House;
const turn = (text: string, conversation: string) =>
  ({
    kind: "text",
    text,
    at: NOW,
    conversation: { id: conversation },
    actor: { aadObjectId: "dana" },
  }) as Extract<Turn, { kind: "text" }>;
const ask = (text: string) =>
  understand({ text, now: NOW, names: indexNames(NAMES), context: null }).request as Question;

describe("A text that is read before the store has answered", () => {
  const episodes = ask("how many episodes last year");
  const interviews = ask("interview compliance last year");

  const present = { house, now: NOW, namesAt: AT };

  it("stands where the store tells the same last question", async () => {
    noteReading(turn("", "same"), episodes);
    const ahead = (await readAhead(house, turn("and for girls?", "same")))!;
    expect(await confirmed(ahead, "and for girls?", present, episodes)).to.equal(ahead);
    expect(ahead.understanding.request).to.deep.include({
      metric: "episodes",
      filters: { gender: "female" },
    });
  });

  it("is read anew where another instance has answered another question meanwhile", async () => {
    noteReading(turn("", "other"), episodes);
    const ahead = await readAhead(house, turn("and for girls?", "other"));
    const { understanding } = await confirmed(ahead, "and for girls?", present, interviews);
    expect(understanding.request).to.deep.include({ metric: "interview_compliance" });
  });

  it("goes on from no question that is too old to be gone on from", async () => {
    const asked = turn("", "old");
    noteReading({ ...asked, at: new Date(NOW.getTime() - 10 * 60_000 - 1) }, episodes);
    expect((await readAhead(house, asked))!.last).to.equal(null);
    noteReading({ ...asked, at: new Date(NOW.getTime() - 10 * 60_000) }, episodes);
    expect((await readAhead(house, asked))!.last).to.equal(episodes);
  });

  it("is read anew where the names have changed", async () => {
    const ahead = await readAhead(house, turn("how many episodes last year", "names"));
    const moved = { ...present, namesAt: { ...AT, revision: 8n } };
    const again = await confirmed(ahead, "how many episodes last year", moved, null);
    expect(again).not.to.equal(ahead);
    expect(again.understanding).to.deep.equal(ahead!.understanding);
  });
});
