import { expect } from "chai";
import type { House } from "../../bot/house.ts";
import type { Person, Role } from "../../bot/people/directory.ts";
import { viewersAmong } from "../../bot/schedule/viewers.ts";
import { CHILDREN } from "../disclosure/builders.ts";

describe("Those who may read a child's name in a room", () => {
  const someone = (id: string, role: Role): Person => ({
    id,
    aadObjectId: id,
    name: "",
    role,
    agency: null,
    team: null,
    worker: null,
    home: null,
  });
  /** A directory that answers in the order given, whatever it is asked first. */
  const among = async (...people: Person[]) => {
    const turns = new Map(people.map(({ id }, n) => [id, n]));
    const house = {
      names: {
        current: async () => ({ organisation: { agencies: [], teams: [], workers: [], placements: [] } }),
      },
      directory: {
        person: async (id: string) => {
          for (let n = 0; n <= turns.get(id)!; n++) await null;
          return people.find((one) => one.id === id) ?? null;
        },
      },
    } as unknown as House;
    const members = people.map(({ id }) => ({ teamsId: `29:${id}`, aadObjectId: id })).reverse();
    return viewersAmong(house, { members, tenantId: "council" }, CHILDREN[0]!);
  };

  it("are those of a role that may, in the order of their ids, whoever was found first", async () => {
    const dana = someone("dana", "missing_coordinator");
    const alex = someone("alex", "missing_coordinator");
    const kim = someone("kim", "police");
    expect(await among(dana, kim, alex)).to.deep.equal(["29:alex", "29:dana"]);
    expect(await among(alex, dana, kim)).to.deep.equal(["29:alex", "29:dana"]);
  });
});
