import type { NamesAt } from "../data/names.ts";
import type { House } from "./house.ts";
import { vocabularyOf } from "./language/name-vocabulary.ts";
import { type IndexedNames, indexNames, withChildren } from "./language/names.ts";
import type { NameIndex, Names } from "./language/understanding.ts";
import { wantedChildren } from "./language/wanted-children.ts";

const indexes = new WeakMap<Names, IndexedNames>();

/** The organisation's names: indexed once, for the cache hands out the same object until one of them changes. */
export function organisationOf({ ownWords }: House, { organisation }: NamesAt): IndexedNames {
  const known = indexes.get(organisation);
  if (known) return known;
  const index = indexNames(organisation, ownWords);
  indexes.set(organisation, index);
  return index;
}

/**
 * The names that a text is read with: the organisation's, with the children whom its words may mean. Asks
 * the store only where one of them is a word of a child's name, an id or a reference. Two texts without any
 * get the same object.
 */
export async function namesFor(house: House, at: NamesAt, text: string): Promise<NameIndex> {
  const index = organisationOf(house, at);
  const wanted = wantedChildren(text, index, vocabularyOf(at.childWords));
  return wanted ? withChildren(index, await house.names.children(wanted)) : index;
}
