import type { Action, Question } from "../../data/vocabulary.ts";
import type { Lens } from "./lens.ts";
import { METRIC_TITLES } from "./words.ts";

/** A question or an action in plain English, for a button: children as this viewer may see them. */
export function titleOf(request: Question | Action, lens: Lens): string {
  const what =
    request.kind === "question" ? METRIC_TITLES[request.metric] : request.action.replaceAll("_", " ");
  return [what, ...(request.filters.child ?? []).map((id) => lens.child(id))].join(" · ");
}
