import { z } from "zod";
import { childFaces } from "../../data/faces.ts";
import { openConflicts } from "../../data/files/conflict-faces.ts";
import { mayPress } from "../disclosure/permissions.ts";
import type { ConflictProblem } from "../disclosure/showable.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { verb } from "./verb.ts";

/** Conflicts on one card: each has its values and two buttons. */
const PAGE = 5;

/** "Import conflicts": those that nobody has settled yet, oldest first. */
export async function conflictList(
  presence: Presence,
  { offset = 0, problem = null }: { offset?: number; problem?: ConflictProblem | null } = {},
): Promise<Response> {
  const { db } = presence.house.store;
  let first = offset;
  let { conflicts, total } = await openConflicts(db, { offset: first, limit: PAGE });
  // others have settled meanwhile what stood before this page
  if (conflicts.length === 0 && total > 0) {
    first = Math.floor((total - 1) / PAGE) * PAGE;
    ({ conflicts, total } = await openConflicts(db, { offset: first, limit: PAGE }));
  }
  const childIds = [...new Set(conflicts.flatMap((conflict) => conflict.childIds))];
  return {
    showable: {
      kind: "import_conflicts",
      conflicts,
      children: await childFaces(db, childIds),
      total,
      offset: first,
      problem,
    },
    audit: {
      kind: "answer",
      detail: { what: "import_conflicts", value: total, conflictIds: conflicts.map(({ id }) => id) },
      childIds,
    },
  };
}

/** The next conflicts of the list. */
export const listConflictsVerb = verb({
  schema: z.object({ offset: z.int().min(0).max(1_000_000).default(0) }),
  async handle(presence, { offset }) {
    const refused = refusedHere(presence);
    return { request: null, responses: [refused ?? (await conflictList(presence, { offset }))] };
  },
});

/** The role and the conversation are those of the press. */
export function refusedHere({ person, viewer, audience }: Presence, conflictId?: number): Response | null {
  const code =
    !person || !mayPress(viewer, "conflict.settle", null)
      ? "not_allowed"
      : audience === "personal"
        ? null
        : "ask_me_in_own_chat";
  if (code === null) return null;
  const refused = refusal(code, { kind: "press" });
  return {
    ...refused,
    audit: { ...refused.audit, detail: { ...refused.audit.detail, verb: "conflict.settle", conflictId } },
  };
}
