import { writeFile } from "node:fs/promises";
import { LISTED_COMMANDS } from "../bot/language/commands.ts";
import npm from "../package.json" with { type: "json" };
import { buildManifest, ManifestError } from "./build.ts";
import { packageOptions } from "./options.ts";
import { zipApp } from "./zip.ts";

/** `npm run package`: writes the Teams app package, and says what to do with it. */
try {
  const options = packageOptions(process.argv.slice(2), process.env, npm.version);
  const zip = await zipApp(buildManifest(LISTED_COMMANDS, options));
  await writeFile(options.out, zip);
  console.log(
    `Wrote ${options.out} (${zip.length} bytes). Upload it in the Teams admin centre, under Manage apps.`,
  );
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
