/**
 * Rows of the SSDA903 return as they stand in the council's files: every cell its raw text, "" where it is
 * blank or where the file has no such column. `line` is the row's line in its file (1 is the header line).
 * Nothing is trimmed or upper-cased here: rule 1006 judges the text as it was written.
 */

/** One period of one child missing (`M`) or away without authorisation (`A`). Dates are `dd/mm/yyyy`. */
export interface MissingReturnRow {
  line: number;
  CHILD: string;
  DOB: string;
  MISSING: string;
  MIS_START: string;
  /** blank: the child is still missing */
  MIS_END: string;
}

/** One child. SEX is 1 (male) or 2 (female) up to 2024/25, M, F or U from then on. */
export interface HeaderReturnRow {
  line: number;
  CHILD: string;
  SEX: string;
  DOB: string;
}

/** One placement of one child, from DECOM to DEC (blank: it goes on). */
export interface EpisodesReturnRow {
  line: number;
  CHILD: string;
  DECOM: string;
  /** reason for the new episode */
  RNE: string;
  /** legal status */
  LS: string;
  /** category of need */
  CIN: string;
  PLACE: string;
  PLACE_PROVIDER: string;
  DEC: string;
  /** reason the episode ceased */
  REC: string;
}

/** The columns of Missing, as the Department orders them; a file may hold them in any order. */
export const MISSING_COLUMNS = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"] as const;
