import type { InterviewOutcome } from "../vocabulary.ts";
import { type InterviewRow, storeInterviews } from "./interviews.ts";
import { INTERVIEW_LINKS } from "./links.ts";
import type { Stored } from "./rows.ts";
import { type Step, type StepOutcome, seenOf, takeSteps } from "./steps.ts";
import { INTERVIEW } from "./tables.ts";
import type { Writing } from "./write.ts";

/** Who interviews, in the store's ids; absent: as it is; null: nobody, from now on. */
export interface Interviewer {
  agencyId?: number | null;
  interviewerId?: number | null;
}

/** One step in the life of a return interview, as a person records it. */
export interface InterviewStep extends Step {
  step:
    | ({ kind: "offer"; at: Date } & Interviewer)
    | { kind: "outcome"; outcome: InterviewOutcome; at: Date }
    | ({ kind: "complete"; at: Date } & Interviewer)
    | ({ kind: "assign" } & Required<Interviewer>);
}

export type InterviewStepOutcome = StepOutcome<
  "not_returned" | "already_completed" | "already_offered" | "before_the_return" | "in_the_future"
>;

/**
 * Records steps of return interviews, each refused or done on its own. Episodes, then their interviews,
 * are locked in id order. Nothing of an interview is recorded before the return of every episode named,
 * nor after the instant of writing; two steps about one episode in one call: the second saw too little.
 *
 * One interview of the store is one attempt. A step goes on with the attempt that is open (neither
 * completed nor declined, the newest) or begins one. So what follows a decline is an attempt of its own:
 * a child who declined and was interviewed after all counts as declined until then, as completed since
 * (measures.md: accepted if completed; declined only by the latest outcome). Not reached and missing
 * again leave the attempt open, and what comes next takes their place; so does a decline after an
 * acceptance. A completed interview was accepted, then at the latest.
 */
export function recordInterviewSteps(
  w: Writing,
  steps: readonly InterviewStep[],
): Promise<InterviewStepOutcome[]> {
  const rules = {
    table: INTERVIEW,
    links: INTERVIEW_LINKS,
    refusal: (step: InterviewStep, named: readonly Stored[], own: readonly Stored[]) =>
      refusal(w, step, named, own),
    rowOf: (step: InterviewStep, own: readonly Stored[]) => rowOf(step, openAttempt(own)),
    hands: { already_completed: "completedAt", already_offered: "offeredAt" },
    store: storeInterviews,
  };
  return takeSteps(w, rules, steps);
}

function refusal(
  w: Writing,
  { seen, step }: InterviewStep,
  named: readonly Stored[],
  own: readonly Stored[],
) {
  const returns = named.map(({ fields }) => fields.endedAt as string | null);
  if (returns.includes(null)) return "not_returned";
  if (isServed(own, returns[0]!)) return "already_completed";
  if (step.kind === "offer" && openAttempt(own)?.fields.offeredAt) return "already_offered";
  if (seenOf(own) !== seen) return "changed_since";
  if (step.kind === "assign") return null;
  if (step.at > w.author.recordedAt) return "in_the_future";
  return returns.some((endedAt) => step.at.toISOString() < endedAt!) ? "before_the_return" : null;
}

const isStanding = ({ fields }: Stored): boolean => fields.voidedAt === null;

/** A completion before the episode's own return does not serve it. */
function isServed(rows: readonly Stored[], endedAt: string): boolean {
  return rows.filter(isStanding).some(({ fields }) => {
    const completedAt = fields.completedAt as string | null;
    return completedAt !== null && completedAt >= endedAt;
  });
}

/** The attempt that a next step goes on with; none where there is none yet, or all were closed. */
function openAttempt(rows: readonly Stored[]): Stored | null {
  const open = rows
    .filter(isStanding)
    .filter(({ fields }) => fields.completedAt === null && fields.outcome !== "declined");
  return open.at(-1) ?? null;
}

function rowOf({ episodeIds, step }: InterviewStep, attempt: Stored | null): InterviewRow {
  const row: InterviewRow = {
    ...(attempt ? { id: attempt.id } : {}),
    episodeIds: [...((attempt?.fields.episodeIds as number[] | undefined) ?? []), ...episodeIds],
  };
  switch (step.kind) {
    case "offer":
      return { ...row, offeredAt: step.at, ...interviewer(step) };
    case "outcome":
      return { ...row, outcome: step.outcome, outcomeAt: step.at };
    case "complete":
      return {
        ...row,
        completedAt: step.at,
        ...(attempt?.fields.outcome === "accepted" ? {} : { outcome: "accepted", outcomeAt: step.at }),
        ...interviewer(step),
      };
    case "assign":
      return { ...row, ...interviewer(step) };
  }
}

const interviewer = ({ agencyId, interviewerId }: Interviewer): Interviewer => ({ agencyId, interviewerId });
