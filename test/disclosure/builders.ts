import type { Answer, AnswerRow } from "../../bot/answers/answer.ts";
import type { DiscloseContext } from "../../bot/disclosure/context.ts";
import type { Showable } from "../../bot/disclosure/showable.ts";
import type { ChildFace, EpisodeFace, Viewer } from "../../bot/disclosure/viewer.ts";
import type { Role } from "../../bot/people/directory.ts";
import { definition } from "../../data/measures/definitions.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Metric, Question } from "../../data/vocabulary.ts";

/** 30 July 2019, 14:00 London. */
export const NOW = new Date("2019-07-30T13:00:00Z");

export const CONTEXT: DiscloseContext = {
  policy: DEFAULT_POLICY,
  label: (kind, id) => `${kind}-${id}`,
  household: (id) => id === 9,
  demonstration: false,
  scope: "personal",
};

/** A child with tokens that stand nowhere else, so that a leak can be seen in the JSON of a view. */
export function child(id: number, parts: Partial<ChildFace> = {}): ChildFace {
  return {
    id,
    reference: `MC-${7000 + id}`,
    externalId: `EXTERNAL${id}X`,
    name: `Forename${id}X Surname${id}X`,
    dateOfBirth: `2005-06-${String((id % 27) + 1).padStart(2, "0")}`,
    teamId: null,
    workerId: null,
    placementId: null,
    interviewAgencyIds: [],
    interviewerIds: [],
    ...parts,
  };
}

export function episode(id: number, childId: number, parts: Partial<EpisodeFace> = {}): EpisodeFace {
  return {
    id,
    reference: `ME-${8000 + id}`,
    externalId: `EPISODE${id}X`,
    childId,
    category: "missing",
    startedAt: new Date("2019-07-29T20:00:00Z"),
    endedAt: null,
    startPrecision: "instant",
    endPrecision: "instant",
    risk: "high",
    grade: "high",
    reportingAgencyId: 41,
    placementId: 900 + childId,
    placement: `Placement${childId}X`,
    version: 3,
    voided: false,
    interview: { state: "none", at: null, agencyId: null, interviewerId: null, seen: 0 },
    meeting: { state: "none", heldAt: null, plannedFor: null, seen: 0 },
    ...parts,
  };
}

/** What tells who a child is, and what more than the minimum fields is known of the child. */
export function tokens({ id }: Pick<ChildFace, "id">): string[] {
  return [`Forename${id}X`, `Surname${id}X`, `EXTERNAL${id}X`, `Placement${id}X`];
}

export const MINE = 1;
export const MY_TEAM = 2;
export const MY_HOME = 3;
export const MY_INTERVIEW = 4;
export const MY_AGENCY = 5;
export const STRANGER = 6;

/** One child for each way in which a person may have to do with one. */
export const CHILDREN: readonly ChildFace[] = [
  child(MINE, { workerId: 11, teamId: 22 }),
  child(MY_TEAM, { teamId: 21, workerId: 12 }),
  child(MY_HOME, { placementId: 31 }),
  child(MY_INTERVIEW, { interviewerIds: [11] }),
  child(MY_AGENCY, { interviewAgencyIds: [41] }),
  child(STRANGER, {
    teamId: 29,
    workerId: 19,
    placementId: 39,
    interviewAgencyIds: [49],
    interviewerIds: [19],
  }),
];
export const EPISODES: readonly EpisodeFace[] = CHILDREN.map(({ id }) => {
  const face = episode(100 + id, id);
  return { ...face, externalId: `EXTERNAL${id}X` };
});

export function viewer(role: Role, parts: Partial<Viewer> = {}): Viewer {
  return { role, workerId: 11, teamId: 21, homeId: 31, agencyId: 41, ...parts };
}

export function question(metric: Metric, parts: Partial<Question> = {}): Question {
  return {
    kind: "question",
    metric,
    filters: {},
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
    ...parts,
  };
}

export function answer(asked: Question, parts: Partial<Answer> = {}): Answer {
  return {
    question: asked,
    metric: asked.metric,
    asOf: NOW,
    period: asked.period && { ...asked.period, label: "2018/19", assumed: false },
    value: 1069,
    unit: "episodes",
    numerator: null,
    denominator: null,
    beside: [],
    rows: [],
    rowCount: parts.rows?.length ?? 0,
    compare: null,
    driver: null,
    yearBeside: null,
    next: [],
    caveats: [],
    definition: definition(asked.metric, DEFAULT_POLICY),
    revision: 1n,
    imported: null,
    ...parts,
  };
}

export const YEAR = { from: "2018-04-01", to: "2019-04-01" };

/** A row for each child's episode, or for each child. */
export function episodeRows(): AnswerRow[] {
  return CHILDREN.map(({ id }) => ({
    subject: { kind: "episode", episodeId: 100 + id, childId: id },
    value: 17,
    unit: "hours",
    detail: {
      placementLabel: `Placement${id}X`,
      risk: "high",
      interview: "Interview declined",
      meeting: null,
      turned18: true,
    },
  }));
}
export function childRows(): AnswerRow[] {
  return CHILDREN.map(({ id }) => ({ subject: { kind: "child", childId: id }, value: 9, unit: "episodes" }));
}

export function shown(made: Answer, parts: Partial<Extract<Showable, { kind: "answer" }>> = {}) {
  return {
    kind: "answer" as const,
    answer: made,
    reading: { english: "As it was read", unused: [] as string[] },
    next: [],
    children: [...CHILDREN],
    episodes: [...EPISODES],
    offset: 0,
    ...parts,
  };
}
