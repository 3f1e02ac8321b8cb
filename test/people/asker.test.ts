import { expect } from "chai";
import { commandLineHouse, NobodyKnown } from "../../bot/cli/command-line-house.ts";
import type { ConversationRef } from "../../bot/turn.ts";
import { demonstrationPeople } from "../../data/demonstration/people.ts";
import { NOW } from "../support/builders.ts";

describe("Whoever a command asks as", () => {
  const { people } = demonstrationPeople();
  const alex = people[0]!;

  async function asked(as?: string) {
    const directory = commandLineHouse({ as, audience: "personal" }).directory(() => NOW);
    return directory.person("", "");
  }

  it("is found by the id of the people's file and by Entra's, in either case", async () => {
    for (const id of [alex.id, alex.id.toUpperCase(), alex.aadObjectId])
      expect((await asked(id))?.name, id).to.equal(alex.name);
  });

  it("is the local operator where nobody is named, who may see all in their own chat", async () => {
    const directory = commandLineHouse({ audience: "personal" }).directory(() => NOW);
    const operator = await directory.person("", "");
    expect(operator?.role).to.equal("missing_coordinator");
    expect(await directory.audience({} as ConversationRef, operator)).to.equal("personal");
  });

  it("that nobody is called is refused, with the ids that there are", () => {
    expect(() => commandLineHouse({ as: "alex", audience: "personal" }))
      .to.throw(NobodyKnown)
      .with.property("message")
      .that.equals(
        `Nobody here has the id "alex". Write --as with one of: ${people.map(({ id }) => id).join(", ")}.`,
      );
  });
});
