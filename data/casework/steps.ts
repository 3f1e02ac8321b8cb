import type { Tx } from "../store/store.ts";
import { lastChanges } from "./changes.ts";
import { type LinkTable, linksOf } from "./links.ts";
import type { NotDone } from "./press-episodes.ts";
import { lockRows, type Stored } from "./rows.ts";
import { EPISODE, type Table } from "./tables.ts";
import type { Writing } from "./write.ts";

/** Episodes and everything of one table that is linked to them, locked: what a step is judged by. */
interface HeldRows {
  episodes: Map<number, Stored>;
  /** by episode: its rows, oldest first, voided ones too, with their `episodeIds` */
  rows: Map<number, Stored[]>;
}

/**
 * Locks episodes, then their interviews or meetings, each in id order. Whoever adds one by a press
 * holds its episode, so that two who press at once see each other's.
 */
async function holdRows(
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

/** A step about one or more episodes of one child, as a person says it. */
export interface Step {
  /** the episode it is about, then further ones that it serves as well */
  episodeIds: readonly number[];
  /** how far the first one's rows had come when the person saw them (`seenOf`) */
  seen: number;
}

export type StepOutcome<Why extends string> = { ok: true; episodeId: number } | NotDone<Why>;

/** What a kind of step adds to what all have in common. */
export interface StepRules<S extends Step, Row, Why extends string> {
  table: Table;
  links: LinkTable;
  /** why it cannot be, of episodes that are there; `own`: the first one's rows; null: it can */
  refusal(step: S, named: readonly Stored[], own: readonly Stored[]): Why | "changed_since" | null;
  rowOf(step: S, own: readonly Stored[]): Row & { episodeIds: readonly number[] };
  /** the refusals that somebody else's work is the reason of, with the field that tells whose */
  hands: Partial<Record<Why, string>>;
  store(w: Writing, rows: Row[]): Promise<unknown>;
}

/**
 * Judges steps in their order, each refused or done on its own, and stores those that can be. Two about
 * one episode in one call: the second saw too little.
 */
export async function takeSteps<S extends Step, Row, Why extends string>(
  w: Writing,
  { table, links, refusal, rowOf, hands, store }: StepRules<S, Row, Why>,
  steps: readonly S[],
): Promise<StepOutcome<Why>[]> {
  const ids = steps.flatMap(({ episodeIds }) => episodeIds);
  const { episodes, rows: held } = await holdRows(w.tx, table, links, ids);
  const rows: Row[] = [];
  const written = new Set<number>();
  const outcomes: StepOutcome<Why>[] = [];
  for (const step of steps) {
    const [episodeId = 0] = step.episodeIds;
    const own = held.get(episodeId) ?? [];
    const mine = step.episodeIds.some((id) => written.has(id));
    const named = ofOneChild(step, episodes);
    const why = mine ? "changed_since" : named ? refusal(step, named, own) : "unknown_episode";
    if (why === null) {
      const row = rowOf(step, own);
      rows.push(row);
      for (const id of row.episodeIds) written.add(id);
      outcomes.push({ ok: true, episodeId });
      continue;
    }
    const field = why === "changed_since" ? null : hands[why as Why];
    const hand = mine
      ? { by: w.author.by, at: w.author.recordedAt }
      : field === undefined
        ? null
        : await lastHand(w.tx, table, own, field);
    outcomes.push({ ok: false, episodeId, why, ...hand });
  }
  if (rows.length > 0) await store(w, rows);
  return outcomes;
}

/** The episodes of a step; null where one is not there, is voided, or is another child's. */
function ofOneChild({ episodeIds }: Step, episodes: HeldRows["episodes"]): Stored[] | null {
  const named = episodeIds.flatMap((id) => episodes.get(id) ?? []);
  if (named.length === 0 || named.length < episodeIds.length) return null;
  const childId = named[0]!.fields.childId;
  return named.every(({ fields }) => fields.voidedAt === null && fields.childId === childId) ? named : null;
}

/**
 * How far the interviews or meetings of an episode have come: the sum of their versions, which every
 * write raises. 0: there is none. (`data/episode-progress.ts` reads the same for what a card shows.)
 */
export function seenOf(rows: readonly Stored[]): number {
  return rows.reduce((sum, { version }) => sum + version, 0);
}

/** Who wrote these rows last, and when; of one field, where it is named. Null: nobody yet. */
async function lastHand(
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
