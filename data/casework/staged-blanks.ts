import { FROM_CHILD } from "./blanks.ts";
import type { Given } from "./staged.ts";
import { EPISODE } from "./tables.ts";

/**
 * blanks.ts as SQL, for the episodes of a file: the same rules, over `g` (given), `b` (stored, nulls for a
 * new episode) and `c` (the child). A blank of a new episode is filled from the child and named in
 * `assumed`; a blank of a known one keeps what was assumed at its first storing and is never filled again.
 */
export function blanksOf(given: Given): { joins: string; after: Record<string, string> } {
  const has = (field: string) => given.fields.has(field);
  const column = (field: string) => EPISODE.columns[field]![0];
  const type = (field: string) => EPISODE.columns[field]![1];
  const told = (field: string) => (has(field) ? `g.${column(field)}` : `NULL::${type(field)}`);
  const laid = (field: string) => (has(field) ? `g.${column(field)}` : `b.${column(field)}`);
  const wasAssumed = (field: string) => `('${field}' = ANY(b.assumed)) IS TRUE`;

  const fill = (field: string, childs: string) =>
    `CASE WHEN b.id IS NULL THEN coalesce(${laid(field)}, ${childs})
       WHEN ${wasAssumed(field)} THEN coalesce(${laid(field)}, b.${column(field)}) ELSE ${laid(field)} END`;
  const filled = (field: string, childs: string, value: string) =>
    `CASE WHEN b.id IS NULL THEN ${laid(field)} IS NULL AND ${childs} IS NOT NULL
       ELSE ${wasAssumed(field)} AND ${value} IS NOT DISTINCT FROM b.${column(field)} END`;

  // A child's present home says nothing about a start in another type of placement.
  const home = `CASE WHEN coalesce(${told("placementType")}, home.type) = home.type THEN home.id END`;
  const follows = (field: "placementType" | "providerId", ofPlacement: string) => {
    const blanked = has(field)
      ? `(${told(field)} IS NULL AND f.placement_id IS NULL AND NOT ${wasAssumed(field)})`
      : "false";
    // The same placement as before: what followed from it then still stands.
    const stands = `(b.id IS NOT NULL AND b.placement_id IS NOT DISTINCT FROM f.placement_id AND NOT ${blanked})`;
    const value = `coalesce(${told(field)}, CASE WHEN ${stands} THEN b.${column(field)} ELSE ${ofPlacement} END)`;
    const assumed = `CASE WHEN ${told(field)} IS NULL AND NOT ${stands}
        THEN f.placement_assumed AND ${ofPlacement} IS NOT NULL
        ELSE b.id IS NOT NULL AND ${value} IS NOT DISTINCT FROM b.${column(field)} AND ${wasAssumed(field)} END`;
    return { value, assumed };
  };
  const placementType = follows("placementType", "own.type");
  const provider = follows("providerId", "own.provider_id");

  const assumed: Record<string, string> = {
    placementId: "f.placement_assumed",
    placementType: placementType.assumed,
    providerId: provider.assumed,
  };
  const after: Record<string, string> = {
    placementId: "f.placement_id",
    placementType: placementType.value,
    providerId: provider.value,
  };
  for (const field of FROM_CHILD) {
    after[field] = fill(field, `c.${column(field)}`);
    assumed[field] = filled(field, `c.${column(field)}`, after[field]);
  }
  const names = Object.keys(assumed).sort();
  after.assumed = `array_remove(ARRAY[${names
    .map((field) => `CASE WHEN ${assumed[field]} THEN '${field}' END`)
    .join(", ")}]::text[], NULL)`;
  const placement = fill("placementId", home);
  const joins = `
    LEFT JOIN placement home ON home.id = c.placement_id
    CROSS JOIN LATERAL (SELECT ${placement} AS placement_id,
      ${filled("placementId", home, placement)} AS placement_assumed) f
    LEFT JOIN placement own ON own.id = f.placement_id`;
  return { joins, after };
}
