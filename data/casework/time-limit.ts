/** The work was not done in time, and is not done: nothing is stored. */
export class TooLate extends Error {
  constructor() {
    super("not done in time");
  }
}

/**
 * For work that somebody waits for: what may be written is written within `ms`, or not at all. Up to the
 * commit the limit can pass, and undoes the write; a commit that has begun, and what follows it, is
 * waited for `graceMs` longer.
 */
export class TimeLimit {
  #state: "open" | "committing" | "saved" | "passed" = "open";

  constructor(
    readonly ms: number,
    readonly graceMs: number,
  ) {}

  /** open: nothing is stored, and nothing will be; committing: nobody knows; saved: it is stored */
  get state(): "open" | "committing" | "saved" {
    return this.#state === "passed" ? "open" : this.#state;
  }

  /** @throws TooLate where the limit has passed */
  check(): void {
    if (this.#state === "passed") throw new TooLate();
  }

  /** The last step before a commit. @throws TooLate */
  commits(): void {
    this.check();
    this.#state = "committing";
  }

  committed(): void {
    this.#state = "saved";
  }

  /**
   * What the work comes to. How it ends when nobody waits for it any more is for nobody.
   * @throws TooLate where it is given up; `state` says what is stored
   */
  hold<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer = setTimeout(() => {
        if (this.#state !== "open") {
          timer = setTimeout(() => reject(new TooLate()), this.graceMs);
          return;
        }
        this.#state = "passed";
        reject(new TooLate());
      }, this.ms);
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
