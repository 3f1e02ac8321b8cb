import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

/** The part of WebAssembly's interface that is used; the types of Node 20 do not have it. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
}

let loaded = false;

/**
 * Prisma's own migration engine, in this process. Its WebAssembly is loaded by hand: Node 20 cannot
 * import it. `datamodel` is a Prisma schema's text.
 */
export function schemaEngine(pool: pg.Pool, datamodel: string): Promise<engine.SchemaEngine> {
  load();
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(pool));
  return engine.SchemaEngine.new({ datamodels: [["schema.prisma", datamodel]] }, () => {}, factory);
}

/** The build of the engine, as its package names it. */
export function schemaEngineVersion(): string {
  load();
  return engine.version();
}

function load(): void {
  if (loaded) return;
  const require = createRequire(import.meta.url);
  const wasmPath = require
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const instance = new Instance(new Module(readFileSync(wasmPath)), { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  loaded = true;
}

/**
 * `@prisma/adapter-pg` cuts a script at every semicolon, functions' bodies included, and runs the
 * pieces on whichever connections are free. Here a script goes to the database whole, in one message,
 * which PostgreSQL runs as one transaction: a migration is there or it is not.
 */
class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "@prisma/adapter-pg";
  readonly #pool: pg.Pool;
  readonly #inner: PrismaPg;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#inner = new PrismaPg(pool);
  }

  async connect(): Promise<SqlDriverAdapter> {
    return this.#whole(await this.#inner.connect());
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    throw new Error("Migrations are made from two schemas (make-migration.ts); no shadow database is used.");
  }

  #whole(adapter: SqlDriverAdapter): SqlDriverAdapter {
    adapter.executeScript = async (script: string) => {
      await this.#pool.query(script);
    };
    return adapter;
  }
}
