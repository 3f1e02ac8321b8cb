import { expect } from "chai";
import { explain } from "../../bot/language/explain.ts";
import { frame, INDEX, parse, short, WORLD } from "./support.ts";

const [one, two] = WORLD.teams.map((team: string | { name: string }) =>
  typeof team === "string" ? team : team.name,
);

describe("Episodes that are to be posted in a conversation", () => {
  for (const [text, read] of [
    ["post episodes here", "bind_channel!"],
    ["Please post new missing episodes in this channel", "bind_channel!"],
    [`Post episodes here for ${one}`, `bind_channel! team=${one}`],
    [`post all new episodes here for the ${one} team please`, `bind_channel! team=${one}`],
    [`post episodes here for ${one} and ${two}`, `bind_channel! team=${one},${two}`],
    ["send missing children to this chat for my team", "bind_channel! team=@my_team"],
    ["stop posting episodes here", "unbind_channel!"],
    [`can you stop posting new episodes in this channel for ${one}?`, `unbind_channel! team=${one}`],
    ["don't post episodes here any more", "unbind_channel!"],
  ] as const) {
    it(`are bound or unbound: ${text}`, () => {
      expect(short(text)).to.equal(read);
      expect(parse(text)).to.deep.include({ namesChild: false, unused: [] });
    });
  }

  for (const text of [
    "post the weekly summary here",
    "post the weekly summary here every Monday",
    "post episodes here every Friday",
    "post episodes here this week",
    "how many episodes here",
    "show episodes here",
    "stop the weekly summary",
    "post episodes here for Zorbert",
    "post episodes here from foster care",
  ]) {
    it(`are not read into: ${text}`, () => {
      expect(frame(text).action).not.to.be.oneOf(["bind_channel", "unbind_channel"]);
    });
  }

  it("are read back from their own English", () => {
    for (const text of [`post episodes here for ${one}`, "stop posting episodes here"]) {
      const { request } = parse(text);
      const english = explain(request, (_, id) => INDEX.names.teams.find((team) => team.id === id)!.name);
      expect(parse(english).request).to.deep.equal(request);
    }
  });
});
