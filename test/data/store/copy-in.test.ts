import { expect } from "chai";
import { describeOnBothStores } from "../../support/stores.ts";

const INTO = "COPY agency (name) FROM STDIN";

describeOnBothStores("Rows that are copied into a table", (open) => {
  it("are all there, among what others ask meanwhile", async () => {
    const { db, copyIn } = await open();
    const names = Array.from({ length: 20_000 }, (_, n) => `Agency ${n}`);
    const copying = copyIn(INTO, `${names.join("\n")}\n`);
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, n) => db.$queryRawUnsafe("SELECT $1::int AS own", n)),
    );
    await copying;
    expect(asked).to.deep.equal(Array.from({ length: 10 }, (_, n) => [{ own: n }]));
    expect(await db.agency.count()).to.equal(names.length);
  });

  it("are none of them there where one cannot be, and the next copy goes on", async () => {
    const { db, copyIn } = await open();
    const refused = await copyIn(INTO, "Police\nPolice\n").catch((error: Error) => error);
    expect(refused).to.match(/duplicate key/);
    expect(await db.agency.count()).to.equal(0);
    await copyIn(INTO, "Police\n");
    expect(await db.agency.count()).to.equal(1);
  });

  it("are refused in words where there is no such table", async () => {
    const { db, copyIn } = await open();
    const refused = await copyIn("COPY nowhere FROM STDIN", "Police\n").catch((error: Error) => error);
    expect(refused).to.match(/"nowhere" does not exist/);
    expect(await db.agency.count()).to.equal(0);
  });
});
