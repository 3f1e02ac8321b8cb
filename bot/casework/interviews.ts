import { z } from "zod";
import { type InterviewStep, recordInterviewSteps } from "../../data/casework/interview-steps.ts";
import type { Writing } from "../../data/casework/write.ts";
import { returnedEpisodes } from "../../data/faces.ts";
import { type Interviewing, isKnownInterviewer, recentInterviewers } from "../../data/interviewers.ts";
import { RECENT_DAYS } from "../../data/policy.ts";
import type { Action } from "../../data/vocabulary.ts";
import { interviewerValue, isOutstanding } from "../disclosure/forms/interview-parts.ts";
import type { EpisodeFace } from "../disclosure/viewer.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import type { About, Written } from "./case-form.ts";

const DAY_MS = 86_400_000;
/** Who has interviewed in these days can be chosen as the interviewer. */
const INTERVIEWERS_OF_DAYS = 365;

/** The field of an interviewer, as every form of interviews has it. */
export const interviewerSchema = { interviewer: z.string().max(40).default("") };

/** The episode that typed words mean: the latest return whose interview is to be done, else the latest return. */
export async function latestReturn({ house, now }: Presence, childId: number): Promise<EpisodeFace | null> {
  const returned = await returnedSince(house.store.db, childId, now);
  return returned.find(isOutstanding) ?? returned[0] ?? null;
}

/** The child's other returns whose interviews are to be done: one interview may serve them all. */
export async function otherReturns({ house, now }: Presence, about: EpisodeFace): Promise<EpisodeFace[]> {
  const returned = await returnedSince(house.store.db, about.childId, now);
  return returned.filter((episode) => isOutstanding(episode) && episode.id !== about.id);
}

/** A typed interview is about a return that the lists of what is overdue may hold. */
function returnedSince(db: Parameters<typeof returnedEpisodes>[0], childId: number, now: Date) {
  return returnedEpisodes(db, childId, new Date(now.getTime() - RECENT_DAYS * DAY_MS));
}

/** Said in place of every form of interviews while the child is missing. */
export function notReturned({ episode }: About): Response | null {
  return episode?.endedAt ? null : refusal("not_returned", { kind: "interview" });
}

/** Who can be chosen: whom the words name, whom it has, me, and who has interviewed of late. */
export async function interviewersFor(
  presence: Presence,
  { episode }: About,
  request: Action | null,
): Promise<Interviewing[]> {
  const recent = await recently(presence);
  const first = [named(presence, request, recent), assigned(episode), me(presence)];
  const all = [...first.flatMap((one) => one ?? []), ...recent];
  return [...new Map(all.map((one) => [interviewerValue(one), one])).values()];
}

/** What a form offers that asks for an interviewer and nothing else to choose. */
export async function interviewerOptions(presence: Presence, about: About, request: Action | null) {
  return { episodes: [], interviewers: await interviewersFor(presence, about, request) };
}

/** The person or agency of the typed words. */
export async function typedInterviewer(
  presence: Presence,
  request: Action | null,
): Promise<Interviewing | null> {
  return request && named(presence, request, await recently(presence));
}

function recently({ house, now }: Presence): Promise<Interviewing[]> {
  return recentInterviewers(house.store.db, new Date(now.getTime() - INTERVIEWERS_OF_DAYS * DAY_MS));
}

export function assigned(episode: EpisodeFace | null): Interviewing | null {
  if (!episode) return null;
  const { interviewerId, agencyId } = episode.interview;
  return interviewerId === null && agencyId === null ? null : { interviewerId, agencyId };
}

/** Whoever presses, where the store knows them as somebody who works. */
export function me({ viewer }: Presence): Interviewing | null {
  return viewer?.workerId == null ? null : { interviewerId: viewer.workerId, agencyId: viewer.agencyId };
}

/** A person is named with the agency that they have interviewed for of late. */
function named(
  presence: Presence,
  request: Action | null,
  recent: readonly Interviewing[],
): Interviewing | null {
  const [worker] = request?.filters.worker ?? [];
  const [agencyId = null] = request?.filters.agency ?? [];
  if (worker === "@me") return me(presence);
  if (worker === undefined) return agencyId === null ? null : { interviewerId: null, agencyId };
  return (
    recent.find(
      (one) => one.interviewerId === worker && (agencyId === null || one.agencyId === agencyId),
    ) ?? {
      interviewerId: worker,
      agencyId,
    }
  );
}

/** Whom a form's choice names: null for nobody, undefined for something that was never offered. */
export async function chosenInterviewer(w: Writing, value: string): Promise<Interviewing | null | undefined> {
  if (value === "" || value === "/") return null;
  const [, worker, agency] = /^(\d{0,9})\/(\d{0,9})$/.exec(value) ?? [];
  if (worker === undefined || agency === undefined) return undefined;
  const one = { interviewerId: worker ? Number(worker) : null, agencyId: agency ? Number(agency) : null };
  return (await isKnownInterviewer(w.tx, one)) ? one : undefined;
}

/** One step of an episode's interview, and of the others that it serves. `version`: the form's. */
export async function recordStep(
  w: Writing,
  { episode }: About,
  { version, also = [] }: { version: number; also?: readonly number[] },
  step: InterviewStep["step"],
): Promise<Written> {
  const episodeIds = [episode!.id, ...also];
  const [outcome] = await recordInterviewSteps(w, [{ episodeIds, seen: version - 1, step }]);
  return outcome!.ok ? { episodeId: outcome!.episodeId } : { problem: outcome!.why };
}
