import { expect } from "chai";
import type { House } from "../../bot/house.ts";
import { indexNames } from "../../bot/language/names.ts";
import { NO_OWN_WORDS } from "../../bot/language/own-words.ts";
import { understand } from "../../bot/language/understand.ts";
import { confirmed, noteReading, readAhead } from "../../bot/read-ahead.ts";
import type { Turn } from "../../bot/turn.ts";
import type { Names, Question } from "../../data/vocabulary.ts";
import { NOW } from "../support/builders.ts";

const NAMES: Names = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };
const house = {
  ownWords: NO_OWN_WORDS,
  policy: { followUpMinutes: 10 },
  names: { latest: () => ({ revision: 7n, names: NAMES }) },
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

  it("stands where the store tells the same last question", () => {
    noteReading(turn("", "same"), episodes);
    const ahead = readAhead(house, turn("and for girls?", "same"))!;
    const { names } = ahead;
    const input = { text: "and for girls?", now: NOW, names, context: episodes };
    expect(confirmed(ahead, input)).to.equal(ahead.understanding);
    expect(ahead.understanding.request).to.deep.include({
      metric: "episodes",
      filters: { gender: "female" },
    });
  });

  it("is read anew where another instance has answered another question meanwhile", () => {
    noteReading(turn("", "other"), episodes);
    const ahead = readAhead(house, turn("and for girls?", "other"))!;
    const input = { text: "and for girls?", now: NOW, names: ahead.names, context: interviews };
    expect(confirmed(ahead, input).request).to.deep.include({ metric: "interview_compliance" });
  });

  it("goes on from no question that is too old to be gone on from", () => {
    const asked = turn("", "old");
    noteReading({ ...asked, at: new Date(NOW.getTime() - 10 * 60_000 - 1) }, episodes);
    expect(readAhead(house, asked)!.last).to.equal(null);
    noteReading({ ...asked, at: new Date(NOW.getTime() - 10 * 60_000) }, episodes);
    expect(readAhead(house, asked)!.last).to.equal(episodes);
  });

  it("is read anew where the names have changed", () => {
    const ahead = readAhead(house, turn("how many episodes last year", "names"))!;
    const names = indexNames({ ...NAMES });
    const again = confirmed(ahead, { text: "how many episodes last year", now: NOW, names, context: null });
    expect(again).not.to.equal(ahead.understanding);
  });
});
