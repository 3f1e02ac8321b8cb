// Makes JavaScript of the bot, in .build: `node bot/build.mjs [ENTRY…]`. To load TypeScript as it runs costs
// the service a thread and 70 MB, and a call for every function that is made (its name is kept). What is there
// already and is the same stays as it is, so that commands may start side by side; the rest takes 0.2 s.
import "../data/store/ensure-client.mjs";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const ENTRIES = ["bot/main.ts", "bot/cli/ask.ts", "bot/cli/export.ts", "bot/cli/import.ts"];
/** the embedded database's thread, which data/store/embedded.ts starts */
const THREAD = "data/store/pglite-worker.ts";

/**
 * An object that begins with a spread and goes on gets a shape of its own from Node 20, which costs many times what
 * the object does, and stays until all memory is looked through. One that begins with anything else does not, nor
 * does Node 24. (A pattern that is assigned to must not begin so: `({ ...rest } = x)`; a declared one may not anyway.)
 */
const BEGINS_WITH_SPREAD = /\{(\s*)\.\.\./g;
const spreadsAreDear = Number.parseInt(process.versions.node, 10) < 24;

/** Sources as they are, but that files which a module finds beside itself stay where they are, and for the above. */
const sources = {
  name: "sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const place = JSON.stringify(pathToFileURL(path).href);
      const placed = source.replaceAll("import.meta.url", place);
      const contents = spreadsAreDear
        ? placed.replaceAll(BEGINS_WITH_SPREAD, "{$1__proto__: Object.prototype, ...")
        : placed;
      return { contents, loader: "ts" };
    });
  },
};

const given = process.argv.slice(2);
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [...(given.length > 0 ? given : ENTRIES), THREAD],
  outbase: ".",
  outdir: ".build",
  outExtension: { ".js": ".mjs" },
  define: {
    BUILT_THREAD: JSON.stringify(pathToFileURL(`${root}.build/${THREAD}`).href.replace(/ts$/, "mjs")),
  },
  plugins: [sources],
  bundle: true,
  // what is loaded late, such as the writer of Word documents, stays so
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "warning",
  write: false,
});
// those that the others import come first
for (const { path, contents } of outputFiles.reverse()) {
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}
