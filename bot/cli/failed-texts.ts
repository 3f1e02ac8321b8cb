import { failedTexts } from "../../data/failed-texts.ts";
import type { Db } from "../../data/store/store.ts";

/**
 * `npm run understand -- --failed`: the masked messages that were not understood, most frequent first,
 * each with how often it came in, on which London days, and as what it failed.
 */
export async function printFailedTexts(
  db: Db,
  { days }: { days: number },
  write: (line: string) => void,
): Promise<void> {
  const kept = await failedTexts(db);
  write(
    days === 0
      ? "The policy keeps no messages that were not understood (failedTextDays is 0)."
      : `Masked messages that were not understood, kept for ${days} ${days === 1 ? "day" : "days"}: ${kept.length} different ones.`,
  );
  for (const { times, outcome, text, from, until } of kept)
    write([times, outcome, from === until ? from : `${from} to ${until}`, text].join("\t"));
}
