import { askVerb } from "./ask.ts";
import { settleConflictVerb } from "./conflict-settle.ts";
import { listConflictsVerb } from "./conflicts.ts";
import { exportVerb } from "./export.ts";
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
  ["export", exportVerb],
  ["return.open", openReturnVerb],
  ["return.find", findReturnVerb],
  ["return.log", logReturnVerb],
  ["conflict.list", listConflictsVerb],
  ["conflict.settle", settleConflictVerb],
]);
