import type { Action, Question, Request } from "../../data/vocabulary.ts";
import type { Audience } from "../people/directory.ts";
import { asksOnlyMinimum, isWholeUnit, namesChildren, ranksChildren, tellsOfChildren } from "./questions.ts";
import {
  FORM_ACTION,
  FORM_NAMES,
  PERMISSIONS,
  type Permission,
  REACHES,
  type Reach,
  ROLE_TABLE,
  VERB_PERMISSION,
} from "./roles.ts";
import type { NoticeCode } from "./showable.ts";
import type { ChildFace, EpisodeFace, Viewer } from "./viewer.ts";

/** The measures that an outside audience may ask for, of the whole council. */
export const OUTSIDE_METRICS: readonly string[] = [
  "episodes",
  "individuals",
  "interview_compliance",
  "one_off_share",
];

type Known = Pick<ChildFace, "teamId" | "workerId" | "placementId" | "interviewAgencyIds" | "interviewerIds">;

/** Whether this person may read this child's name, where nobody else reads along. */
export function mayName(viewer: Viewer | null, face: Known): boolean {
  return viewer !== null && ROLE_TABLE[viewer.role].names.some((reach) => reaches(reach, viewer, face));
}

/**
 * Whether this person reads the child's name in what is shown to such an audience; `alone`: to them alone,
 * though it stands in a room.
 */
export function namedTo(
  viewer: Viewer | null,
  face: Known,
  { audience, alone = false }: { audience: Audience; alone?: boolean },
): boolean {
  return (audience === "personal" || (audience === "operational" && alone)) && mayName(viewer, face);
}

/** How near somebody who may read a child's name is to the child, 0 being the nearest; null: may not. */
export function nearness(viewer: Viewer | null, face: Known): number | null {
  if (viewer === null || !mayName(viewer, face)) return null;
  return REACHES.findIndex((reach) => reaches(reach, viewer, face));
}

/** Whether it matters to this person who interviews a child. */
export function goesByInterviews(viewer: Viewer | null): boolean {
  if (viewer === null) return false;
  const { names, presses } = ROLE_TABLE[viewer.role];
  return names.includes("interviews") || presses.includes("interviews");
}

/**
 * Whether this person may press. `verb` is a button's verb or a permission; one that is not listed
 * may not be pressed. `face`: the child it is about; null asks whether there is any child at all for
 * whom they may (opening an empty form), and is right for what is not about a child.
 */
export function mayPress(viewer: Viewer | null, verb: string, face: Known | null): boolean {
  const permission = permissionOf(verb);
  if (viewer === null || permission === null) return false;
  const role = ROLE_TABLE[viewer.role];
  if (!role.may.includes(permission)) return false;
  return face === null || role.presses.some((reach) => reaches(reach, viewer, face));
}

/**
 * The child as a press about one episode has to do with them: whoever presses because they interview the
 * child may do so for the interview that is theirs or their agency's, not for the child's others.
 */
export function atHand(verb: string, face: ChildFace, episode: Pick<EpisodeFace, "interview"> | null): Known {
  if (permissionOf(verb) !== "record_interview" || !episode) return face;
  const { agencyId, interviewerId } = episode.interview;
  return {
    ...face,
    interviewAgencyIds: agencyId === null ? [] : [agencyId],
    interviewerIds: interviewerId === null ? [] : [interviewerId],
  };
}

function permissionOf(verb: string): Permission | null {
  if (Object.hasOwn(VERB_PERMISSION, verb)) return VERB_PERMISSION[verb]!;
  return PERMISSIONS.find((permission) => permission === verb) ?? null;
}

function reaches(reach: Reach, viewer: Viewer, face: Known): boolean {
  switch (reach) {
    case "all":
      return true;
    case "own_caseload":
      return viewer.workerId !== null && face.workerId === viewer.workerId;
    case "own_team":
      return viewer.teamId !== null && face.teamId === viewer.teamId;
    case "home":
      return viewer.homeId !== null && face.placementId === viewer.homeId;
    case "interviews":
      return (
        (viewer.agencyId !== null && face.interviewAgencyIds.includes(viewer.agencyId)) ||
        (viewer.workerId !== null && face.interviewerIds.includes(viewer.workerId))
      );
  }
}

/**
 * Whether a request may be answered here: "yes", or the notice to show instead. Further questions of
 * the same message (`also`) are asked about apart. What is shown of an allowed answer is still
 * disclose's matter, which asks again.
 *
 * Chosen where the agreement is silent: a child's history (`child_profile`) is for 1:1 chats with
 * people who may read names, since it is more than the minimum fields; in a channel a list, or a
 * question about one reference, takes no filter or grouping that would tell more of the child than
 * risk, since when and deadlines; people with totals only get the figure of a list, without its rows.
 */
export function allowed(request: Request, audience: Audience, viewer: Viewer | null): "yes" | NoticeCode {
  switch (request.kind) {
    case "question":
      return questionAllowed(request, audience, viewer);
    case "action":
      return actionAllowed(request, audience, viewer);
    case "disclosures":
      return inOwnChat("read_audit", audience, viewer);
    case "episode_history":
      return historyAllowed(audience, viewer);
    case "import_conflicts":
      return inOwnChat("settle_conflicts", audience, viewer);
    case "help":
    case "clarify":
    case "out_of_scope":
      return "yes";
    default:
      return "not_allowed";
  }
}

function questionAllowed(question: Question, audience: Audience, viewer: Viewer | null): "yes" | NoticeCode {
  if (audience === "outside") return outsideAllowed(question) ? "yes" : "not_here";
  if (viewer === null) return "not_known";
  const role = ROLE_TABLE[viewer.role];
  if (question.metric === "child_profile") {
    if (role.names.length === 0) return "not_allowed";
    return audience === "personal" ? "yes" : "ask_me_in_own_chat";
  }
  if (role.reads === "totals" && (ranksChildren(question) || namesChildren(question))) return "not_allowed";
  if (audience === "personal" && role.reads !== "reference") return "yes";
  if (role.reads === "totals" || !tellsOfChildren(question) || asksOnlyMinimum(question)) return "yes";
  return role.reads === "everything" ? "ask_me_in_own_chat" : "not_allowed";
}

/** Whole council, one whole month, quarter or year that was named, and nothing that cuts it. */
function outsideAllowed(question: Question): boolean {
  const { metric, filters, period, groupBy, limit, order } = question;
  return (
    OUTSIDE_METRICS.includes(metric) &&
    Object.values(filters).every((value) => value === undefined) &&
    !groupBy &&
    !limit &&
    !order &&
    period !== null &&
    isWholeUnit(period)
  );
}

/** Single records, and who looked at them: in a 1:1 chat, for those with the permission. */
function inOwnChat(permission: Permission, audience: Audience, viewer: Viewer | null): "yes" | NoticeCode {
  if (audience === "outside") return "not_here";
  if (viewer === null) return "not_known";
  if (!mayPress(viewer, permission, null)) return "not_allowed";
  return audience === "personal" ? "yes" : "ask_me_in_own_chat";
}

/**
 * An episode's history. In a room of the agreement by reference, for whoever reads more than totals; in a
 * 1:1 chat for the children whom the asker may name (`mayReadHistory`), and for those who read the audit.
 */
function historyAllowed(audience: Audience, viewer: Viewer | null): "yes" | NoticeCode {
  if (audience === "outside") return "not_here";
  if (viewer === null) return "not_known";
  const { names, reads } = ROLE_TABLE[viewer.role];
  if (audience === "operational" && reads !== "totals") return "yes";
  if (mayPress(viewer, "read_audit", null)) return audience === "personal" ? "yes" : "ask_me_in_own_chat";
  return audience === "personal" && names.length > 0 ? "yes" : "not_allowed";
}

/** Whether the history of this child's episodes may be read here, where such may be read at all. */
export function mayReadHistory(viewer: Viewer | null, audience: Audience, face: Known): boolean {
  return audience === "operational" || mayName(viewer, face) || mayPress(viewer, "read_audit", null);
}

function actionAllowed({ action }: Action, audience: Audience, viewer: Viewer | null): "yes" | NoticeCode {
  if (viewer === null) return audience === "outside" ? "not_here" : "not_known";
  // figures only; the document of a pack is an export, which its button asks for
  if (action === "weekly_summary" || action === "pack") return audience === "outside" ? "not_here" : "yes";
  // ending what is sent to oneself needs no role: roles change, and the cards must be stoppable
  if (action === "unsubscribe" && audience === "personal") return "yes";
  const form = FORM_NAMES.find((name) => FORM_ACTION[name] === action);
  if (!mayPress(viewer, form ? `${form}.open` : action, null)) return "not_allowed";
  if (action === "unsubscribe") return "yes";
  if (action === "bind_channel" || action === "unbind_channel") {
    if (audience === "personal") return "only_in_channels";
    return action === "bind_channel" && audience === "outside" ? "not_covered" : "yes";
  }
  if (audience === "outside") return "not_here";
  return action === "export" && audience !== "personal" ? "ask_me_in_own_chat" : "yes";
}
