/** Why a write was refused as a whole; `rows` are positions in what the caller gave, from 0. */
export type CaseworkErrorCode =
  | "unknown_child"
  | "unknown_episode"
  | "end_before_start"
  | "start_before_birth"
  | "already_missing"
  | "completed_before_return"
  | "return_after_interview"
  | "same_id_twice"
  | "changed_meanwhile";

/** Thrown inside a write, which then leaves nothing behind. The message says which row and what to do. */
export class CaseworkError extends Error {
  constructor(
    readonly code: CaseworkErrorCode,
    message: string,
    readonly rows: readonly number[] = [],
  ) {
    super(message);
    this.name = "CaseworkError";
  }
}
