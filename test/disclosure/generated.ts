import fc from "fast-check";
import type { AnswerRow, Caveat, Subject } from "../../bot/answers/answer.ts";
import { disclose } from "../../bot/disclosure/disclose.ts";
import { mayName } from "../../bot/disclosure/permissions.ts";
import type { Showable } from "../../bot/disclosure/showable.ts";
import type { ChildFace, Viewer } from "../../bot/disclosure/viewer.ts";
import { AUDIENCES, type Audience, ROLES } from "../../bot/people/directory.ts";
import { FLAGS, GROUPINGS, LEGAL_STATUSES, METRICS, PLACEMENT_TYPES, RISKS } from "../../data/vocabulary.ts";
import { answer, CONTEXT, child, episode, question, tokens } from "./builders.ts";

export interface Case {
  showable: Extract<Showable, { kind: "answer" }>;
  audience: Audience;
  viewer: Viewer | null;
  children: ChildFace[];
}

const COUNT = 5;
const id = fc.integer({ min: 1, max: COUNT });
const few = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

/** Children who have to do with the viewer in random ways. */
const face = fc.record({
  teamId: few,
  workerId: few,
  placementId: few,
  interviewAgencyIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  interviewerIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
});
const who = fc.option(
  fc.record({
    role: fc.constantFrom(...ROLES),
    agencyId: few,
    teamId: few,
    workerId: few,
    homeId: few,
  }),
  { nil: null, freq: 9 },
);

const subject = fc.oneof(
  id.map((childId): Subject => ({ kind: "child", childId })),
  fc
    .tuple(id, id)
    .map(([episodeId, childId]): Subject => ({ kind: "episode", episodeId: 100 + episodeId, childId })),
  // a child's name where a bucket's label should be, with the child's id as key or without
  fc.tuple(id, fc.boolean()).map(
    ([key, withId]): Subject => ({
      kind: "bucket",
      grouping: "child",
      key: withId ? String(key) : "unknown",
      label: `Forename${key}X Surname${key}X`,
    }),
  ),
  fc.constant<Subject>({ kind: "bucket", grouping: "risk", key: "high", label: "High" }),
  fc.constant<Subject>({ kind: "others", count: 3 }),
  fc.constantFrom(...METRICS).map((metric): Subject => ({ kind: "measure", metric })),
);
const row = fc.record({
  subject,
  value: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
  unit: fc.constantFrom("episodes", "hours", "share"),
  detail: fc.constant({
    placementLabel: "Placement1X",
    note: "Surname1X",
    turned18: true,
    meetingState: "planned",
  }),
}) as fc.Arbitrary<AnswerRow>;
const filters = fc.record(
  {
    child: sometimes(fc.array(id, { minLength: 1, maxLength: 2 })),
    not_child: sometimes(fc.array(id, { minLength: 1, maxLength: 2 })),
    flag: sometimes(fc.constantFrom(...FLAGS).map((one) => [one])),
    risk: sometimes(fc.constantFrom(...RISKS).map((one) => [one])),
    legalStatus: sometimes(fc.constantFrom(...LEGAL_STATUSES).map((one) => [one])),
    placementType: sometimes(fc.constantFrom(...PLACEMENT_TYPES).map((one) => [one])),
  },
  { requiredKeys: [] },
);

export const cases: fc.Arbitrary<Case> = fc
  .record({
    faces: fc.array(face, { minLength: COUNT, maxLength: COUNT }),
    audience: fc.constantFrom(...AUDIENCES),
    viewer: who,
    metric: fc.constantFrom(...METRICS),
    groupBy: fc.option(fc.constantFrom(...GROUPINGS), { nil: null, freq: 2 }),
    filters,
    whole: fc.boolean(),
    rows: fc.array(row, { maxLength: 12 }),
    outlier: fc.option(id, { nil: null }),
    next: fc.option(id, { nil: null }),
    named: fc.constantFrom(true, false, undefined),
    offset: fc.constantFrom(0, 10, 1_000),
  })
  .map((made) => {
    const children = made.faces.map((parts, i) => child(i + 1, parts));
    const period = made.whole ? { from: "2018-04-01", to: "2019-04-01" } : null;
    const asked = question(made.metric, { filters: made.filters, groupBy: made.groupBy, period });
    const caveats: Caveat[] =
      made.outlier === null
        ? []
        : [{ kind: "outlier", childId: made.outlier, episodes: 9, without: 3, withoutBefore: null }];
    const about = made.next === null ? {} : { child: [made.next] };
    const step = {
      title: `Only {child:${made.next ?? 1}}`,
      question: question("episodes", { filters: about }),
    };
    return {
      audience: made.audience,
      viewer: made.viewer,
      children,
      showable: {
        kind: "answer" as const,
        answer: answer(asked, { rows: made.rows, caveats }),
        reading: { english: "Of {child:1} and {child:2}", unused: [], named: made.named },
        next: [step],
        children,
        episodes: children.map((one) => episode(100 + one.id, one.id)),
        offset: made.offset,
      },
    };
  });

/** What stands in the view and may not: tokens of children whom the viewer may not name here. */
export function leaks({ showable, audience, viewer, children }: Case): string[] {
  const json = JSON.stringify(disclose(showable, audience, viewer, CONTEXT));
  return children
    .filter((one) => audience !== "personal" || !mayName(viewer, one))
    .flatMap((one) => [
      ...tokens(one),
      `EPISODE${100 + one.id}X`,
      one.dateOfBirth,
      ...(audience === "outside" ? [one.reference, `ME-${8100 + one.id}`] : []),
    ])
    .filter((token) => json.includes(token));
}
