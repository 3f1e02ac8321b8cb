interface Entry<T> {
  value: Promise<T>;
  /** null while it is being looked up */
  until: number | null;
}

/** More than this at once is not people asking: start again. */
const MOST = 5_000;

/**
 * What was looked up a short time ago. Those who ask for the same at the same time share one look-up.
 * `keepMs` says how long an outcome holds; the clock is the caller's.
 */
export class Expiring<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly clock: () => Date,
    private readonly keepMs: (value: T) => number,
  ) {}

  /** `fresh`: nothing that was looked up before is used, and the outcome replaces it. */
  get(key: string, find: () => Promise<T>, options: { fresh?: boolean } = {}): Promise<T> {
    const known = this.entries.get(key);
    if (known && !options.fresh && (known.until === null || known.until > this.clock().getTime())) {
      return known.value;
    }
    if (this.entries.size >= MOST) this.entries.clear();
    const entry: Entry<T> = { value: find(), until: null };
    this.entries.set(key, entry);
    entry.value.then(
      (value) => {
        entry.until = this.clock().getTime() + this.keepMs(value);
      },
      () => this.drop(key, entry),
    );
    return entry.value;
  }

  /** What is being looked up at this moment is not kept either: it may have been read before. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  private drop(key: string, entry: Entry<T>): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }
}
