import { createServer, type Server, type Socket } from "node:net";
import { PlanKeeper } from "./wire-plans.ts";
import { type Unit, UnitReader } from "./wire-units.ts";

/** What the wire server needs of PGlite: one session that takes protocol bytes. */
export interface Backend {
  execProtocolRawStream(
    message: Uint8Array,
    options: { onRawData: (part: Uint8Array) => void },
  ): Promise<void>;
  isInTransaction(): boolean;
}

interface Session {
  socket: Socket;
  closed: boolean;
}

const ROLLBACK = simpleQuery("ROLLBACK");

/**
 * Serves one PGlite session to many clients on a Unix socket. A client's messages are run a whole
 * exchange at a time (up to its Sync), and a client that has opened a transaction keeps the session
 * until it ends. `@electric-sql/pglite-socket` takes turns message by message instead: there, a
 * parameter of some megabytes was bound to the statement that another client had parsed meanwhile.
 * A client that goes away in a transaction is rolled back.
 */
export class WireServer {
  readonly #backend: Backend;
  readonly #server: Server;
  readonly #sessions = new Set<Session>();
  #queue: { session: Session; unit: Unit }[] = [];
  #owner: Session | null = null;
  #running = false;
  #idle: (() => void)[] = [];
  readonly #plans = new PlanKeeper();
  readonly #failed: (error: unknown) => void;

  /** @param failed called where the database itself broke: nobody can be served any more */
  constructor(backend: Backend, failed: (error: unknown) => void) {
    this.#backend = backend;
    this.#failed = failed;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(path, () => resolve());
    });
  }

  /** Waits until the last client has gone; new ones are still served meanwhile. */
  drained(): Promise<void> {
    if (this.#sessions.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Lets the exchange that runs finish, then disconnects everybody. */
  async close(): Promise<void> {
    this.#queue = [];
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const session of this.#sessions) session.socket.destroy();
    await closed;
    await this.#run();
  }

  #serve(socket: Socket): void {
    const session: Session = { socket, closed: false };
    this.#sessions.add(session);
    const reader = new UnitReader();
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      for (const unit of reader.read(chunk)) {
        if (unit.kind === "refuse_tls") socket.write("N");
        else if (unit.kind === "goodbye") socket.end();
        else this.#queue.push({ session, unit });
      }
      void this.#run();
    });
    // a client that was killed resets the connection: the same as closing it
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      session.closed = true;
      this.#queue = this.#queue.filter((waiting) => waiting.session !== session);
      this.#sessions.delete(session);
      if (this.#sessions.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        if (this.#owner?.closed) {
          await this.#answer(ROLLBACK);
          this.#owner = null;
        }
        const next = this.#next();
        if (!next) return;
        const { messages, complete } = next.unit;
        const kept = this.#plans.rewrite(messages);
        const answer = await this.#answer(kept?.bytes ?? new Uint8Array(Buffer.concat(messages)));
        const parts = kept?.answered(answer) ?? [answer];
        this.#owner = !complete || this.#backend.isInTransaction() ? next.session : null;
        if (!next.session.closed) send(next.session.socket, parts);
      }
    } catch (error) {
      for (const session of this.#sessions) session.socket.destroy();
      this.#failed(error);
    } finally {
      this.#running = false;
    }
  }

  /** Not by `execProtocolRaw`: PGlite reads what it answers there once more, and keeps it for good. */
  async #answer(message: Uint8Array): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    // a part is the database's own memory, which it uses again
    await this.#backend.execProtocolRawStream(message, {
      onRawData: (part) => parts.push(Buffer.from(part)),
    });
    return Buffer.concat(parts);
  }

  #next(): { session: Session; unit: Unit } | undefined {
    if (!this.#owner) return this.#queue.shift();
    const index = this.#queue.findIndex((waiting) => waiting.session === this.#owner);
    return index < 0 ? undefined : this.#queue.splice(index, 1)[0];
  }
}

/** In one write: each wakes the client. */
function send(socket: Socket, parts: readonly Uint8Array[]): void {
  socket.cork();
  for (const part of parts) socket.write(part);
  socket.uncork();
}

/** A Sync, which ends whatever exchange was left open, and the query. */
function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`, "utf8");
  const message = Buffer.alloc(10);
  message.write("S", 0);
  message.writeInt32BE(4, 1);
  message.write("Q", 5);
  message.writeInt32BE(4 + text.length, 6);
  return new Uint8Array(Buffer.concat([message, text]));
}
