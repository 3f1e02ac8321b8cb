/** Bytes that are run without a break between them. */
export interface Unit {
  kind: "run" | "refuse_tls" | "goodbye";
  /** the messages of the unit; the first of a connection has no type */
  messages: readonly Buffer[];
  /** false: the client asked for what there is so far (Flush), and the exchange goes on */
  complete: boolean;
}

// PostgreSQL's frontend/backend protocol 3.0, "Message Formats"
const TLS_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const ENDS_UNIT = new Set(["S", "Q", "F", "H"]);
/** The end of the rows of a COPY; in an exchange that a Sync ends, that is awaited. */
const ENDS_COPY = new Set(["c", "f"]);
const PARSE = 0x50;

/**
 * Cuts what a PostgreSQL client sends into units: from its first message to the Sync (or a simple
 * query). One reader a connection.
 */
export class UnitReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** bytes that the next message needs, as far as is known: its header, then all of it */
  #wanted = 8;
  #started = false;
  #unit: Buffer[] = [];

  *read(chunk: Buffer): Generator<Unit> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#wanted) return;
    // joined only when a message is complete: one of many megabytes comes in thousands of chunks
    let rest = Buffer.concat(this.#chunks);
    for (;;) {
      const size = this.#sizeOf(rest);
      this.#wanted = size;
      if (rest.length < size) break;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      yield* this.#started ? this.#message(message) : this.#startup(message);
      this.#wanted = this.#started ? 5 : 8;
    }
    this.#chunks = [rest];
    this.#length = rest.length;
  }

  #sizeOf(bytes: Buffer): number {
    if (!this.#started) return bytes.length < 8 ? 8 : bytes.readInt32BE(0);
    return bytes.length < 5 ? 5 : 1 + bytes.readInt32BE(1);
  }

  *#startup(message: Buffer): Generator<Unit> {
    const code = message.readInt32BE(4);
    if (code === TLS_REQUEST || code === GSS_REQUEST) {
      yield { kind: "refuse_tls", messages: [message], complete: true };
    } else if (code === CANCEL_REQUEST) {
      yield { kind: "goodbye", messages: [message], complete: true };
    } else {
      this.#started = true;
      yield { kind: "run", messages: [message], complete: true };
    }
  }

  *#message(message: Buffer): Generator<Unit> {
    const type = String.fromCharCode(message[0]!);
    if (type === "X") {
      yield { kind: "goodbye", messages: [message], complete: true };
      return;
    }
    this.#unit.push(message);
    const ends = ENDS_UNIT.has(type) || (ENDS_COPY.has(type) && this.#unit[0]![0] !== PARSE);
    if (!ends) return;
    const messages = this.#unit;
    this.#unit = [];
    yield { kind: "run", messages, complete: type !== "H" };
  }
}
