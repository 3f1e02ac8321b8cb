import type pg from "pg";

/** Puts rows, as `COPY … FROM STDIN` reads them, into a table; either all of them or none. */
export type CopyIn = (sql: string, rows: string | Buffer) => Promise<void>;

/** What a statement may send: pg's types leave out the messages of COPY. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parse(statement: { text: string }): void;
  bind(values: object): void;
  execute(portal: object): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sync(): void;
}

export function copyInBy(pool: pg.Pool): CopyIn {
  return async (sql, rows) => {
    const client = await pool.connect();
    try {
      await new Promise<void>((resolve, reject) => {
        client.query(new Copying(sql, rows, (error) => (error ? reject(error) : resolve())));
      });
    } finally {
      client.release();
    }
  };
}

/**
 * One COPY under way. The rows are sent behind the statement without waiting for the database to ask for
 * them: that is one exchange, which is all that the embedded one can be given (PGlite ends its process
 * where a statement waits for more).
 */
class Copying implements pg.Submittable {
  #error: Error | null = null;

  constructor(
    private readonly sql: string,
    private readonly rows: string | Buffer,
    readonly callback: (error: Error | null) => void,
  ) {}

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    wire.parse({ text: this.sql });
    wire.bind({});
    wire.execute({});
    wire.sendCopyFromChunk(typeof this.rows === "string" ? Buffer.from(this.rows) : this.rows);
    wire.endCopyFrom();
    wire.sync();
    wire.stream.uncork();
  }

  handleCopyInResponse(): void {}
  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error;
    // of a connection that has ended nothing else will be heard
    this.callback(error);
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.callback(null);
  }
}
