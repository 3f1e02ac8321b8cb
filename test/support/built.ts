import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const made = new Set<string>();

/** The JavaScript of an entry ("bot/main.ts") as `npm start` and the commands run it: made where it is missing or old. */
export function built(entry: string): string {
  if (!made.has(entry)) {
    const { status, stderr } = spawnSync(process.execPath, [`${ROOT}bot/build.mjs`, entry], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${entry} was not built: ${stderr}`);
    made.add(entry);
  }
  return `${ROOT}.build/${entry.replace(/\.ts$/, ".mjs")}`;
}
