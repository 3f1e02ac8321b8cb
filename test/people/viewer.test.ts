import { expect } from "chai";
import type { Person } from "../../bot/people/directory.ts";
import { viewerOf } from "../../bot/people/viewer.ts";

const NAMES = {
  agencies: [{ id: 7, name: "Safe Return" }],
  teams: [{ id: 3, name: "North" }],
  workers: [
    { id: 11, name: "Sam Worker" },
    { id: 12, name: "Kim Same" },
    { id: 13, name: "Kim Same" },
  ],
  placements: [{ id: 21, name: "Oak House", type: "council_care_home" as const, providerId: null }],
};
const person = (parts: Partial<Person>): Person => ({
  id: "p",
  aadObjectId: "aad",
  name: "Anybody",
  role: "social_worker",
  agency: null,
  team: null,
  worker: null,
  home: null,
  ...parts,
});

describe("a person as the permission table needs them", () => {
  it("has the ids of the names that the directory gave", () => {
    const known = person({ agency: "Safe Return", team: "North", worker: "Sam Worker", home: "Oak House" });
    expect(viewerOf(known, NAMES)).to.deep.equal({
      role: "social_worker",
      agencyId: 7,
      teamId: 3,
      workerId: 11,
      homeId: 21,
    });
  });

  it("reaches nobody by a name that the store does not hold, or holds twice", () => {
    const known = person({ team: "South", worker: "Kim Same", home: "oak house" });
    expect(viewerOf(known, NAMES)).to.include({ teamId: null, workerId: null, homeId: null, agencyId: null });
  });
});
