import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A moment without a zone: zip files hold local times, and the bytes must not depend on where they are made. */
const ANY_MOMENT = "1980-01-01T00:00:00";
const DATED = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;
/** An id that the library drew by lot. */
const DRAWN = /\brId[a-z0-9_-]{21}(?![a-z0-9_-])/g;

/**
 * A packed document without chance in it: the library writes the time of packing into the properties and
 * the archives, and draws the ids of charts by lot.
 */
export function withoutChance(packed: Uint8Array, madeAt: Date): Uint8Array {
  const ids = new Map<string, string>();
  const stableId = (drawn: string): string => {
    if (!ids.has(drawn)) ids.set(drawn, `rIdChart${ids.size + 1}`);
    return ids.get(drawn)!;
  };
  const made = madeAt.toISOString().replace(/\.\d+Z$/, "Z");
  const tidy = (archive: Uint8Array): Uint8Array => {
    const parts = Object.entries(unzipSync(archive)).map(([name, part]): [string, Uint8Array] => {
      // the workbook behind a chart is an archive too
      if (name.endsWith(".xlsx")) return [name, tidy(part)];
      if (!/\.(xml|rels)$/.test(name)) return [name, part];
      return [name, strToU8(strFromU8(part).replace(DATED, `$1${made}`).replace(DRAWN, stableId))];
    });
    return zipSync(Object.fromEntries(parts), { mtime: ANY_MOMENT });
  };
  return tidy(packed);
}
