/** The placement of an episode and what an import would make of it. Placements and providers by name. */
export interface PlacementAtStart {
  placement: string | null;
  placementType: string | null;
  provider: string | null;
  /** what the placement that the episode names is now; null: it names none */
  own: { type: string; provider: string | null } | null;
  /** the child's placement now */
  home: { placement: string; type: string; provider: string | null } | null;
  /** the fields that were filled from the child at the first storing */
  assumed: readonly string[];
}

export type PlacementCells = Pick<PlacementAtStart, "placement" | "placementType" | "provider">;

/**
 * What a file says of an episode's placement, its type and its provider. What was assumed is left blank
 * where an import into an empty store would assume the same; else it is written, so that it is not lost.
 * Beside a placement that is written, a blank type or provider would be taken from the placement: it is
 * written as what it would become, so that the next export writes the same.
 */
export function placementCells(row: PlacementAtStart): PlacementCells {
  const { placement, placementType, provider, own, assumed } = row;
  const stored = { placement, placementType, provider };
  const told = {
    placement: assumed.includes("placementId") ? null : placement,
    placementType: assumed.includes("placementType") ? null : placementType,
    provider: assumed.includes("providerId") ? null : provider,
  };
  const cells = told.placement === null && same(filled(told, row), stored) ? told : stored;
  if (cells.placement === null || own === null) return cells;
  return {
    placement: cells.placement,
    placementType: placementType ?? own.type,
    provider: provider ?? own.provider,
  };
}

/** What an import makes of cells without a placement (data/casework/blanks.ts). */
function filled(cells: PlacementCells, { home }: PlacementAtStart): PlacementCells {
  // a child's present home says nothing about a start in another type of placement
  const fits = home && (cells.placementType === null || cells.placementType === home.type) ? home : null;
  return {
    placement: fits?.placement ?? null,
    placementType: cells.placementType ?? fits?.type ?? null,
    provider: cells.provider ?? fits?.provider ?? null,
  };
}

function same(a: PlacementCells, b: PlacementCells): boolean {
  return a.placement === b.placement && a.placementType === b.placementType && a.provider === b.provider;
}
