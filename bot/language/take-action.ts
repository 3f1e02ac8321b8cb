import type { Action, Request } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import type { IndexedNames } from "./names.ts";
import { clarifyNames, done, doubtful } from "./outcomes.ts";
import { pattern } from "./pattern.ts";
import type { Slots } from "./slots.ts";
import type { Understanding } from "./understanding.ts";

/** An action that was read, once it is clear of what and of whom. `context`: the last reading. */
export function takeAction(
  context: Request | null,
  line: Line,
  slots: Slots,
  action: Action,
  unknownChild: boolean,
  index: IndexedNames,
): Understanding {
  const withContext = fromContext(action, context);
  if (slots.periodTrouble && action.action === "export")
    return doubtful(line, "period", [], slots.namesChild);
  if (unknownChild || line.has(FOR_UNKNOWN)) return doubtful(line, "child", [], true);
  if (slots.doubts.length > 0) return clarifyNames(line, withContext, slots, index);
  // a name with a slip of the pen never writes: the bot asks whether that child is meant
  if (slots.fuzzyChild && withContext.filters.child) return doubtful(line, "child", [withContext], true);
  return done(line, withContext, slots.namesChild, [], []);
}

/** "Weekly summary for Zorbert" is not the summary of everybody. */
const FOR_UNKNOWN = pattern("(for|about|of) @unknown");

/** "Export that": the last reading's metric and filters. */
function fromContext(action: Action, context: Request | null): Action {
  if (action.action !== "export" || action.metric !== null || context?.kind !== "question") return action;
  return {
    ...action,
    metric: context.metric,
    filters: { ...context.filters, ...action.filters },
    period: action.period ?? context.period,
    compare: action.compare ?? context.compare,
    groupBy: action.groupBy ?? context.groupBy,
    limit: action.limit ?? context.limit,
  };
}
