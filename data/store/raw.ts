import pg from "pg";
import type { PrismaClient } from "../generated/client.ts";
import type { Planned } from "./pool.ts";
import type { Store } from "./store.ts";

const { builtins } = pg.types;
/** The values that Prisma reads otherwise than `pg` does; the same here, so that a transaction sees no other. */
const LIKE_PRISMA: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: BigInt,
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00.000Z`),
};
const types = {
  getTypeParser: ((id: number, format?: "text" | "binary") =>
    LIKE_PRISMA[id] ?? pg.types.getTypeParser(id, format as "text")) as typeof pg.types.getTypeParser,
};

/** At the start of a statement: its plan depends on its values. */
export const PLANNED_ANEW = "/* planned anew */ ";

/**
 * A client whose raw statements outside a transaction go straight to the pool: every turn is made of a
 * few short ones, and the client's own way to the same pool costs as much again as they do.
 */
export function straightRaw(
  client: PrismaClient,
  pools: Readonly<Record<Planned, pg.Pool>>,
  engine: Store["engine"],
): PrismaClient {
  // all clients of the embedded store share one session, which keeps statements by itself (wire-plans.ts)
  const nameOf = engine === "server" ? statementNames() : () => undefined;
  const run = (text: string, values: unknown[]) =>
    pools[text.startsWith(PLANNED_ANEW) ? "anew" : "once"].query({ name: nameOf(text), text, values, types });
  const own: Record<string | symbol, unknown> = {
    $queryRawUnsafe: async (text: string, ...values: unknown[]) => (await run(text, values)).rows,
    $executeRawUnsafe: async (text: string, ...values: unknown[]) => (await run(text, values)).rowCount ?? 0,
  };
  return new Proxy(client, { get: (target, name) => own[name] ?? Reflect.get(target, name, target) });
}

/** Statements that a server keeps parsed for each connection, at some 100 KB each. */
const NAMED = 120;
/** One that has come so often is kept; what is rarer is not worth its room. */
const OFTEN = 3;
/** Statements whose coming is counted before they are kept. */
const COUNTED = 1_000;

/** The names of the statements that come often: to parse a figure's each time may take as long as to run it. */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text) => {
    const known = names.get(text);
    if (known || names.size >= NAMED) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      if (counts.size >= COUNTED) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = `homeward_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}
