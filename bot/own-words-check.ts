import type { House } from "./house.ts";
import { indexed } from "./language/names.ts";
import { ownWordsAmiss } from "./language/own-index.ts";
import { indexOf } from "./presence.ts";

/**
 * Warns where the council's own words speak of what the store does not hold, or say a name that it does.
 * Neither stops a start: homes open and close, and the file is older than some of them. Each warning is
 * a place in the file (`groups.0.placements.1`), never what stands there.
 */
export async function checkOwnWords(house: House): Promise<void> {
  if (house.ownWords.groups.length + house.ownWords.words.length === 0) return;
  const { names } = await house.names.current();
  const { unheld, named } = ownWordsAmiss(house.ownWords, indexed(indexOf(house, names)));
  for (const reference of unheld)
    house.log.warn("an own word of HOMEWARD_LEXICON names what the store does not hold", { reference });
  for (const reference of named)
    house.log.warn("an own word of HOMEWARD_LEXICON is a name in the store, which is read first", {
      reference,
    });
}
