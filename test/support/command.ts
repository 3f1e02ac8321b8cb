import { execFile } from "node:child_process";
import { built } from "./built.ts";

/** Of a command that has ended: its exit status, and all that it said. */
export interface Ended {
  exit: number;
  said: string;
}

/**
 * Runs a command ("bot/cli/import.ts") as `npm run` does, on the embedded store of a folder; `node`: options
 * of its process.
 */
export function runCommand(
  entry: string,
  data: string,
  args: readonly string[],
  node: readonly string[] = [],
): Promise<Ended> {
  const env = { ...process.env, HOMEWARD_DATA: data, DATABASE_URL: "", DATABASE_MIGRATION_URL: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, built(entry), ...args], { env }, (error, stdout, stderr) =>
      resolve({ exit: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` }),
    );
  });
}
