import type { House } from "./house.ts";
import { namesFor, organisationOf } from "./known-names.ts";
import { withChildren } from "./language/names.ts";
import { ownWordsAmiss } from "./language/own-index.ts";

/**
 * Warns where the council's own words speak of what the store does not hold, or say a name that it does.
 * Neither stops a start: homes open and close, and the file is older than some of them. Each warning is
 * a place in the file (`groups.0.placements.1`), never what stands there.
 */
export async function checkOwnWords(house: House): Promise<void> {
  const { ownWords } = house;
  const phrases = [...ownWords.groups, ...ownWords.words].map(({ words }) => words.join(" "));
  if (phrases.length === 0) return;
  const at = await house.names.current();
  const children = [];
  for (const phrase of phrases) children.push(...(await namesFor(house, at, phrase)).names.children);
  const { unheld, named } = ownWordsAmiss(ownWords, withChildren(organisationOf(house, at), children));
  for (const reference of unheld)
    house.log.warn("an own word of HOMEWARD_LEXICON names what the store does not hold", { reference });
  for (const reference of named)
    house.log.warn("an own word of HOMEWARD_LEXICON is a name in the store, which is read first", {
      reference,
    });
}
