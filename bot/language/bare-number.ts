import type { Question, Request } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import { numberOf } from "./periods/calendar-words.ts";
import type { Slots } from "./slots.ts";

const BARE =
  /^ (?:(?:and|what about|how about|make it|make that|change it to|so|ok|or|just|only|try|say) )*((?:over|more than|at least|under|less than|top|the top) )?(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty)((?: or more| or over| plus| [+])?)(?: (hours|days|times|episodes))?(?: instead)?(?: [?.])? $/;

/** "Over 48", "make it 5 or more": a number alone takes the place of the last question's. */
export function takeBareNumber(line: Line, slots: Slots, context: Request | null): void {
  if (context?.kind !== "question") return;
  const match = BARE.exec(line.text);
  const count = match ? numberOf(match[2]!) : null;
  if (!match || count === null) return;
  const [, word = "", , , unit] = match;
  if (!place(slots, context, count, word, unit)) return;
  for (const item of line.units) item.slot ??= "number";
}

/** Where a number may stand: the first of these that the last question holds. */
function place(
  slots: Slots,
  { filters, limit }: Question,
  count: number,
  word: string,
  unit: string | undefined,
): boolean {
  const long = unit === "days" ? count * 24 : count;
  const above = /^(over|more than)/.test(word);
  if (filters.minDurationHours !== undefined && !/^(under|less|top|the)/.test(word))
    slots.filters.minDurationHours = long;
  else if (filters.maxDurationHours !== undefined && !/^(over|more|at least|top|the)/.test(word))
    slots.filters.maxDurationHours = long;
  else if (filters.minEpisodes !== undefined && count > 0)
    slots.filters.minEpisodes = above ? count + 1 : count;
  else if (limit !== null && count > 0 && count <= 500) slots.limit = count;
  else return false;
  return true;
}
