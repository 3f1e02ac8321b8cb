import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";

/** The interview states that are kept beside the episodes are those that their interviews give now. */
export async function expectInterviewStatesKept(store: Store): Promise<void> {
  const off = await store.db.$queryRawUnsafe<unknown[]>(
    `SELECT coalesce(k.episode_id, s.episode_id) AS episode, to_json(k) AS kept, to_json(s) AS given
     FROM episode_interview k FULL JOIN interview_state s USING (episode_id)
     WHERE (k.completed_at, k.accepted_at, k.offered_at, k.declined)
       IS DISTINCT FROM (s.completed_at, s.accepted_at, s.offered_at, s.declined)`,
  );
  expect(off).to.deep.equal([]);
}
