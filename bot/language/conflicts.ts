import { z } from "zod";
import json from "./lexicon/conflicts.json" with { type: "json" };
import type { Line } from "./line.ts";

/** `what`: the words for a conflict; `with`: all the others that such a question may hold. */
const lexicon = z.strictObject({ what: z.string(), with: z.string() }).parse(json);
const WHAT: ReadonlySet<string> = new Set(lexicon.what.split(" "));
const WITH: ReadonlySet<string> = new Set(lexicon.with.split(" "));
const SIGN = /^[^\p{L}\p{N}@]+$|^'s$/u;

/**
 * "Import conflicts", "any conflicts with the files?": whether the line asks for these and nothing else.
 * One word that is not listed, and it is left to the other readings.
 */
export function readConflicts(line: Line): boolean {
  const asks = line.units.some(({ w }) => WHAT.has(w));
  if (!asks || !line.units.every(({ w }) => WHAT.has(w) || WITH.has(w) || SIGN.test(w))) return false;
  for (const unit of line.units) unit.slot = WHAT.has(unit.w) ? "metric" : "stop";
  return true;
}
