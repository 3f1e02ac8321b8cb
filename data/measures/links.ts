/**
 * The interviews and meetings of an episode, as FROM and WHERE. OFFSET 0 keeps each a look-up by key
 * for every episode of a set: without statistics (a store that was filled a moment ago) the planner
 * takes the set for one row, and would read the whole table for each of its episodes.
 */
export function interviewsOf(episode: string, columns: string): string {
  return `interview_episode ie CROSS JOIN LATERAL (
      SELECT ${columns} FROM interview i WHERE i.id = ie.interview_id AND i.voided_at IS NULL OFFSET 0) i
    WHERE ie.episode_id = ${episode}.id`;
}

export function meetingsOf(episode: string): string {
  return `strategy_meeting_episode te CROSS JOIN LATERAL (
      SELECT t.held_at, t.planned_for FROM strategy_meeting t
      WHERE t.id = te.meeting_id AND t.voided_at IS NULL OFFSET 0) t
    WHERE te.episode_id = ${episode}.id`;
}
