import type { Db } from "./store/store.ts";

/** One line of the audit: ids and figures, never names or typed words. Append-only. */
export interface AuditRow {
  at: Date;
  kind: "answer" | "disclosure" | "write" | "refusal" | "send";
  personId: string | null;
  role: string | null;
  audience: string | null;
  conversationId: string | null;
  activityId: string | null;
  childIds: readonly number[];
  detail: Record<string, unknown>;
}

export async function auditRow(db: Db, row: AuditRow): Promise<void> {
  await db.$executeRawUnsafe(
    `INSERT INTO audit (at, kind, person_id, role, audience, conversation_id, activity_id, child_ids, detail)
     VALUES ($1::timestamptz, $2, $3, $4, $5, $6, $7, $8::int[], $9::jsonb)`,
    row.at.toISOString(),
    row.kind,
    row.personId,
    row.role,
    row.audience,
    row.conversationId,
    row.activityId,
    [...row.childIds],
    JSON.stringify(row.detail),
  );
}
