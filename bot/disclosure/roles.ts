import type { ActionName } from "../../data/vocabulary.ts";
import type { Role } from "../people/directory.ts";

/** What a person may be permitted to do. A verb of a button stands for one of these. */
export const PERMISSIONS = [
  "report_missing",
  "update_risk",
  "log_return",
  "correct_return",
  "offer_interview",
  "assign_interviewer",
  "record_interview",
  "arrange_strategy_meeting",
  "hold_strategy_meeting",
  "undo",
  "bind_channel",
  "unbind_channel",
  "subscribe",
  "unsubscribe",
  "export",
  "import",
  "settle_conflicts",
  "read_audit",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Which children: their own caseload, their team's, those of their home, those they interview. From the
 * nearest on: where not everybody finds room, it is given to those who act for this child first.
 */
export const REACHES = ["own_caseload", "own_team", "home", "interviews", "all"] as const;
export type Reach = (typeof REACHES)[number];

export interface RoleRow {
  /** whose names they may read, in a 1:1 chat */
  names: readonly Reach[];
  /**
   * everything: lists too, each child by name or by reference as `names` says.
   * reference: lists by reference and the minimum fields; nothing about one child.
   * totals: figures only.
   */
  reads: "everything" | "reference" | "totals";
  /** for which children they may press a casework button */
  presses: readonly Reach[];
  may: readonly Permission[];
}

const CASEWORK: readonly Permission[] = [
  "report_missing",
  "update_risk",
  "log_return",
  "correct_return",
  "offer_interview",
  "record_interview",
  "arrange_strategy_meeting",
];

/**
 * Who may see and do what: one row a role. The help card and the tests read it.
 *
 * Chosen where the agreement is silent:
 * - whoever may subscribe may also end the subscription;
 * - naming an interviewer is the team manager's, since it allots work; so is undoing, for the team;
 * - return interviewers may find out which interviews are due in lists, by reference for the children
 *   that are not theirs;
 * - the police may press for any child, which they find by reference.
 */
export const ROLE_TABLE: Readonly<Record<Role, RoleRow>> = {
  social_worker: {
    names: ["own_caseload", "own_team"],
    reads: "everything",
    presses: ["own_caseload", "own_team"],
    may: CASEWORK,
  },
  team_manager: {
    names: ["own_team"],
    reads: "everything",
    presses: ["own_team"],
    may: [
      ...CASEWORK,
      "assign_interviewer",
      "hold_strategy_meeting",
      "undo",
      "bind_channel",
      "unbind_channel",
      "subscribe",
      "unsubscribe",
    ],
  },
  missing_coordinator: { names: ["all"], reads: "everything", presses: ["all"], may: PERMISSIONS },
  duty: { names: ["all"], reads: "everything", presses: ["all"], may: PERMISSIONS },
  service_head: {
    names: ["all"],
    reads: "everything",
    presses: [],
    may: ["bind_channel", "unbind_channel", "subscribe", "unsubscribe", "export", "read_audit"],
  },
  iro: { names: ["own_caseload"], reads: "everything", presses: [], may: ["subscribe", "unsubscribe"] },
  residential: {
    names: ["home"],
    reads: "everything",
    presses: ["home"],
    may: ["report_missing", "log_return"],
  },
  return_interviewer: {
    names: ["interviews"],
    reads: "everything",
    presses: ["interviews"],
    may: ["record_interview"],
  },
  police: {
    names: [],
    reads: "reference",
    presses: ["all"],
    may: ["report_missing", "update_risk", "log_return"],
  },
  data_officer: {
    names: [],
    reads: "totals",
    presses: [],
    may: ["import", "export", "settle_conflicts", "read_audit"],
  },
  none: { names: [], reads: "totals", presses: [], may: [] },
};

/**
 * The forms of casework and the permission that each needs. A form `x` has the verbs `x.open`, `x.find`
 * (whose?) and `x.log`. Whoever may correct returns may take back one that they logged themselves; one
 * that somebody else logged takes the permission `undo`, which its press asks for. Their order is that of
 * the buttons on an episode's card: what comes next stands before what repairs.
 */
export const FORM_PERMISSION = {
  return: "log_return",
  report: "report_missing",
  risk: "update_risk",
  interview_offer: "offer_interview",
  interviewer: "assign_interviewer",
  interview: "record_interview",
  meeting_plan: "arrange_strategy_meeting",
  meeting: "hold_strategy_meeting",
  correct: "correct_return",
  undo: "correct_return",
} as const satisfies Record<string, Permission>;
export type FormName = keyof typeof FORM_PERMISSION;
/** The typed action that opens each form. */
export const FORM_ACTION = { ...FORM_PERMISSION, undo: "undo" } as const satisfies Record<
  FormName,
  ActionName
>;
export const FORM_NAMES = Object.keys(FORM_PERMISSION) as FormName[];

/** The permission that each button of casework needs; a verb that is not here may not be pressed. */
export const VERB_PERMISSION: Readonly<Record<string, Permission>> = {
  ...Object.fromEntries(
    FORM_NAMES.flatMap((form) =>
      ["open", "find", "log"].map((step) => [`${form}.${step}`, FORM_PERMISSION[form]]),
    ),
  ),
  "conflict.list": "settle_conflicts",
  "conflict.settle": "settle_conflicts",
};
