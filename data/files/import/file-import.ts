import type { Policy } from "../../policy.ts";
import type { CopyIn } from "../../store/copy-in.ts";
import type { Db } from "../../store/store.ts";
import type { ExchangeKind } from "../kinds.ts";

/** One file on its way into the store: everything that judging and moving its rows depends on. */
export interface FileImport {
  /** the store, or the transaction that a dry run takes back */
  db: Db;
  /** puts many rows into a table at once; a transaction has no such way */
  copyIn?: CopyIn;
  kind: ExchangeKind;
  /** the file's name, without its folder */
  name: string;
  /** the fields that its rows have */
  fields: ReadonlySet<string>;
  /** the system that the ids belong to */
  source: string;
  runId: number;
  /** when the file was made; a row's own `extracted_at` comes before it */
  madeAt: Date;
  /** the instant of the import: nothing has happened after it */
  now: Date;
  policy: Pick<Policy, "timeZone" | "sameEpisodeHours">;
  /** a dry run: everything is done and taken back */
  trial: boolean;
  /** so few rows that the references of new ones can follow the file's lines; known once it has been read */
  few?: boolean;
}

/** Where a row of the file and the store disagree; a person chooses (conflicts.ts). */
export interface FoundConflict {
  kind: "changed_here" | "made_here" | "same_episode";
  rowId: number;
  externalId: string;
  line: number;
  madeAt: Date;
  /** field of the file's rows → value, as the store has it and as the file has it */
  ours: Record<string, unknown>;
  file: Record<string, unknown>;
}
