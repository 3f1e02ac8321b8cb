import pg from "pg";
import type { PrismaClient } from "../generated/client.ts";

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

/**
 * A client whose raw statements outside a transaction go straight to the pool: every turn is made of a
 * few short ones, and the client's own way to the same pool costs as much again as they do.
 */
export function straightRaw(client: PrismaClient, pool: pg.Pool): PrismaClient {
  const own: Record<string | symbol, unknown> = {
    $queryRawUnsafe: async (text: string, ...values: unknown[]) =>
      (await pool.query({ text, values, types })).rows,
    $executeRawUnsafe: async (text: string, ...values: unknown[]) =>
      (await pool.query({ text, values, types })).rowCount ?? 0,
  };
  return new Proxy(client, { get: (target, name) => own[name] ?? Reflect.get(target, name, target) });
}
