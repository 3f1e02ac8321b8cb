import { importCommand } from "./import-command.ts";

process.exitCode = await importCommand(process.argv.slice(2), {
  env: process.env,
  clock: () => new Date(),
  out: process.stdout,
  err: process.stderr,
});
