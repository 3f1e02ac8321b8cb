import type { Answer } from "../answers/answer.ts";
import type { Audience } from "../people/directory.ts";
import { OUTSIDE_CAVEATS } from "./caveats.ts";
import { mayName } from "./permissions.ts";
import { asksOnlyMinimum, tellsOfChildren } from "./questions.ts";
import { ROLE_TABLE } from "./roles.ts";
import { isSmall } from "./small.ts";
import type { ChildFace, Viewer } from "./viewer.ts";

/**
 * What a file or `ask --json` may hold of an answer whose card was not refused: the same that the
 * card shows. Small figures are null outside, with everything that would give them away; rows and
 * outliers of children who may not be shown at all are left out. Keys are `keyOf`'s matter.
 */
export function answerFor(
  answer: Answer,
  children: readonly ChildFace[],
  audience: Audience,
  viewer: Viewer | null,
): Answer {
  if (audience === "outside") return forAnybody(answer);
  const totals = viewer === null || ROLE_TABLE[viewer.role].reads === "totals";
  const named = new Set(
    children.filter((child) => audience === "personal" && mayName(viewer, child)).map(({ id }) => id),
  );
  const minimum = asksOnlyMinimum(answer.question);
  const showable = (childId: number, byReference: boolean): boolean =>
    !totals && (byReference || named.has(childId));
  const rowsByReference = minimum || !tellsOfChildren(answer.question);
  return {
    ...answer,
    rows: answer.rows.filter(
      ({ subject }) => !("childId" in subject) || showable(subject.childId, rowsByReference),
    ),
    caveats: answer.caveats.filter(
      (caveat) => caveat.kind !== "outlier" || showable(caveat.childId, minimum),
    ),
  };
}

function forAnybody(answer: Answer): Answer {
  const { compare } = answer;
  const hidden = isSmall(answer);
  const comparable = compare !== null && !isSmall({ ...compare, unit: answer.unit });
  return {
    ...answer,
    ...(hidden ? { value: null, numerator: null, denominator: null } : {}),
    beside: [],
    rows: [],
    driver: null,
    yearBeside: null,
    compare: comparable ? { ...compare, ...(hidden ? { change: null, changePercent: null } : {}) } : null,
    caveats: answer.caveats.filter(({ kind }) => OUTSIDE_CAVEATS.includes(kind)),
  };
}
