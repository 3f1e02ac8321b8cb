import { type HeldRows, holdRows, lastHand, seenOf } from "./held-rows.ts";
import { MEETING_LINKS } from "./links.ts";
import { type MeetingRow, storeMeetings } from "./meetings.ts";
import type { Stored } from "./rows.ts";
import { STRATEGY_MEETING } from "./tables.ts";
import type { Writing } from "./write.ts";

/** A strategy meeting planned or recorded as held, as a person says it. */
export interface MeetingStep {
  /** the episodes that it is about, of one child */
  episodeIds: readonly number[];
  /** how far the first one's meetings had come when the person saw them (`seenOf`) */
  seen: number;
  step: { kind: "plan"; plannedFor: Date } | { kind: "hold"; at: Date; chair: string | null };
}

export type MeetingStepOutcome =
  | { ok: true; episodeId: number }
  | {
      ok: false;
      episodeId: number;
      why: "unknown_episode" | "changed_since" | "in_the_past" | "in_the_future" | "before_the_start";
      /** who acted before, and when it was written down; null for an import */
      by?: string | null;
      at?: Date;
    };

/**
 * Plans meetings and records them as held, each refused or done on its own; episodes, then their
 * meetings, are locked in id order. A plan is for an instant to come and takes the place of one that has
 * not been held; a meeting is held no earlier than every episode that it is about began, and not after
 * the instant of writing. A meeting that was held stays: the next one is another.
 */
export async function recordMeetingSteps(
  w: Writing,
  steps: readonly MeetingStep[],
): Promise<MeetingStepOutcome[]> {
  const ids = steps.flatMap(({ episodeIds }) => episodeIds);
  const held = await holdRows(w.tx, STRATEGY_MEETING, MEETING_LINKS, ids);
  const rows: MeetingRow[] = [];
  const written = new Set<number>();
  const outcomes: MeetingStepOutcome[] = [];
  for (const step of steps) {
    const [episodeId = 0] = step.episodeIds;
    const mine = step.episodeIds.some((id) => written.has(id));
    const why = mine ? "changed_since" : refusal(w, held, step);
    if (why === null) {
      const row = rowOf(step, plannedOf(held.rows.get(episodeId)!));
      rows.push(row);
      for (const id of row.episodeIds) written.add(id);
      outcomes.push({ ok: true, episodeId });
      continue;
    }
    const others = () => lastHand(w.tx, STRATEGY_MEETING, held.rows.get(episodeId)!);
    const hand = mine
      ? { by: w.author.by, at: w.author.recordedAt }
      : why === "changed_since"
        ? await others()
        : null;
    outcomes.push({ ok: false, episodeId, why, ...hand });
  }
  if (rows.length > 0) await storeMeetings(w, rows);
  return outcomes;
}

function refusal(w: Writing, { episodes, rows }: HeldRows, { episodeIds, seen, step }: MeetingStep) {
  const named = episodeIds.map((id) => episodes.get(id));
  const [first] = named;
  if (!first || named.some((row) => !row || row.fields.voidedAt !== null)) return "unknown_episode";
  if (named.some((row) => row!.fields.childId !== first.fields.childId)) return "unknown_episode";
  if (seenOf(rows.get(first.id)!) !== seen) return "changed_since";
  const now = w.author.recordedAt;
  if (step.kind === "plan") return step.plannedFor <= now ? "in_the_past" : null;
  if (step.at > now) return "in_the_future";
  const starts = named.map((row) => row!.fields.startedAt as string);
  return starts.some((startedAt) => step.at.toISOString() < startedAt) ? "before_the_start" : null;
}

/** The newest meeting that is planned and not held. */
function plannedOf(rows: readonly Stored[]): Stored | null {
  return rows.filter(({ fields }) => fields.voidedAt === null && fields.heldAt === null).at(-1) ?? null;
}

function rowOf({ episodeIds, step }: MeetingStep, planned: Stored | null): MeetingRow {
  const row: MeetingRow = {
    ...(planned ? { id: planned.id } : {}),
    episodeIds: [...((planned?.fields.episodeIds as number[] | undefined) ?? []), ...episodeIds],
  };
  return step.kind === "plan"
    ? { ...row, plannedFor: step.plannedFor }
    : { ...row, heldAt: step.at, chair: step.chair };
}
