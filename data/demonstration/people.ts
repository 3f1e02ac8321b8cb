import people from "./people.json" with { type: "json" };

/** The demonstration's people and channels: what the file directory reads where HOMEWARD_PEOPLE names no other. */
export function demonstrationPeople(): typeof people {
  return structuredClone(people);
}

/** Where that file is. */
export const DEMONSTRATION_PEOPLE = new URL("./people.json", import.meta.url);
