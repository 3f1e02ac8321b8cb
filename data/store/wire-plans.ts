/** Statements kept at most: the shapes that questions take in a day, at some tens of KB each. */
const KEPT = 120;
/** Longer texts are one-off scripts, not questions. */
const LONGEST_TEXT = 16_384;
/** What a kept plan may not outlive; matched anywhere, since a needless fresh start costs little. */
const FORGET = /\b(?:create|alter|drop|discard|deallocate)\b/i;

// PostgreSQL's frontend/backend protocol 3.0, "Message Formats"
const PARSE = 0x50;
const BIND = 0x42;
const DESCRIBE = 0x44;
const EXECUTE = 0x45;
const SYNC = 0x53;
const QUERY = 0x51;
const PARSE_COMPLETE = Buffer.from([0x31, 0, 0, 0, 4]);
/** ParseComplete and CloseComplete have no body */
const BARE_MESSAGE = 5;

/** An exchange as it goes to the database, and what becomes of the database's answer. */
export interface Rewritten {
  bytes: Uint8Array;
  answered(answer: Uint8Array): Uint8Array[];
}

/**
 * Keeps the statements of the one session parsed and analysed, whoever sends them: an exchange that
 * parses the unnamed statement and runs it is run on a named one, which is parsed only the first time.
 * Parsing and planning are half of a short query's cost in WebAssembly. Clients see no difference;
 * their names cannot meet, because they have none.
 */
export class PlanKeeper {
  /** names by text and parameter types; the least recently used first */
  readonly #names = new Map<string, string>();
  /** forgotten, but the database still holds them */
  #stale: string[] = [];
  #serial = 0;

  /** The exchange on a kept statement; null where it has another shape and goes as it is. */
  rewrite(messages: readonly Buffer[]): Rewritten | null {
    const [parse, bind, ...rest] = messages;
    if (!parse || !bind || !isPlainRun(parse, bind, rest)) {
      for (const message of messages) this.#forgetFor(message);
      return null;
    }
    const key = parse.toString("latin1", 6);
    const known = this.#names.get(key);
    if (known !== undefined) {
      this.#names.delete(key);
      this.#names.set(key, known);
      return {
        bytes: joined([...bound(bind, known), ...rest]),
        answered: (answer) => [PARSE_COMPLETE, answer],
      };
    }
    if (this.#forgetFor(parse)) return null;
    const name = `kept_${++this.#serial}`;
    const evicted = this.#leastNeeded();
    const bytes = joined([
      ...(evicted ? [closing(evicted)] : []),
      ...named(parse, name),
      ...bound(bind, name),
      ...rest,
    ]);
    return {
      bytes,
      answered: (answer) => {
        const own = evicted ? answer.subarray(BARE_MESSAGE) : answer;
        if (own[0] === PARSE_COMPLETE[0]) this.#names.set(key, name);
        return [own];
      },
    };
  }

  /** A changed schema, or a client that lets go of all statements: everything is parsed anew. */
  #forgetFor(message: Buffer): boolean {
    if (message[0] !== PARSE && message[0] !== QUERY) return false;
    const forget = FORGET.test(message.toString("latin1", BARE_MESSAGE));
    if (forget) {
      this.#stale.push(...this.#names.values());
      this.#names.clear();
    }
    return forget;
  }

  /** The statement to let go of for a new one. */
  #leastNeeded(): string | null {
    const stale = this.#stale.pop();
    if (stale !== undefined || this.#names.size < KEPT) return stale ?? null;
    const [key, name] = this.#names.entries().next().value!;
    this.#names.delete(key);
    return name;
  }
}

/** Parse and Bind of the unnamed statement, a Describe or none, Execute, Sync: what drivers send. */
function isPlainRun(parse: Buffer, bind: Buffer, rest: readonly Buffer[]): boolean {
  if (parse[0] !== PARSE || parse[5] !== 0 || parse.length > LONGEST_TEXT) return false;
  if (bind[0] !== BIND || bind[5] !== 0 || bind[6] !== 0) return false;
  const types = rest.map((message) => message[0]);
  if (types[0] === DESCRIBE) types.shift();
  return types.length === 2 && types[0] === EXECUTE && types[1] === SYNC;
}

function named(parse: Buffer, name: string): Buffer[] {
  const added = Buffer.from(name, "latin1");
  return [header(PARSE, parse.length - 1 + added.length), added, parse.subarray(5)];
}

/** The same values for a statement with a name; they may be megabytes, and are not copied here. */
function bound(bind: Buffer, name: string): Buffer[] {
  const added = Buffer.from(`\0${name}`, "latin1");
  return [header(BIND, bind.length - 2 + added.length), added, bind.subarray(6)];
}

function closing(name: string): Buffer {
  const body = Buffer.from(`S${name}\0`, "latin1");
  return Buffer.concat([header(0x43, 4 + body.length), body]);
}

function header(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = type;
  bytes.writeInt32BE(length, 1);
  return bytes;
}

function joined(parts: readonly Buffer[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
