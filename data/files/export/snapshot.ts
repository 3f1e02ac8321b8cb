import type { Store, Tx } from "../../store/store.ts";

/** Rows that are in memory at a time. */
const PAGE = 2_000;
/** ms; ten million rows take some minutes, and embedded everybody else waits for them */
const LONGEST = 60 * 60_000;

/**
 * Reads the store as it is at one moment, whatever is written meanwhile. On a server others go on
 * writing; the embedded store has one session, so there they wait until the export is done.
 */
export function inSnapshot<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return store.db.$transaction(
    async (tx) => {
      // a cursor's rows are all fetched: the plan that gives the first ones soonest is the slow one
      await tx.$executeRawUnsafe("SET LOCAL cursor_tuple_fraction = 1");
      return work(tx);
    },
    { isolationLevel: "RepeatableRead", timeout: LONGEST },
  );
}

/** The rows of a SELECT by pages: a cursor, so that memory is bounded however many there are. */
export async function* pages<Row>(tx: Tx, select: string): AsyncGenerator<Row[]> {
  await tx.$executeRawUnsafe(`DECLARE exported NO SCROLL CURSOR FOR ${select}`);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<Row[]>(`FETCH ${PAGE} FROM exported`);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) break;
  }
  await tx.$executeRawUnsafe("CLOSE exported");
}

/** A text as an SQL literal, for a cursor's SELECT, which takes no parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
