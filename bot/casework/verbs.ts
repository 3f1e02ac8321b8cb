import { askVerb } from "./ask.ts";
import { helpVerb } from "./help.ts";
import { pageVerb } from "./page.ts";
import { findReturnVerb } from "./return-find.ts";
import { logReturnVerb } from "./return-log.ts";
import { openReturnVerb } from "./return-open.ts";
import type { Verb } from "./verb.ts";

/** The table of verbs, by the name that the card's button carries. */
export const VERBS: ReadonlyMap<string, Verb<unknown>> = new Map([
  ["ask", askVerb],
  ["page", pageVerb],
  ["help", helpVerb],
  ["return.open", openReturnVerb],
  ["return.find", findReturnVerb],
  ["return.log", logReturnVerb],
]);
