import { readFile } from "node:fs/promises";
import { Resvg } from "@resvg/resvg-js";

/** The sizes that Teams asks for, in pixels: a full-colour square, and a white outline on nothing. */
export const ICON_SIZES = { color: 192, outline: 32 } as const;
export type Icon = keyof typeof ICON_SIZES;

/** An icon as PNG, drawn from its SVG beside this file. The same drawing gives the same bytes. */
export async function renderIcon(icon: Icon): Promise<Uint8Array> {
  const svg = await readFile(new URL(`${icon}.svg`, import.meta.url), "utf8");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: ICON_SIZES[icon] },
    font: { loadSystemFonts: false },
  });
  return new Uint8Array(drawing.render().asPng());
}
