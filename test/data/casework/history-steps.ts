import { expect } from "chai";
import fc from "fast-check";
import { recordInterviewSteps } from "../../../data/casework/interview-steps.ts";
import { recordMeetingSteps } from "../../../data/casework/meeting-steps.ts";
import type { Writing } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import { INTERVIEW_OUTCOMES } from "../../../data/vocabulary.ts";
import { hours } from "../../support/builders.ts";

/** Steps of interviews and meetings, as people press them: also on what they have not seen, and too early. */
const hour = fc.integer({ min: -400, max: 2 });
const at = hour.map((n) => hours(n));
const who = fc.record({ agencyId: fc.constantFrom(1, null), interviewerId: fc.constantFrom(1, null) });
const about = { episodes: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }), seen: fc.nat(5) };

export const interviewStep = fc.record({
  kind: fc.constant("interview_step" as const),
  ...about,
  step: fc.oneof(
    fc.record({ kind: fc.constant("offer" as const), at }),
    fc.record({
      kind: fc.constant("outcome" as const),
      outcome: fc.constantFrom(...INTERVIEW_OUTCOMES),
      at,
    }),
    fc.record({ kind: fc.constant("complete" as const), at }),
    who.map((given) => ({ kind: "assign" as const, ...given })),
  ),
});
export const meetingStep = fc.record({
  kind: fc.constant("meeting_step" as const),
  ...about,
  step: fc.oneof(
    fc.record({ kind: fc.constant("plan" as const), plannedFor: hour.map((n) => hours(n + 10)) }),
    fc.record({ kind: fc.constant("hold" as const), at, chair: fc.constantFrom("Robin Hale", null) }),
  ),
});
type Step = typeof interviewStep | typeof meetingStep extends fc.Arbitrary<infer T> ? T : never;

/** `idsOf`: the store's ids of the episodes that a history names by number. A step is refused as a value. */
export async function takeCaseworkStep(
  w: Writing,
  each: Step,
  idsOf: (numbers: number[]) => Promise<number[]>,
): Promise<void> {
  const episodeIds = await idsOf(each.episodes);
  const { seen } = each;
  const taken =
    each.kind === "interview_step"
      ? recordInterviewSteps(w, [{ episodeIds, seen, step: each.step }])
      : recordMeetingSteps(w, [{ episodeIds, seen, step: each.step }]);
  await taken.catch((error: unknown) => {
    throw new Error("a step threw", { cause: error });
  });
}

/** No interview was completed before all of the returns that it is linked to. */
export async function expectInterviewsAfterReturns(store: Store): Promise<void> {
  const early = await store.db.$queryRaw<{ id: number }[]>`
    SELECT i.id FROM interview i
    WHERE i.completed_at IS NOT NULL AND i.voided_at IS NULL AND NOT EXISTS (
      SELECT FROM interview_episode l JOIN episode e ON e.id = l.episode_id
      WHERE l.interview_id = i.id AND e.ended_at <= i.completed_at)`;
  expect(early).to.deep.equal([]);
}
