import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** PGlite's own data, in a store's folder */
export const DATABASE = "pgdata";
const UNFINISHED = `${DATABASE}.new-`;
const MAKE = fileURLToPath(new URL("./pglite-make.mjs", import.meta.url));

/**
 * Makes the database of a store's folder, where there is none, in a process of its own: it takes twice the
 * memory of the running database, which the opener would keep for as long as it lives. Made beside its place
 * and then put there: one that was cut short is never opened. The folder is held by its opener meanwhile.
 */
export async function makeDatabase(folder: string): Promise<void> {
  const place = join(folder, DATABASE);
  if (existsSync(place)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const made = join(folder, `${UNFINISHED}${process.pid}`);
  const maker = spawn(process.execPath, [MAKE, made], { stdio: "ignore" });
  const [status] = await once(maker, "exit");
  if (status !== 0) throw new Error(`making a database ended with ${status}`);
  renameSync(made, place);
}
