import { CATALOGUE } from "../../data/measures/catalogue.ts";
import type { ResolvedFilters } from "../../data/measures/filters.ts";
import type { Question, TeamRef, WorkerRef } from "../../data/vocabulary.ts";
import { type Me, unknownMe } from "./refusals.ts";

/**
 * A question's filters with "me" and "my team" as ids. Under an interview measure "me" is the
 * interviewer; a named worker is always the worker at the episode.
 * @throws AnswerRefused where the asker has no team or caseload in the store
 */
export function resolveFilters(question: Question, me: Me | null): ResolvedFilters {
  const { team, not_team, worker, not_worker, ...others } = question.filters;
  const interviews = CATALOGUE[question.metric].interviews ?? false;
  const teams = (refs: TeamRef[]) =>
    refs.map((ref) => {
      if (ref !== "@my_team") return ref;
      if (me?.teamId == null) throw unknownMe(question, "team");
      return me.teamId;
    });
  const workers = (refs: WorkerRef[]) => {
    const asker = refs.includes("@me");
    if (asker && me?.workerId == null) throw unknownMe(question, "worker");
    const named = refs.filter((ref): ref is number => ref !== "@me");
    const mine = asker ? [me!.workerId!] : [];
    return interviews ? { named, mine } : { named: [...named, ...mine], mine: [] };
  };
  const filters: ResolvedFilters = { ...others };
  if (team) filters.team = teams(team);
  if (not_team) filters.not_team = teams(not_team);
  if (worker) {
    const { named, mine } = workers(worker);
    if (named.length > 0) filters.worker = named;
    if (mine.length > 0) filters.interviewer = mine;
  }
  if (not_worker) {
    const { named, mine } = workers(not_worker);
    if (named.length > 0) filters.not_worker = named;
    if (mine.length > 0) filters.not_interviewer = mine;
  }
  return filters;
}
