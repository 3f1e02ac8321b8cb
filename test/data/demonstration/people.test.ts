import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { ROLES } from "../../../bot/people/directory.ts";
import { fileDirectory } from "../../../bot/people/file-directory.ts";
import { DEMONSTRATION_PEOPLE, demonstrationPeople } from "../../../data/demonstration/people.ts";
import { plan } from "../../../data/demonstration/plan.ts";

describe("The people of the demonstration", () => {
  const { people, channels } = demonstrationPeople();
  const { organisation } = plan(1, new Date("2019-07-30T13:00:00Z"));
  const present = <T>(values: (T | null)[]): T[] => values.filter((value): value is T => value !== null);

  it("are one or more for each role", () => {
    expect(new Set(people.map((person) => person.role))).to.eql(new Set(ROLES));
  });

  it("belong to agencies, teams, homes and workers of the plan", () => {
    const names = (rows: { name: string }[]) => rows.map((row) => row.name);
    expect(organisation.agencies).to.include.members(present(people.map((person) => person.agency)));
    expect(organisation.teams).to.include.members(present(people.map((person) => person.team)));
    expect(names(organisation.workers)).to.include.members(present(people.map((person) => person.worker)));
    expect(names(organisation.placements)).to.include.members(present(people.map((person) => person.home)));
  });

  it("with the worker they are in the team they are in", () => {
    for (const { worker, team, name } of people) {
      if (worker === null) continue;
      expect(worker).to.equal(name);
      expect(organisation.workers.find((one) => one.name === worker)?.team).to.equal(team);
    }
  });

  it("can be read as the file directory's people, with one channel of each kind", async () => {
    const directory = fileDirectory({ path: fileURLToPath(DEMONSTRATION_PEOPLE) });
    for (const person of people) expect(await directory.person(person.aadObjectId, "any")).to.eql(person);
    expect(channels.map((channel) => channel.audience).sort()).to.eql(["operational", "outside"]);
  });
});
