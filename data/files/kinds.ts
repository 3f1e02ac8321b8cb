import type {
  Category,
  Flag,
  Gender,
  InterviewOutcome,
  LegalStatus,
  PlacementType,
  Risk,
} from "../vocabulary.ts";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "./returns/rows.ts";

/**
 * The files that Homeward reads, and their rows as read. Instants are ISO UTC texts with milliseconds
 * (`2019-05-01T10:00:00.000Z`), dates are `yyyy-mm-dd`, a blank cell is null. A column that a file does not
 * have is in none of its rows: what the store holds of it stays. Rows of the statutory return keep the texts
 * of their cells (returns/rows.ts): the DfE's rules judge them.
 */
export const EXCHANGE_KINDS = [
  "placements",
  "children",
  "episodes",
  "interviews",
  "strategy_meetings",
] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];

export const RETURN_KINDS = ["ssda903_header", "ssda903_episodes", "ssda903_missing"] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];

export type FileKind = ExchangeKind | ReturnKind;

/** An import's order: what a row names is read before it. */
export const IMPORT_ORDER: readonly FileKind[] = [...EXCHANGE_KINDS, ...RETURN_KINDS];

/** A gender in the council's files; questions know the first two. */
export type RecordedGender = Gender | "other" | "unknown";
/** A placement type that can be written in a file: what is not known is left blank. */
export type KnownPlacementType = Exclude<PlacementType, "unknown">;
export type Precision = "instant" | "date";

interface ExchangeRow {
  /** when the row was taken from the council's system, where the file says so in `extracted_at` */
  extractedAt?: string | null;
}

export interface PlacementFileRow extends ExchangeRow {
  placement: string;
  placementType: KnownPlacementType;
  provider?: string | null;
}

export interface ChildFileRow extends ExchangeRow {
  childId: string;
  name?: string | null;
  dateOfBirth: string;
  gender?: RecordedGender | null;
  legalStatus?: LegalStatus | null;
  lookedAfter?: boolean | null;
  outOfArea?: boolean | null;
  flags?: Flag[];
  placement?: string | null;
  team?: string | null;
  worker?: string | null;
  responsibleAuthority?: string | null;
}

/**
 * With date precision an instant is 00:00 London of its day; a return on the day of a start that has a
 * time is that start, so that no return lies before its start.
 */
export interface EpisodeFileRow extends ExchangeRow {
  episodeId: string;
  childId: string;
  /** `missing` where the cell is blank; not in the row where the file has no such column */
  category?: Category;
  startedAt: string;
  startPrecision: Precision;
  endedAt?: string | null;
  /** `instant` where there is no return yet; in the row where `endedAt` is */
  endPrecision?: Precision;
  agency?: string | null;
  risk?: Risk | null;
  placement?: string | null;
  placementType?: KnownPlacementType | null;
  provider?: string | null;
  lookedAfter?: boolean | null;
  outOfArea?: boolean | null;
  responsibleAuthority?: string | null;
  legalStatus?: LegalStatus | null;
  team?: string | null;
  worker?: string | null;
}

export interface InterviewFileRow extends ExchangeRow {
  interviewId: string;
  /** one or more, each once, in the file's order */
  episodeIds: string[];
  offeredAt?: string | null;
  outcome?: InterviewOutcome | null;
  outcomeAt?: string | null;
  completedAt?: string | null;
  agency?: string | null;
  interviewer?: string | null;
}

export interface MeetingFileRow extends ExchangeRow {
  meetingId: string;
  /** one or more, each once, in the file's order */
  episodeIds: string[];
  plannedFor?: string | null;
  heldAt?: string | null;
  chair?: string | null;
}

/** The row that each kind of file gives. */
export interface RowOf {
  placements: PlacementFileRow;
  children: ChildFileRow;
  episodes: EpisodeFileRow;
  interviews: InterviewFileRow;
  strategy_meetings: MeetingFileRow;
  ssda903_header: HeaderReturnRow;
  ssda903_episodes: EpisodesReturnRow;
  ssda903_missing: MissingReturnRow;
}
