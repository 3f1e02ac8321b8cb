import { expect } from "chai";
import fc from "fast-check";
import type { House } from "../../bot/house.ts";
import { namesFor } from "../../bot/known-names.ts";
import { masked } from "../../bot/language/masked.ts";
import { indexNames } from "../../bot/language/names.ts";
import { NO_OWN_WORDS } from "../../bot/language/own-words.ts";
import { understand } from "../../bot/language/understand.ts";
import type { NameIndex, Names } from "../../bot/language/understanding.ts";
import { NamesCache } from "../../data/names.ts";
import type { Store } from "../../data/store/store.ts";
import { aLine, someChildren } from "./arbitrary-names.ts";
import { NOW } from "./builders.ts";

/** What the names of a text are looked up in. */
export const namesHouse = (store: Store): House =>
  ({ names: new NamesCache(store), ownWords: NO_OWN_WORDS }) as House;

export const readWith = (names: NameIndex, text: string) =>
  understand({ text, now: NOW, names, context: null });

/**
 * Random texts about random children are read, and masked, with the children whom their words may mean as
 * with all of the store. Words of the children before, whom the store holds no more, are among the vocabulary.
 */
export async function namesAgree(
  store: Store,
  { runs, seed }: { runs: number; seed?: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(someChildren, fc.array(aLine, { minLength: 5, maxLength: 30 }), async (rows, lines) => {
      await store.db.child.deleteMany();
      await store.db.child.createMany({
        data: rows.map((row) => ({
          ...row,
          dateOfBirth: new Date("2005-01-01"),
          gender: "female",
          flags: [],
        })),
      });
      const house = namesHouse(store);
      const at = await house.names.current();
      const children = await allChildren(store);
      const all = indexNames({ ...at.organisation, children });
      const numbers = children.map(({ reference }) => Number(reference.slice(3)));
      for (const text of lines.map((line) => line(rows, numbers))) {
        const names = await namesFor(house, at, text);
        expect(readWith(names, text), text).to.deep.equal(readWith(all, text));
        expect(masked(text, names, []), text).to.equal(masked(text, all, []));
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
}

async function allChildren({ db }: Store): Promise<Names["children"]> {
  const rows = await db.child.findMany({ where: { voidedAt: null }, orderBy: { id: "asc" } });
  return rows.map(({ id, number, externalId, name }) => ({
    id,
    reference: `MC-${number}`,
    externalId,
    name,
  }));
}
