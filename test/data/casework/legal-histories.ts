import { expect } from "chai";
import fc from "fast-check";
import { CaseworkError } from "../../../data/casework/errors.ts";
import { giveGrades } from "../../../data/casework/grades.ts";
import { storeInterviews } from "../../../data/casework/interviews.ts";
import { reportMissing } from "../../../data/casework/reports.ts";
import { correctReturns, undoReturns } from "../../../data/casework/returned.ts";
import { logReturns } from "../../../data/casework/returns.ts";
import { type Writing, write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import { RISKS } from "../../../data/vocabulary.ts";
import { anAuthor, havingChildren, hours } from "../../support/builders.ts";
import { expectInterviewStatesKept } from "../../support/interview-states.ts";

/** What was pressed: which of the child's episodes, latest first, and the version that was seen of it. */
interface Pressed {
  episodeId: number;
  version: number;
  childId: number;
}

/** One verb: what is filled in at random, and the write that its press makes. `at`: the time that is filled in. */
interface VerbOfHistory<Inputs> {
  inputs: fc.Arbitrary<Inputs>;
  press(w: Writing, pressed: Pressed & { at: Date }, inputs: Inputs): Promise<unknown>;
}
const verb = <Inputs>(definition: VerbOfHistory<Inputs>) => definition as VerbOfHistory<unknown>;

const nothing = fc.constant(null);
const REASON = { reason: "a slip", notBefore: hours(-1_000) };

/** Every verb that a person can press; those of interviews and meetings stand below those of episodes. */
const VERBS: readonly VerbOfHistory<unknown>[] = [
  verb({ inputs: nothing, press: (w, { childId, at }) => reportMissing(w, [{ childId, startedAt: at }]) }),
  verb({ inputs: nothing, press: (w, pressed) => logReturns(w, [{ ...pressed, returnedAt: pressed.at }]) }),
  verb({
    inputs: nothing,
    press: (w, pressed) => correctReturns(w, [{ ...pressed, returnedAt: pressed.at, ...REASON }]),
  }),
  verb({
    inputs: nothing,
    press: (w, pressed) => undoReturns(w, [{ ...pressed, ofOthers: true, ...REASON }]),
  }),
  verb({
    inputs: fc.constantFrom(...RISKS),
    press: (w, pressed, risk) => giveGrades(w, [{ ...pressed, risk }]),
  }),
  verb({
    inputs: nothing,
    press: (w, { episodeId, at }) =>
      storeInterviews(w, [{ episodeIds: [episodeId], outcome: "accepted", completedAt: at }]),
  }),
];

const step = fc.record({
  child: fc.constantFrom(0, 0, 0, 1),
  /** mostly the last one, or the one before it */
  episode: fc.constantFrom(0, 0, 0, 1, 1, 2),
  /** hours from the present: mostly a little before it, sometimes still to come */
  hours: fc.constantFrom(0, 0, 0, -1, -1, -2, -4, 1),
  /** mostly the present version; sometimes one that has passed */
  behind: fc.constantFrom(0, 0, 0, 0, 0, 0, 1),
  verb: fc.oneof(
    ...VERBS.map(({ inputs }, n) => ({
      // reports and returns make what the others are about
      weight: n < 4 ? 3 : 1,
      arbitrary: fc.record({ n: fc.constant(n), inputs }),
    })),
  ),
  /** pressed at the same time as the one after it */
  atOnce: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * Presses random verbs on two children, some of them at once, and after each run expects a history that
 * can have been: no overlap, at most one open episode, no return before the start or still to come, no
 * interview before every return that it serves.
 */
export async function expectLegalHistories(
  store: Store,
  options: { runs: number; seed?: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24, size: "max" }), async (steps) => {
      const children = await havingChildren(store, {}, {});
      let together: Promise<void>[] = [];
      for (const [n, each] of steps.entries()) {
        // an hour goes by from press to press
        together.push(press(store, children, each, hours(n - steps.length)));
        if (each.atOnce) continue;
        await Promise.all(together);
        together = [];
      }
      await Promise.all(together);
      await expectLegal(store, children);
      await expectInterviewStatesKept(store);
    }),
    { numRuns: options.runs, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  );
}

async function press(store: Store, children: number[], step: Step, now: Date): Promise<void> {
  const { child, episode, behind, verb } = step;
  const childId = children[child]!;
  const episodes = await store.db.episode.findMany({ where: { childId }, orderBy: { id: "desc" } });
  const seen = episodes[episode] ?? episodes.at(-1);
  const at = hours(step.hours, now);
  const pressed = { childId, episodeId: seen?.id ?? 0, version: (seen?.version ?? 1) - behind, at };
  await write(store, anAuthor({ recordedAt: now }), (w) =>
    VERBS[verb.n]!.press(w, pressed, verb.inputs),
  ).catch((error: unknown) => {
    if (!(error instanceof CaseworkError)) throw error;
  });
}

async function expectLegal(store: Store, children: number[]): Promise<void> {
  const now = anAuthor().recordedAt.toISOString();
  const wrong = await store.db.$queryRawUnsafe<{ what: string }[]>(
    `WITH e AS (SELECT * FROM episode WHERE child_id = ANY($1::int[]) AND voided_at IS NULL)
     SELECT 'a return before the start' AS what FROM e WHERE ended_at < started_at
     UNION ALL SELECT 'still to come' FROM e WHERE started_at > $2::timestamptz OR ended_at > $2::timestamptz
     UNION ALL SELECT 'an overlap' FROM e a JOIN e b ON a.child_id = b.child_id AND a.id < b.id
       WHERE coalesce(a.ended_at, 'infinity') > b.started_at AND coalesce(b.ended_at, 'infinity') > a.started_at
     UNION ALL SELECT 'two open' FROM e WHERE ended_at IS NULL GROUP BY child_id HAVING count(*) > 1
     UNION ALL SELECT 'an interview before its return' FROM interview i
       WHERE i.completed_at IS NOT NULL AND i.voided_at IS NULL
         AND EXISTS (SELECT 1 FROM interview_episode l JOIN e ON e.id = l.episode_id WHERE l.interview_id = i.id)
         AND NOT EXISTS (SELECT 1 FROM interview_episode l JOIN e ON e.id = l.episode_id
                         WHERE l.interview_id = i.id AND e.ended_at <= i.completed_at)`,
    children,
    now,
  );
  expect(wrong).to.deep.equal([]);
}
