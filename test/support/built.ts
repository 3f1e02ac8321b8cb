import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The JavaScript of an entry ("bot/main.ts") as `npm start` and the commands run it: made where it is missing or old. */
export function built(entry: string): string {
  const made = spawnSync(process.execPath, [`${ROOT}bot/build.mjs`, entry], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`${entry} was not built: ${made.stderr}`);
  return `${ROOT}.build/${entry.replace(/\.ts$/, ".mjs")}`;
}
