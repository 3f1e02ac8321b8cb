import { importExchange } from "../../data/files/import/import.ts";
import { findFiles } from "../../data/files/which-files.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { NOW } from "./builders.ts";
import { CouncilFolder } from "./council-files.ts";
import type { Files } from "./exported.ts";

/** Imports whole files, given as text by name, and gives what became of each. */
export async function reimport(store: Store, files: Files) {
  const folder = new CouncilFolder();
  try {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    const found = await findFiles([folder.path], { timeZone: DEFAULT_POLICY.timeZone });
    if (found.refused.length > 0) throw found.refused[0];
    const clock = () => NOW;
    return await importExchange(store, found.files, { source: "files", policy: DEFAULT_POLICY, clock });
  } finally {
    folder.remove();
  }
}
