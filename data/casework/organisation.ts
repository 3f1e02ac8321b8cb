import type { PlacementType } from "../vocabulary.ts";
import { differences, filled, type RowChange, recordChanges } from "./changes.ts";
import { type Fields, insertRows, lockNamed, type Stored, takeIds, updateRows } from "./rows.ts";
import { AGENCY, PLACEMENT, PROVIDER, type Table, TEAM, WORKER } from "./tables.ts";
import type { Writing } from "./write.ts";

/** Who and where, by name. Absent fields of known rows are kept; null blanks them. */
export interface OrganisationRows {
  agencies?: readonly string[];
  teams?: readonly string[];
  providers?: readonly string[];
  workers?: readonly { name: string; team?: string | null }[];
  placements?: readonly {
    name: string;
    type?: Exclude<PlacementType, "unknown">;
    provider?: string | null;
  }[];
}

/** Name → id of everything that was given, and of the teams and providers that it names. */
export interface OrganisationIds {
  agencies: Map<string, number>;
  teams: Map<string, number>;
  providers: Map<string, number>;
  workers: Map<string, number>;
  placements: Map<string, number>;
}

/**
 * Stores agencies, teams, workers, providers and placements, known by their names. A placement that
 * is first met without a type is `other`. A team or provider that is only named in passing is stored.
 */
export async function storeOrganisation(w: Writing, rows: OrganisationRows): Promise<OrganisationIds> {
  const workers = rows.workers ?? [];
  const placements = rows.placements ?? [];
  const teamNames = [...(rows.teams ?? []), ...workers.flatMap((worker) => worker.team ?? [])];
  const providerNames = [...(rows.providers ?? []), ...placements.flatMap((home) => home.provider ?? [])];
  const agencies = await byName(w, AGENCY, rows.agencies?.map((name) => ({ name })) ?? []);
  const teams = await byName(
    w,
    TEAM,
    teamNames.map((name) => ({ name })),
  );
  const providers = await byName(
    w,
    PROVIDER,
    providerNames.map((name) => ({ name })),
  );
  return {
    agencies,
    teams,
    providers,
    workers: await byName(
      w,
      WORKER,
      workers.map(({ name, team }) => ({ name, teamId: idOf(teams, team) })),
    ),
    placements: await byName(
      w,
      PLACEMENT,
      placements.map(({ name, type, provider }) => ({ name, type, providerId: idOf(providers, provider) })),
      { type: "other" },
    ),
  };
}

function idOf(ids: Map<string, number>, name: string | null | undefined): number | null | undefined {
  return name == null ? name : ids.get(name)!;
}

interface Named {
  name: string;
  [field: string]: string | number | null | undefined;
}

async function byName(w: Writing, table: Table, rows: readonly Named[], otherwise: Fields = {}) {
  if (rows.length === 0) return new Map<string, number>();
  const given = new Map<string, Named>();
  for (const row of rows) given.set(row.name, { ...given.get(row.name), ...row });
  const known = await lockNamed(w.tx, table, [...given.keys()]);
  const fresh: Fields[] = [];
  const changed: Stored[] = [];
  const changes: RowChange[] = [];
  for (const row of given.values()) {
    const before = known.get(row.name);
    const after: Fields = {};
    for (const field of Object.keys(table.columns)) {
      after[field] =
        row[field] === undefined ? (before?.fields[field] ?? otherwise[field] ?? null) : row[field];
    }
    if (!before) {
      fresh.push(after);
      continue;
    }
    const delta = differences(before.fields, after);
    if (delta === null) continue;
    changed.push({ ...before, fields: after });
    changes.push(change(w, table, before.id, before.version, delta.before, delta.after));
  }
  if (!table.versioned) await countVersions(w, table, changes);
  const ids = await takeIds(w.tx, table, fresh.length);
  const inserted = fresh.map((fields, i) => ({ id: ids[i]!, fields }));
  for (const row of inserted) changes.push(change(w, table, row.id, 0, null, filled(row.fields)));
  await updateRows(w.tx, table, changed);
  await insertRows(w.tx, table, inserted);
  await recordChanges(w, changes);
  if (changes.some((row) => table.names.some((field) => field in row.after))) w.namesChanged();
  return new Map([
    ...[...known.values()].map((row) => [row.fields.name as string, row.id] as const),
    ...inserted.map((row) => [row.fields.name as string, row.id] as const),
  ]);
}

/** Tables without a version column have as many versions as changes. */
async function countVersions(w: Writing, table: Table, changes: RowChange[]) {
  if (changes.length === 0) return;
  const versions = await w.tx.$queryRawUnsafe<{ id: number; version: number }[]>(
    `SELECT row_id AS id, max(version_after) AS version FROM change
     WHERE table_name = $1 AND row_id = ANY($2::int[]) GROUP BY 1`,
    table.name,
    changes.map((row) => row.rowId),
  );
  const byId = new Map(versions.map((row) => [row.id, row.version]));
  for (const row of changes) {
    row.versionBefore = byId.get(row.rowId) ?? 1;
    row.versionAfter = row.versionBefore + 1;
  }
}

function change(
  w: Writing,
  table: Table,
  rowId: number,
  version: number,
  before: Fields | null,
  after: Fields,
): RowChange {
  return {
    table: table.name,
    rowId,
    versionBefore: version,
    versionAfter: version + 1,
    before,
    after,
    happenedAt: w.author.recordedAt.toISOString(),
  };
}
