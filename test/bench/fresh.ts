import { undoReturns } from "../../data/casework/returned.ts";
import { logReturns } from "../../data/casework/returns.ts";
import { write } from "../../data/casework/write.ts";
import type { Store } from "../../data/store/store.ts";
import type { Ask } from "./asking.ts";

const QUESTION = "who is missing right now";
const A_SECOND = 1_000;

/**
 * Logs a child's return of a second ago beside the bot, as another instance would, asks at once who is
 * missing, and takes the return back, so that a kept store stays as it is.
 * @returns milliseconds from the commit to the card
 * @throws where the next answer does not know of it, or of its being taken back
 */
export async function checkFresh(store: Store, clock: () => Date, ask: Ask): Promise<number> {
  const before = await missing(ask);
  const [open] = await store.db.$queryRaw<{ id: number; version: number }[]>`
    SELECT id, version FROM episode
    WHERE ended_at IS NULL AND voided_at IS NULL AND category = 'missing' AND started_at < ${clock()}
    ORDER BY id DESC LIMIT 1`;
  if (!open) throw new Error("nobody is missing in the benchmark's store");
  const author = { by: "bench", recordedAt: clock() };
  const pressed = { episodeId: open.id, version: open.version };
  const [logged] = await write(store, author, (w) =>
    logReturns(w, [{ ...pressed, returnedAt: new Date(author.recordedAt.getTime() - A_SECOND) }]),
  );
  if (!logged?.ok) throw new Error(`the return was not logged: ${logged?.why}`);
  const committed = performance.now();
  const after = await missing(ask);
  const took = performance.now() - committed;
  const [undone] = await write(store, { ...author, recordedAt: clock() }, (w) =>
    undoReturns(w, [
      {
        ...pressed,
        version: logged.versionAfter,
        reason: "benchmark",
        notBefore: new Date(0),
        ofOthers: true,
      },
    ]),
  );
  if (!undone?.ok) throw new Error(`the return was not taken back: ${undone?.why}`);
  const again = await missing(ask);
  if (after !== before - 1 || again !== before) {
    throw new Error(
      `${before} children were missing, ${after} after a return and ${again} without it: not fresh`,
    );
  }
  return took;
}

/** The card's headline. */
async function missing(ask: Ask): Promise<number> {
  const { body } = await ask(QUESTION);
  if (body.includes('"text":"No child is missing')) return 0;
  const [, figure] = /"text":"([\d,]+) child(?:ren)? (?:is|are) missing/.exec(body) ?? [];
  if (!figure) throw new Error(`"${QUESTION}" was answered without a figure`);
  return Number(figure.replaceAll(",", ""));
}
