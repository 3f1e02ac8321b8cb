import { z } from "zod";
import { childFaces } from "../../data/faces.ts";
import { type ConflictFace, conflictFace, countOpenConflicts } from "../../data/files/conflict-faces.ts";
import { settleConflict } from "../../data/files/import/conflicts.ts";
import type { ConflictProblem } from "../disclosure/showable.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal } from "../respond.ts";
import { conflictList, refusedHere } from "./conflicts.ts";
import { nameOf } from "./hand.ts";
import { rowNumber, verb } from "./verb.ts";

const settleSchema = z.object({ id: rowNumber, version: rowNumber, choice: z.enum(["ours", "file"]) });

/**
 * "Keep ours" and "Take the file's". A conflict is settled once: whoever presses afterwards gets the
 * receipt, with who chose what and when. A record that has changed since the card was made is shown again.
 */
export const settleConflictVerb = verb({
  schema: settleSchema,
  async handle(presence, pressed) {
    return { request: null, responses: [await settle(presence, pressed)] };
  },
});

async function settle(
  presence: Presence,
  { id, version, choice }: z.infer<typeof settleSchema>,
): Promise<Response> {
  const refused = refusedHere(presence, id);
  if (refused) return refused;
  const { house, person, now, activityId, audience, conversation } = presence;
  const { store } = house;
  const conflict = await conflictFace(store.db, id);
  if (!conflict) return refusal("old_card", { kind: "press" });
  if (conflict.settledAt) return receipt(presence, conflict, { again: true });
  if (conflict.version !== version) return refusedNow(presence, id, "changed_since");
  const author = {
    by: person!.aadObjectId,
    recordedAt: now,
    activityId,
    role: person!.role,
    audience,
    conversationId: conversation.id,
  };
  const outcome = await settleConflict(store, author, id, choice);
  if (outcome === "unknown") return refusal("old_card", { kind: "press" });
  if (outcome === "changed_since" || outcome === "does_not_fit") return refusedNow(presence, id, outcome);
  return receipt(presence, (await conflictFace(store.db, id))!, { again: outcome !== "settled" });
}

/** The conflicts as they are now, with the reason. */
async function refusedNow(presence: Presence, conflictId: number, why: ConflictProblem): Promise<Response> {
  const list = await conflictList(presence, { problem: why });
  const detail = { ...list.audit.detail, verb: "conflict.settle", conflictId, why };
  return { ...list, audit: { ...list.audit, kind: "refusal", detail } };
}

async function receipt(
  presence: Presence,
  conflict: ConflictFace,
  { again }: { again: boolean },
): Promise<Response> {
  const { db } = presence.house.store;
  return {
    showable: {
      kind: "conflict_settled",
      conflict,
      children: await childFaces(db, conflict.childIds),
      again,
      by: again && conflict.settledBy ? { name: await nameOf(presence, conflict.settledBy) } : null,
      left: await countOpenConflicts(db),
    },
    audit: {
      kind: "disclosure",
      detail: { what: "conflict_receipt", conflictId: conflict.id, choice: conflict.choice, again },
      childIds: conflict.childIds,
    },
  };
}
