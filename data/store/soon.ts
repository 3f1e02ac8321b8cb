/**
 * Part of a statement that is not waited for until it is on the disk: `WITH ${SOON} … FROM soon WHERE soon.commit
 * IS NOT NULL`, so that it is worked out. Only for one that is a transaction of its own: all of that is not waited for.
 */
export const SOON = "soon AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS commit)";
