import type { Choice } from "../../data/vocabulary.ts";
import { explain } from "../language/explain.ts";
import type { Lens } from "./lens.ts";

/** A question or an action in plain English, for a button: children as this viewer may see them. */
export function titleOf(request: Choice, lens: Lens): string {
  return explain(request, (kind, id) => (kind === "child" ? lens.child(id) : lens.context.label(kind, id)));
}
