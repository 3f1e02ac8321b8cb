import type { Tx } from "../store/store.ts";
import type { Fields, Plain } from "./rows.ts";

/** What a child's episodes take from the child where their source left a blank. */
export interface ChildNow {
  id: number;
  dateOfBirth: string;
  placementId: number | null;
  lookedAfter: boolean | null;
  outOfArea: boolean | null;
  responsibleAuthority: string | null;
  legalStatus: string | null;
  teamId: number | null;
  workerId: number | null;
}

export interface PlacementNow {
  id: number;
  type: string;
  providerId: number | null;
}

/** Filled straight from the child; the placement, its type and its provider belong together. */
export const FROM_CHILD = [
  "lookedAfter",
  "outOfArea",
  "responsibleAuthority",
  "legalStatus",
  "teamId",
  "workerId",
] as const;

export async function childrenNow(tx: Tx, ids: readonly number[]): Promise<Map<number, ChildNow>> {
  const rows = await tx.$queryRawUnsafe<ChildNow[]>(
    `SELECT id, to_char(date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth", placement_id AS "placementId",
            looked_after AS "lookedAfter", out_of_area AS "outOfArea",
            responsible_authority AS "responsibleAuthority", legal_status AS "legalStatus",
            team_id AS "teamId", worker_id AS "workerId"
     FROM child WHERE id = ANY($1::int[])`,
    [...new Set(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function placementsNow(
  tx: Tx,
  rows: readonly { placementId?: number | null }[],
  children: Map<number, ChildNow>,
): Promise<Map<number, PlacementNow>> {
  const ids = [...rows, ...children.values()].flatMap((row) => row.placementId ?? []);
  const found = await tx.$queryRawUnsafe<PlacementNow[]>(
    `SELECT id, type, provider_id AS "providerId" FROM placement WHERE id = ANY($1::int[])`,
    [...new Set(ids)],
  );
  return new Map(found.map((row) => [row.id, row]));
}

/**
 * The attributes at the start of an episode, from what was given and that laid over what is. A blank of a new episode is filled from the child and
 * named in `assumed`; a blank of a known one keeps what was assumed at its first storing and is never
 * filled again. A placement's type and provider follow from a placement that was given.
 */
export function attributesAtStart(
  given: { readonly placementType?: string | null; readonly providerId?: number | null },
  laid: Fields,
  before: Fields | null,
  child: ChildNow,
  placements: Map<number, PlacementNow>,
): Fields {
  const assumed = new Set<string>();
  const result: Fields = {};
  const wasAssumed = new Set((before?.assumed as string[] | undefined) ?? []);
  for (const field of FROM_CHILD) {
    result[field] = fill(field, laid[field] ?? null, child[field]);
  }
  const typeTold = laid.placementType ?? null;
  // A child's present home says nothing about a start in another type of placement.
  const home = child.placementId === null ? undefined : placements.get(child.placementId);
  const fits = home !== undefined && (typeTold === null || typeTold === home.type);
  result.placementId = fill("placementId", laid.placementId ?? null, fits ? home.id : null);
  const placement = typeof result.placementId === "number" ? placements.get(result.placementId) : undefined;
  const follows = assumed.has("placementId");
  for (const [field, ofPlacement] of [
    ["placementType", placement?.type ?? null],
    ["providerId", placement?.providerId ?? null],
  ] as const) {
    const told = given[field] ?? null;
    const blanked = given[field] === null && result.placementId === null && !wasAssumed.has(field);
    // The same placement as before: what followed from it then still stands.
    const stands = before !== null && before.placementId === result.placementId && !blanked;
    result[field] = told ?? (stands ? (before[field] ?? null) : ofPlacement);
    const unmoved = before !== null && result[field] === (before[field] ?? null);
    if (told === null && !stands ? follows && ofPlacement !== null : unmoved && wasAssumed.has(field)) {
      assumed.add(field);
    }
  }
  return { ...result, assumed: [...assumed].sort() };

  function fill(field: string, value: Plain, childs: Plain): Plain {
    if (before === null) {
      if (value !== null || childs === null) return value;
      assumed.add(field);
      return childs;
    }
    const kept = value === null ? (before[field] ?? null) : value;
    if (!wasAssumed.has(field)) return value;
    if (kept === before[field]) assumed.add(field);
    return kept;
  }
}
