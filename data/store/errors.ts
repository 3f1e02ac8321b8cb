export type StoreErrorCode = "held_by_server" | "schema_newer" | "schema_behind" | "cannot_open";

/** Why a store could not be opened or migrated. The message says the next step; it holds no data. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}
