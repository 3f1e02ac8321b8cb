import { MEETING_LINKS } from "./links.ts";
import { type MeetingRow, storeMeetings } from "./meetings.ts";
import type { Stored } from "./rows.ts";
import { type Step, type StepOutcome, seenOf, takeSteps } from "./steps.ts";
import { STRATEGY_MEETING } from "./tables.ts";
import type { Writing } from "./write.ts";

/** A strategy meeting planned or recorded as held, as a person says it. */
export interface MeetingStep extends Step {
  step: { kind: "plan"; plannedFor: Date } | { kind: "hold"; at: Date; chair: string | null };
}

export type MeetingStepOutcome = StepOutcome<"in_the_past" | "in_the_future" | "before_the_start">;

/**
 * Plans meetings and records them as held, each refused or done on its own; episodes, then their
 * meetings, are locked in id order. A plan is for an instant to come and takes the place of one that has
 * not been held; a meeting is held no earlier than every episode that it is about began, and not after
 * the instant of writing. A meeting that was held stays: the next one is another.
 */
export function recordMeetingSteps(w: Writing, steps: readonly MeetingStep[]): Promise<MeetingStepOutcome[]> {
  const rules = {
    table: STRATEGY_MEETING,
    links: MEETING_LINKS,
    refusal: (step: MeetingStep, named: readonly Stored[], own: readonly Stored[]) =>
      refusal(w, step, named, own),
    rowOf: (step: MeetingStep, own: readonly Stored[]) => rowOf(step, plannedOf(own)),
    hands: {},
    store: storeMeetings,
  };
  return takeSteps(w, rules, steps);
}

function refusal(w: Writing, { seen, step }: MeetingStep, named: readonly Stored[], own: readonly Stored[]) {
  if (seenOf(own) !== seen) return "changed_since";
  const now = w.author.recordedAt;
  if (step.kind === "plan") return step.plannedFor <= now ? "in_the_past" : null;
  if (step.at > now) return "in_the_future";
  const starts = named.map(({ fields }) => fields.startedAt as string);
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
