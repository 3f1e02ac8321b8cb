import { expect } from "chai";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { mayName, namedTo, nearness } from "../../bot/disclosure/permissions.ts";
import type { Showable } from "../../bot/disclosure/showable.ts";
import { AUDIENCES, ROLES } from "../../bot/people/directory.ts";
import type { EpisodeCardView } from "../../cards/views.ts";
import {
  CHILDREN,
  CONTEXT,
  EPISODES,
  episodeRows,
  MINE,
  MY_AGENCY,
  MY_HOME,
  MY_INTERVIEW,
  MY_TEAM,
  NOW,
  STRANGER,
  tokens,
  viewer,
} from "./builders.ts";

const VIEWERS = [null, ...ROLES.map((role) => viewer(role))];

/** The card of one child's episode, with a record that by mistake holds everybody's. */
function card(childId: number, parts: Partial<Extract<Showable, { kind: "episode_card" }>>) {
  const showable: Showable = {
    kind: "episode_card",
    child: CHILDREN.find(({ id }) => id === childId)!,
    episode: EPISODES.find((episode) => episode.childId === childId)!,
    last: null,
    now: NOW,
    history: {
      counts: [{ key: "recent_episodes", label: "In the last 90 days", value: 1, unit: "episodes" }],
      others: { rows: episodeRows(), all: 9 },
      episodes: [...EPISODES],
    },
    ...parts,
  };
  return showable;
}

describe("the card of an episode that one person alone sees", () => {
  for (const who of VIEWERS) {
    const role = who?.role ?? "somebody unknown";
    it(`has for ${role} in a room the name of whom they may name, and of nobody else`, () => {
      for (const face of CHILDREN) {
        const named = mayName(who, face);
        const shown = disclose(
          card(face.id, { alone: true }),
          "operational",
          who,
          CONTEXT,
        ) as EpisodeCardView;
        const json = JSON.stringify(shown);
        expect(shown.card).to.equal("episode");
        expect(json.includes(`Surname${face.id}X`)).to.equal(named);
        expect(shown.facts.some(({ label }) => label === "Age")).to.equal(named);
        expect(shown.facts.some(({ value }) => value === "1 episode")).to.equal(named);
        expect(shown.history?.lines.length ?? 0).to.equal(named ? 1 : 0);
        expect(json).to.contain(face.reference).and.not.contain(face.dateOfBirth);
        const others = CHILDREN.filter(({ id }) => id !== face.id).flatMap(tokens);
        expect(others.filter((token) => json.includes(token))).to.deep.equal([]);
      }
    });
  }

  it("has nobody's name where the room is not covered, or where others see it too", () => {
    for (const audience of AUDIENCES.filter((one) => one !== "personal")) {
      for (const alone of audience === "outside" ? [true, false] : [false]) {
        for (const who of VIEWERS) {
          for (const face of CHILDREN) {
            const json = JSON.stringify(disclose(card(face.id, { alone }), audience, who, CONTEXT));
            expect(tokens(face).filter((token) => json.includes(token))).to.deep.equal([]);
            expect(json).not.to.contain('"Age"');
          }
        }
      }
    }
  });

  it("is asked for in a covered room alone, for those who were found, and never of what was taken back", () => {
    const viewers = ["29:a", "29:b"];
    const refreshOf = (parts: Parameters<typeof card>[1], audience: (typeof AUDIENCES)[number]) =>
      (disclose(card(MINE, parts), audience, viewer("duty"), CONTEXT) as EpisodeCardView).refresh ?? null;
    expect(refreshOf({ viewers }, "operational")).to.deep.equal({
      button: { title: "Refresh", verb: "episode.refresh", data: { id: 100 + MINE } },
      userIds: viewers,
    });
    const episode = { ...EPISODES.find(({ childId }) => childId === MINE)!, voided: true };
    for (const [parts, audience] of [
      [{ viewers: [] }, "operational"],
      [{}, "operational"],
      [{ viewers, episode }, "operational"],
      [{ viewers }, "personal"],
      [{ viewers }, "outside"],
    ] as const)
      expect(refreshOf(parts, audience)).to.equal(null);
  });
});

describe("whether somebody reads a child's name", () => {
  it("is a matter of the right to it, and of who else reads along", () => {
    for (const who of VIEWERS) {
      for (const face of CHILDREN) {
        const right = mayName(who, face);
        const read = (audience: (typeof AUDIENCES)[number], alone: boolean) =>
          namedTo(who, face, { audience, alone });
        expect([read("personal", false), read("personal", true)]).to.deep.equal([right, right]);
        expect([read("operational", false), read("operational", true)]).to.deep.equal([false, right]);
        expect([read("outside", false), read("outside", true)]).to.deep.equal([false, false]);
      }
    }
  });
});

describe("how near somebody is to a child", () => {
  it("goes from the child's worker by team, home and interviews to those who may name every child", () => {
    const duty = (id: number) => nearness(viewer("duty"), CHILDREN.find((face) => face.id === id)!);
    expect([MINE, MY_TEAM, MY_HOME, MY_INTERVIEW, MY_AGENCY, STRANGER].map(duty)).to.deep.equal([
      0, 1, 2, 3, 3, 4,
    ]);
  });

  it("is nothing for those who may not read the child's name", () => {
    for (const who of VIEWERS)
      for (const face of CHILDREN) expect(nearness(who, face) !== null).to.equal(mayName(who, face));
  });
});
