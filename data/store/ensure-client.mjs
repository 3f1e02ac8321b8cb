// Makes the Prisma client where it is missing or older than the schema. Its output is git-ignored,
// and install scripts are off, so every command that needs it calls this first. Quiet: commands
// that print JSON keep stdout to themselves.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = `${root}prisma/schema.prisma`;
const client = `${root}data/generated/client.ts`;

if (!existsSync(client) || statSync(client).mtimeMs < statSync(schema).mtimeMs) {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const run = spawnSync(process.execPath, [prisma, "generate", "--no-hints"], {
    cwd: root,
    encoding: "utf8",
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}\n${run.stderr}\nThe Prisma client could not be generated.\n`);
    process.exit(1);
  }
}
