import type { Tx } from "../store/store.ts";
import { lastChanges } from "./changes.ts";
import { type LinkTable, linksOf } from "./links.ts";
import { lockRows, type Stored } from "./rows.ts";
import { EPISODE, type Table } from "./tables.ts";

/** Episodes and everything of one table that is linked to them, locked: what a step is judged by. */
export interface HeldRows {
  episodes: Map<number, Stored>;
  /** by episode: its rows, oldest first, voided ones too, with their `episodeIds` */
  rows: Map<number, Stored[]>;
}

/**
 * Locks episodes, then their interviews or meetings, each in id order. Whoever adds one by a press
 * holds its episode, so that two who press at once see each other's.
 */
export async function holdRows(
  tx: Tx,
  table: Table,
  links: LinkTable,
  episodeIds: readonly number[],
): Promise<HeldRows> {
  const episodes = await lockRows(tx, EPISODE, episodeIds);
  const linked = await tx.$queryRawUnsafe<{ id: number }[]>(
    `SELECT DISTINCT ${links.column} AS id FROM ${links.name} WHERE episode_id = ANY($1::int[])`,
    [...episodes.keys()],
  );
  const found = await lockRows(
    tx,
    table,
    linked.map(({ id }) => id),
  );
  const virtual = await linksOf(tx, links, [...found.values()]);
  const rows = new Map<number, Stored[]>([...episodes.keys()].map((id) => [id, []]));
  for (const row of found.values()) {
    const whole = { ...row, fields: { ...row.fields, ...virtual.get(row.id) } };
    for (const id of whole.fields.episodeIds as number[]) rows.get(id)?.push(whole);
  }
  return { episodes, rows };
}

/**
 * How far the interviews or meetings of an episode have come: the sum of their versions, which every
 * write raises. 0: there is none. (`data/episode-progress.ts` reads the same for what a card shows.)
 */
export function seenOf(rows: readonly Stored[]): number {
  return rows.reduce((sum, { version }) => sum + version, 0);
}

/** Who wrote these rows last, and when; of one field, where it is named. Null: nobody yet. */
export async function lastHand(
  tx: Tx,
  table: Table,
  rows: readonly { id: number }[],
  field: string | null = null,
): Promise<{ by: string | null; at: Date } | null> {
  const ids = rows.map(({ id }) => id);
  const changes = ids.length > 0 ? [...(await lastChanges(tx, table.name, ids, { field })).values()] : [];
  const last = changes.reduce<(typeof changes)[number] | null>(
    (latest, each) => (latest && latest.recordedAt >= each.recordedAt ? latest : each),
    null,
  );
  return last && { by: last.by, at: last.recordedAt };
}
