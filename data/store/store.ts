import type PgBoss from "pg-boss";
import type { PrismaClient } from "../generated/client.ts";
import type { CopyIn } from "./copy-in.ts";
import type { StoreConnection } from "./pool.ts";

/** A transaction's client: what data/casework functions take. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];
/** Reads work on either. */
export type Db = PrismaClient | Tx;

/**
 * The open episode store. Made by `openStore` (open.ts); PGlite behind a Unix socket or a
 * PostgreSQL server, the same driver and SQL either way.
 */
export interface Store {
  readonly db: PrismaClient;
  readonly engine: "embedded" | "server";
  /** outside a transaction */
  readonly copyIn: CopyIn;
  /** a connection string for clients other than Prisma (pg-boss) */
  readonly connection: StoreConnection;
  close(): Promise<void>;
}

/** Starts a job in the transaction of a write; see data/store/jobs.ts. */
export type SendJob = (tx: Tx, queue: string, data: object, options?: PgBoss.SendOptions) => Promise<void>;
