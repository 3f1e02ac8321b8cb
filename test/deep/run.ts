import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Mocha from "mocha";

/**
 * `npm run test:deep [name] [-- --count N --seed N]`: the long properties, one file a name. Each
 * prints the count that it ran.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string" }, seed: { type: "string" } },
});
if (values.count) process.env.HOMEWARD_DEEP_COUNT = values.count;
if (values.seed) process.env.HOMEWARD_DEEP_SEED = values.seed;

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".deep.ts"));
const [name] = positionals;
const chosen = files.filter((file) => !name || file === `${name}.deep.ts`);
if (chosen.length === 0) {
  console.error(
    `There is no deep test "${name}". There are: ${files.map((file) => file.slice(0, -8)).join(", ")}`,
  );
  process.exit(2);
}

console.log(`deep: ${name ?? "all"}, count ${values.count ?? "of each file"}, seed ${values.seed ?? "any"}`);
const mocha = new Mocha({ timeout: 600_000 });
for (const file of chosen) mocha.addFile(`${folder}${file}`);
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures > 0 ? 1 : 0));
