import type { Policy } from "../policy.ts";
import { CATEGORIES, type Category, type Filters, RISKS } from "../vocabulary.ts";
import { interviewsOf } from "./links.ts";
import type { Statement } from "./statement.ts";

/** Filters with "me" and "my team" turned into ids; `interviewer` is "my interviews". */
export type ResolvedFilters = Omit<Filters, "team" | "not_team" | "worker" | "not_worker"> & {
  team?: number[];
  not_team?: number[];
  worker?: number[];
  not_worker?: number[];
  interviewer?: number[];
  not_interviewer?: number[];
};

/** Which columns of the start of the episode a filter or a grouping looks at; null: none of them. */
export const ASSUMED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  placement: ["placementId"],
  placementType: ["placementType"],
  placement_type: ["placementType"],
  provider: ["providerId"],
  lookedAfter: ["lookedAfter"],
  outOfArea: ["outOfArea"],
  legalStatus: ["legalStatus"],
  legal_status: ["legalStatus"],
  team: ["teamId"],
  worker: ["workerId"],
};

/** The names of the episode's fields that a question filters by. */
export function filteredFields(filters: ResolvedFilters): string[] {
  const keys = Object.entries(filters).filter(([, value]) => value !== undefined);
  return keys.flatMap(([key]) => ASSUMED_FIELDS[key.replace(/^not_/, "")] ?? []);
}

/**
 * The categories that count: those asked for, else the policy's. `not_category` takes from these;
 * where it takes all of them, the asker wants the others.
 */
export function countedCategories(filters: ResolvedFilters, policy: Policy): Category[] {
  const excluded = filters.not_category ?? [];
  const kept = (filters.category ?? policy.categories).filter((category) => !excluded.includes(category));
  if (kept.length > 0 || filters.category) return [...kept];
  return CATEGORIES.filter((category) => !excluded.includes(category));
}

/**
 * Conditions on an episode `e` (of side `s`) and its child `c`, which stand in every set. An
 * attribute without a value is outside both a filter and its `not_`. Names of episode columns only.
 */
export function episodeConditions(q: Statement, filters: ResolvedFilters, options: EpisodeOptions): string[] {
  const out = [isAmong(q, "e.category", countedCategories(filters, options.policy), "text")];
  const ids = (key: IdFilter, column: string) => {
    const [wanted, unwanted] = [filters[key], filters[`not_${key}`]];
    if (wanted) out.push(isAmong(q, column, wanted, "int"));
    if (unwanted) out.push(`${column} <> ALL(${q.bind(unwanted, "int[]")})`);
  };
  ids("placement", "e.placement_id");
  ids("provider", "e.provider_id");
  ids("child", "e.child_id");
  ids("team", "e.team_id");
  if (!options.interviews) {
    ids("worker", "e.worker_id");
    ids("agency", "e.agency_id");
  }
  const texts = (
    wanted: readonly string[] | undefined,
    unwanted: readonly string[] | undefined,
    column: string,
  ) => {
    const none = wanted?.includes("unknown") ? `${column} IS NULL OR ` : "";
    if (wanted) out.push(`(${none}${isAmong(q, column, wanted, "text")})`);
    if (unwanted) out.push(`${column} <> ALL(${q.bind(unwanted, "text[]")})`);
  };
  texts(filters.placementType, filters.not_placementType, "e.placement_type");
  texts(filters.legalStatus, filters.not_legalStatus, "e.legal_status");
  // of a gender that is not known the store has the word, which is outside its opposite too
  texts(
    filters.gender && [filters.gender],
    filters.not_gender && [filters.not_gender, "unknown"],
    "c.gender",
  );
  const risk = options.risk ?? riskOf("e", "s");
  const onlyTop = filters.risk?.join() === RISKS[0];
  if (filters.risk && onlyTop && !options.risk) out.push(HELD_TOP_RISK);
  else if (filters.risk) out.push(isAmong(q, risk, riskRanks(filters.risk), "int"));
  if (filters.not_risk) out.push(`${risk} <> ALL(${q.bind(riskRanks(filters.not_risk), "int[]")})`);
  if (filters.flag) out.push(`c.flags && ${q.bind(filters.flag, "text[]")}`);
  if (filters.not_flag) out.push(`NOT coalesce(c.flags && ${q.bind(filters.not_flag, "text[]")}, false)`);
  const yesNo = (value: boolean | undefined, column: string) => {
    if (value !== undefined) out.push(`${column} = ${q.bind(value, "boolean")}`);
  };
  yesNo(filters.lookedAfter, "e.looked_after");
  yesNo(filters.outOfArea, "e.out_of_area");
  if (filters.ageMin !== undefined) out.push(`e.age_at_start >= ${q.bind(filters.ageMin, "int")}`);
  if (filters.ageMax !== undefined) out.push(`e.age_at_start <= ${q.bind(filters.ageMax, "int")}`);
  if (options.interviews) out.push(...interviewParties(q, filters));
  return out;
}

/** Of one value, as most questions have it, an index is found sooner than of a list. */
function isAmong<T>(q: Statement, column: string, values: readonly T[], type: "int" | "text"): string {
  return values.length === 1
    ? `${column} = ${q.bind(values[0], type)}`
    : `${column} = ANY(${q.bind(values, `${type}[]`)})`;
}

export interface EpisodeOptions {
  policy: Policy;
  /** an interview measure: `agency` is the agency that interviews */
  interviews: boolean;
  /** the SQL of an episode's highest grade, where it need not be looked up */
  risk?: string;
}

type IdFilter = "placement" | "provider" | "child" | "team" | "worker" | "agency";

export function usesChild(filters: ResolvedFilters): boolean {
  return [filters.gender, filters.not_gender, filters.flag, filters.not_flag].some(
    (value) => value !== undefined,
  );
}

export function usesInterviewState(filters: ResolvedFilters): boolean {
  return filters.interviewOffered !== undefined || filters.interviewOutcome !== undefined;
}

/** Conditions on the interview state columns (see sets.ts). */
export function stateConditions(q: Statement, filters: ResolvedFilters): string[] {
  const out: string[] = [];
  if (filters.interviewOffered !== undefined)
    out.push(`v.offered = ${q.bind(filters.interviewOffered, "boolean")}`);
  const states = { completed: "v.completed_at IS NOT NULL", accepted: "v.accepted", declined: "v.declined" };
  if (filters.interviewOutcome) {
    out.push(`(${filters.interviewOutcome.map((name) => states[name]).join(" OR ") || "false"})`);
  }
  return out;
}

/** The place (1 = high) of the highest grade an episode has held by the side's asOf; null: none. */
export function riskOf(episode: string, side: string): string {
  return (
    `(SELECT ${HIGHEST_RISK} FROM episode_risk g` +
    ` WHERE g.episode_id = ${episode}.id AND g.graded_at <= ${side}.as_of)`
  );
}

/** Whose highest grade is the top one has held it: one row is found sooner than the highest of all. */
const HELD_TOP_RISK =
  `EXISTS (SELECT FROM episode_risk g WHERE g.episode_id = e.id AND g.graded_at <= s.as_of` +
  ` AND g.grade = '${RISKS[0]}' OFFSET 0)`;

/** Of the grades `g`. */
export const HIGHEST_RISK = `min(array_position(ARRAY[${RISKS.map((risk) => `'${risk}'`).join(", ")}], g.grade))`;

function riskRanks(risks: readonly string[]): number[] {
  return risks.map((risk) => (RISKS as readonly string[]).indexOf(risk) + 1);
}

/** Who interviews, over all interviews of an episode; no interview or no agency: unknown, outside both. */
function interviewParties(q: Statement, filters: ResolvedFilters): string[] {
  const linked = (condition: string) =>
    `EXISTS (SELECT 1 FROM ${interviewsOf("e", "i.agency_id, i.interviewer_id")} AND ${condition})`;
  const out: string[] = [];
  if (filters.agency) out.push(linked(`i.agency_id = ANY(${q.bind(filters.agency, "int[]")})`));
  if (filters.not_agency) {
    out.push(linked("i.agency_id IS NOT NULL"));
    out.push(`NOT ${linked(`i.agency_id = ANY(${q.bind(filters.not_agency, "int[]")})`)}`);
  }
  const either = [
    ...(filters.worker ? [`e.worker_id = ANY(${q.bind(filters.worker, "int[]")})`] : []),
    ...(filters.interviewer
      ? [linked(`i.interviewer_id = ANY(${q.bind(filters.interviewer, "int[]")})`)]
      : []),
  ];
  if (either.length > 0) out.push(`(${either.join(" OR ")})`);
  if (filters.not_worker) out.push(`e.worker_id <> ALL(${q.bind(filters.not_worker, "int[]")})`);
  if (filters.not_interviewer) {
    out.push(linked("i.interviewer_id IS NOT NULL"));
    out.push(`NOT ${linked(`i.interviewer_id = ANY(${q.bind(filters.not_interviewer, "int[]")})`)}`);
  }
  return out;
}
