import { strToU8, zipSync } from "fflate";
import type { Manifest } from "./build.ts";
import { renderIcon } from "./icons.ts";

/** A moment without a zone: zip files hold local times, and the bytes must not depend on where they are made. */
const ANY_MOMENT = "1980-01-01T00:00:00";

/** The app package that a Teams administrator uploads: manifest and icons. The same manifest gives the same bytes. */
export async function zipApp(manifest: Manifest): Promise<Uint8Array> {
  const files = {
    "manifest.json": strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    "color.png": await renderIcon("color"),
    "outline.png": await renderIcon("outline"),
  };
  return zipSync(files, { mtime: ANY_MOMENT, level: 9 });
}
