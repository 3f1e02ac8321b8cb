/** Rows of these are taken away in the course of the work; of all others they are voided or kept. */
const DELETABLE = [
  "episode_risk",
  "interview_episode",
  "strategy_meeting_episode",
  "posted_card",
  "inbox",
  "receipt",
  "last_reading",
  "failed_text",
  "channel_binding",
  "weekly_send",
  "import_staged",
  "import_judged",
  "rollup",
  "rollup_stale",
  "rollup_start",
  "rollup_length",
  "rollup_duration",
  "rollup_return",
  "rollup_waiting",
  "rollup_meeting",
  "rollup_child",
  "rollup_combined",
  "rollup_ranking",
  "rollup_spread",
];
/** Emptied whole, before and after each file of an import. */
const STAGING = ["import_staged", "import_judged"];

/**
 * The rights of the role that a running service has: no DDL, and on the append-only tables only
 * INSERT and SELECT. The role itself is made by whoever runs the server.
 */
export function grantsFor(role: string): string {
  const to = `"${role.replaceAll('"', '""')}"`;
  return `
    GRANT USAGE ON SCHEMA public, pgboss TO ${to};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to};
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO ${to};
    REVOKE UPDATE ON "change", "audit" FROM ${to};
    REVOKE INSERT, UPDATE ON "_prisma_migrations" FROM ${to};
    GRANT DELETE ON ${DELETABLE.map((table) => `"${table}"`).join(", ")} TO ${to};
    GRANT TRUNCATE ON ${STAGING.map((table) => `"${table}"`).join(", ")} TO ${to};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${to};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${to};
  `;
}
