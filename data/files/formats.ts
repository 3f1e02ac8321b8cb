import {
  CATEGORIES,
  FLAGS,
  INTERVIEW_OUTCOMES,
  LEGAL_STATUSES,
  PLACEMENT_TYPES,
  RISKS,
} from "../vocabulary.ts";
import type { FileKind } from "./kinds.ts";

/**
 * How a cell is read (values.ts): spaces around an `id` mean nothing; `instant` needs a time, `instant_or_date` may do without; `ids` and
 * `flags` are lists with `;` between; `code` is one of the column's `codes`; `as_written` is kept to the
 * letter, for the rules of the statutory return.
 */
export type Reading =
  | "id"
  | "text"
  | "ids"
  | "date"
  | "instant"
  | "instant_or_date"
  | "yes_no"
  | "code"
  | "flags"
  | "as_written";

export interface Column {
  readonly name: string;
  /** the column must be there; in each row it must be filled in, but for `as_written` */
  readonly required: boolean;
  /** in the row as read (kinds.ts) */
  readonly field: string;
  /** of `instant_or_date`: the field that says which of the two it was */
  readonly precision?: string;
  readonly reading: Reading;
  /** text in the file → value; the values themselves are among the texts, and are what is written */
  readonly codes?: Readonly<Record<string, string>>;
  /** the value of a blank cell, where that is not null */
  readonly blank?: string;
  /** one line for the data officer */
  readonly about: string;
}

export interface Format {
  readonly kind: FileKind;
  /** one row is … */
  readonly row: string;
  readonly columns: readonly Column[];
}

const PLACEMENT_TYPE_CODES = same(PLACEMENT_TYPES.filter((type) => type !== "unknown"));
const GENDER_CODES = {
  ...same(["female", "male", "other", "unknown"]),
  // SSDA903: 1 and 2 until 2024, letters since
  "1": "male",
  "2": "female",
  M: "male",
  F: "female",
  U: "unknown",
};

const PLACEMENTS: Format = {
  kind: "placements",
  row: "a placement",
  columns: [
    text("placement", "placement", "its name", true),
    {
      ...code("placement_type", "placementType", PLACEMENT_TYPE_CODES, "the type of placement"),
      required: true,
    },
    text("provider", "provider", "who runs it"),
  ],
};

const CHILDREN: Format = {
  kind: "children",
  row: "a child",
  columns: [
    id("child_id", "childId", "the child's id in the council's system"),
    text("name", "name", "where it is blank, the child is shown by reference everywhere"),
    { ...column("date_of_birth", "dateOfBirth", "date", "the date of birth"), required: true },
    code("gender", "gender", GENDER_CODES, "the gender, in words or as SSDA903 codes"),
    code("legal_status", "legalStatus", same(LEGAL_STATUSES), "the legal status now"),
    column("looked_after", "lookedAfter", "yes_no", "looked after now"),
    column("out_of_area", "outOfArea", "yes_no", "placed outside the council's area now"),
    {
      ...column("flags", "flags", "flags", "known risks and needs, several with ; between"),
      codes: same(FLAGS),
    },
    text("placement", "placement", "the name of the placement now"),
    text("team", "team", "the team that is responsible now"),
    text("worker", "worker", "the allocated worker now"),
    text("responsible_authority", "responsibleAuthority", "the authority that is responsible"),
  ],
};

const EPISODES: Format = {
  kind: "episodes",
  row: "a missing episode",
  columns: [
    id("episode_id", "episodeId", "the episode's id in the council's system"),
    id("child_id", "childId", "the child's id, as in children.csv"),
    { ...code("category", "category", same(CATEGORIES), "missing where it is blank"), blank: "missing" },
    {
      ...column("missing_from", "startedAt", "instant_or_date", "when the child was last seen"),
      precision: "startPrecision",
      required: true,
    },
    {
      ...column("returned_at", "endedAt", "instant_or_date", "when the child returned; blank: not yet"),
      precision: "endPrecision",
    },
    text("agency", "agency", "who reported the child missing"),
    code("risk", "risk", same(RISKS), "the police's grade of risk"),
    text("placement", "placement", "the name of the placement at the start"),
    code("placement_type", "placementType", PLACEMENT_TYPE_CODES, "the type of placement at the start"),
    text("provider", "provider", "who ran the placement at the start"),
    column("looked_after", "lookedAfter", "yes_no", "looked after at the start"),
    column("out_of_area", "outOfArea", "yes_no", "placed outside the council's area at the start"),
    text("responsible_authority", "responsibleAuthority", "the authority responsible at the start"),
    code("legal_status", "legalStatus", same(LEGAL_STATUSES), "the legal status at the start"),
    text("team", "team", "the team at the start"),
    text("worker", "worker", "the allocated worker at the start"),
  ],
};

const INTERVIEWS: Format = {
  kind: "interviews",
  row: "a return interview",
  columns: [
    id("interview_id", "interviewId", "the interview's id in the council's system"),
    { ...column("episode_id", "episodeIds", "ids", "the episodes it serves, ; between"), required: true },
    column("offered_at", "offeredAt", "instant", "when it was offered"),
    code("outcome", "outcome", same(INTERVIEW_OUTCOMES), "what came of the offer"),
    column("outcome_at", "outcomeAt", "instant", "when; blank: completed_at, else offered_at"),
    column("completed_at", "completedAt", "instant", "when the interview took place"),
    text("agency", "agency", "the agency that interviews"),
    text("interviewer", "interviewer", "who interviews"),
  ],
};

const STRATEGY_MEETINGS: Format = {
  kind: "strategy_meetings",
  row: "a strategy meeting",
  columns: [
    id("meeting_id", "meetingId", "the meeting's id in the council's system"),
    { ...column("episode_id", "episodeIds", "ids", "the episodes it is about, ; between"), required: true },
    column("planned_for", "plannedFor", "instant", "when it is to be held"),
    column("held_at", "heldAt", "instant", "when it was held"),
    text("chair", "chair", "who chaired it"),
  ],
};

/** Every file that Homeward reads. Reader, writer and the README's tables follow from these. */
export const FORMATS: Readonly<Record<FileKind, Format>> = {
  placements: PLACEMENTS,
  children: CHILDREN,
  episodes: EPISODES,
  interviews: INTERVIEWS,
  strategy_meetings: STRATEGY_MEETINGS,
  ssda903_header: returned("ssda903_header", "a child of the SSDA903 table Header", ["SEX", "DOB"]),
  ssda903_episodes: returned("ssda903_episodes", "a placement episode of the SSDA903 table Episodes", [
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
  ]),
  ssda903_missing: returned("ssda903_missing", "a period of the SSDA903 table Missing", [
    "DOB",
    "MISSING",
    "MIS_START",
    "MIS_END",
  ]),
};

/** Read from an exchange file that has it, never written: when the row left the council's system. */
export const EXTRACTED_AT: Column = column(
  "extracted_at",
  "extractedAt",
  "instant",
  "when the row was taken from the council's system",
);

/** Columns of the statutory return that Homeward does not need; they are no mistake. */
export const UNUSED_RETURN_COLUMNS: ReadonlySet<string> = new Set([
  ...["ETHNIC", "UPN", "MOTHER", "MC_DOB", "UASC"],
  ...["REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN", "PL_LA", "PL_LOCATION", "PL_DISTANCE"],
]);

export function isReturnKind(kind: FileKind): boolean {
  return kind.startsWith("ssda903_");
}

function column(name: string, field: string, reading: Reading, about: string): Column {
  return { name, required: false, field, reading, about };
}

function id(name: string, field: string, about: string): Column {
  return { ...column(name, field, "id", about), required: true };
}

function text(name: string, field: string, about: string, required = false): Column {
  return { ...column(name, field, "text", about), required };
}

function code(name: string, field: string, codes: Column["codes"], about: string): Column {
  return { ...column(name, field, "code", about), codes };
}

function same(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value, value]));
}

function returned(kind: FileKind, row: string, names: readonly string[]): Format {
  const raw = (name: string): Column => ({
    ...column(name, name, "as_written", `${name} as in the DfE's guide`),
    required: true,
  });
  return {
    kind,
    row,
    columns: [id("CHILD", "CHILD", "the child's id in the return"), ...names.map(raw)],
  };
}
