import type { InterviewOutcome } from "../vocabulary.ts";
import { type HeldRows, holdRows, lastHand, seenOf } from "./held-rows.ts";
import { type InterviewRow, storeInterviews } from "./interviews.ts";
import { INTERVIEW_LINKS } from "./links.ts";
import type { Stored } from "./rows.ts";
import { INTERVIEW } from "./tables.ts";
import type { Writing } from "./write.ts";

/** Who interviews, in the store's ids; absent: as it is; null: nobody, from now on. */
export interface Interviewer {
  agencyId?: number | null;
  interviewerId?: number | null;
}

/** One step in the life of a return interview, as a person records it. */
export interface InterviewStep {
  /** the episode it is about, then further ones of the same child that it serves as well */
  episodeIds: readonly number[];
  /** how far the first one's interviews had come when the person saw them (`seenOf`) */
  seen: number;
  step:
    | ({ kind: "offer"; at: Date } & Interviewer)
    | { kind: "outcome"; outcome: InterviewOutcome; at: Date }
    | ({ kind: "complete"; at: Date } & Interviewer)
    | ({ kind: "assign" } & Required<Interviewer>);
}

export type InterviewStepOutcome =
  | { ok: true; episodeId: number }
  | {
      ok: false;
      episodeId: number;
      why:
        | "unknown_episode"
        | "not_returned"
        | "already_completed"
        | "already_offered"
        | "changed_since"
        | "before_the_return"
        | "in_the_future";
      /** who acted before, and when it was written down; null for an import */
      by?: string | null;
      at?: Date;
    };

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
export async function recordInterviewSteps(
  w: Writing,
  steps: readonly InterviewStep[],
): Promise<InterviewStepOutcome[]> {
  const held = await holdRows(
    w.tx,
    INTERVIEW,
    INTERVIEW_LINKS,
    steps.flatMap(({ episodeIds }) => episodeIds),
  );
  const rows: InterviewRow[] = [];
  const written = new Set<number>();
  const outcomes: InterviewStepOutcome[] = [];
  for (const step of steps) {
    const [episodeId = 0] = step.episodeIds;
    const why = step.episodeIds.some((id) => written.has(id)) ? "changed_since" : refusal(w, held, step);
    if (why === null) {
      const row = rowOf(step, openAttempt(held.rows.get(episodeId)!));
      rows.push(row);
      for (const id of row.episodeIds) written.add(id);
      outcomes.push({ ok: true, episodeId });
      continue;
    }
    const mine = { by: w.author.by, at: w.author.recordedAt };
    const hand = written.has(episodeId) ? mine : await handOf(w, held, episodeId, why);
    outcomes.push({ ok: false, episodeId, why, ...hand });
  }
  if (rows.length > 0) await storeInterviews(w, rows);
  return outcomes;
}

function refusal(w: Writing, { episodes, rows }: HeldRows, { episodeIds, seen, step }: InterviewStep) {
  const named = episodeIds.map((id) => episodes.get(id));
  const [first] = named;
  if (!first || named.some((row) => !row || row.fields.voidedAt !== null)) return "unknown_episode";
  if (named.some((row) => row!.fields.childId !== first.fields.childId)) return "unknown_episode";
  const returns = named.map((row) => row!.fields.endedAt as string | null);
  if (returns.includes(null)) return "not_returned";
  const own = rows.get(first.id)!;
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

/** Who was there before, of the refusals that somebody else's work is the reason of. */
async function handOf(w: Writing, { rows }: HeldRows, episodeId: number, why: string) {
  const fields = { already_completed: "completedAt", already_offered: "offeredAt", changed_since: null };
  if (!Object.hasOwn(fields, why)) return null;
  const field = fields[why as keyof typeof fields];
  return lastHand(w.tx, INTERVIEW, rows.get(episodeId)!, field);
}
