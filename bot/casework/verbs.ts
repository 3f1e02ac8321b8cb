import { REFRESH } from "../disclosure/show/episode-card.ts";
import { askVerb } from "./ask.ts";
import { settleConflictVerb } from "./conflict-settle.ts";
import { listConflictsVerb } from "./conflicts.ts";
import { refreshVerb } from "./episode-refresh.ts";
import { exportVerb } from "./export.ts";
import { cancelVerb } from "./form-cancel.ts";
import { findVerb } from "./form-find.ts";
import { openVerb } from "./form-open.ts";
import { pressVerb } from "./form-press.ts";
import { CASE_FORMS } from "./forms.ts";
import { helpVerb } from "./help.ts";
import { pageVerb } from "./page.ts";
import type { Verb } from "./verb.ts";

/** The table of verbs, by the name that the card's button carries. */
export const VERBS: ReadonlyMap<string, Verb<unknown>> = new Map<string, Verb<unknown>>([
  ["ask", askVerb],
  ["page", pageVerb],
  ["help", helpVerb],
  ["export", exportVerb],
  [REFRESH, refreshVerb],
  ...Object.entries(CASE_FORMS).flatMap(([name, form]): [string, Verb<unknown>][] => [
    [`${name}.open`, openVerb(form)],
    [`${name}.find`, findVerb(form)],
    [`${name}.log`, pressVerb(form)],
  ]),
  ["form.cancel", cancelVerb],
  ["conflict.list", listConflictsVerb],
  ["conflict.settle", settleConflictVerb],
]);

/** Whether Teams sends presses of that name by itself. */
export function refreshes(name: string): boolean {
  return VERBS.get(name)?.refreshes === true;
}

/** Whether a press of that name may change what is stored. */
export function writes(name: string): boolean {
  return VERBS.get(name)?.writes === true;
}
