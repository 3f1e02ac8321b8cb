import { expect } from "chai";
import { statementNames } from "../../../data/store/raw.ts";
import { freshServerStore, freshStore, requireServer } from "../../support/stores.ts";

describe("A statement", () => {
  it("is kept under a name of its own from the third time on that it comes", () => {
    const nameOf = statementNames();
    expect(["a", "a", "b", "b"].map(nameOf)).to.deep.equal([undefined, undefined, undefined, undefined]);
    const [a, b] = [nameOf("a"), nameOf("b")];
    expect(new Set([a, b, undefined]).size).to.equal(3);
    expect([nameOf("b"), nameOf("a")]).to.deep.equal([b, a]);
  });

  it("goes without one where enough are kept, and those that are keep theirs", () => {
    const nameOf = statementNames();
    const often = (n: number) => [1, 2, 3].map(() => nameOf(`SELECT ${n}`)).at(-1);
    const names = Array.from({ length: 500 }, (_, n) => often(n));
    const kept = names.filter((name) => name !== undefined);
    expect(kept.length).to.be.within(50, 200);
    expect(new Set(kept).size).to.equal(kept.length);
    expect(often(0)).to.equal(names[0]);
  });

  it("that comes often stays parsed on a server, and answers by its values all the same", async function () {
    await requireServer(this);
    const { db } = await freshServerStore();
    const sum = (n: number) => db.$queryRawUnsafe("SELECT $1::int + 40 AS sum", n);
    for (const n of [1, 2, 3, 4, 5]) expect(await sum(n)).to.deep.equal([{ sum: n + 40 }]);
    const held = await db.$queryRawUnsafe<{ held: number }[]>(
      "SELECT count(*)::int AS held FROM pg_prepared_statements WHERE statement LIKE '%+ 40 AS sum'",
    );
    expect(held).to.deep.equal([{ held: 1 }]);
  });

  it("that failed is sent again as it is", async function () {
    await requireServer(this);
    const { db } = await freshServerStore();
    const half = (n: number) => db.$queryRawUnsafe("SELECT 10 / $1::int AS half", n);
    for (const _ of [1, 2, 3, 4])
      await half(0).then(
        () => expect.fail(),
        () => {},
      );
    expect(await half(2)).to.deep.equal([{ half: 5 }]);
  });

  it("of several connections of the embedded store, which are one session, bears no name", async () => {
    const { db } = await freshStore();
    const asked = Array.from({ length: 40 }, (_, n) => db.$queryRawUnsafe("SELECT $1::int AS n", n));
    expect(await Promise.all(asked)).to.deep.equal(asked.map((_, n) => [{ n }]));
  });
});
