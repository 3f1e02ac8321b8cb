import type { RejectedRow } from "../read-types.ts";
import { copyStaged } from "./copy-staged.ts";
import type { FileImport } from "./file-import.ts";
import type { Source } from "./import-file.ts";
import { stage } from "./staging.ts";

/** Some rows of a file, read and ready for the staging table. */
export interface Part {
  read: number;
  rejected: readonly RejectedRow[];
  /** of the file, read so far */
  bytes: number;
  stage: () => Promise<void>;
}

/** Parts of a file that are read before anybody asks for them. */
export interface ReadAhead {
  parts: AsyncIterable<Part>;
  /** reads no further, and lets go of the file */
  stop: () => Promise<void>;
}

/** How a file's rows come to the staging table. */
export interface Pace {
  /** of the next file so much is read before its turn, in bytes: it waits in memory, beside all else that is there */
  ahead: number;
  /** parts that are staged side by side */
  atOnce: number;
}

/**
 * The embedded store is in that memory, too, and has one session. A server stores one file in the time in which
 * the next one's million rows are read.
 */
export const PACE: Readonly<Record<"embedded" | "server", Pace>> = {
  embedded: { ahead: 40_000_000, atOnce: 1 },
  server: { ahead: 120_000_000, atOnce: 2 },
};
/** Bytes that a rejected row takes with what is said of it. */
const REJECTED = 1_000;

/** A file's rows, a part for each batch. */
export async function* partsOf(
  { kind, batches }: Source,
  { db, copyIn }: Pick<FileImport, "db" | "copyIn">,
): AsyncGenerator<Part> {
  let bytes = 0;
  const hear = (n: number) => {
    bytes = n;
  };
  for await (const { read, rows, rejected } of batches(hear)) {
    const staging = copyIn ? copyStaged(copyIn, kind, rows) : () => stage(db, kind, rows);
    yield { read, rejected, bytes, stage: staging };
  }
}

/**
 * Begins to read, and goes on as long as so much waits: the next file is read while the database is busy
 * with the one before it. Where reading fails, it fails for whoever comes to that part.
 */
export function readAhead(parts: AsyncIterable<Part>, most: number): ReadAhead {
  const ready: { part: Part; weight: number }[] = [];
  let waiting = 0;
  let failure: unknown = null;
  let ended = false;
  let stopped = false;
  // the reader waits where much is ready, and whoever asks where nothing is: never both
  let wake = () => {};
  const change = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const read = async () => {
    let before = 0;
    for await (const part of parts) {
      const weight = part.bytes - before + part.rejected.length * REJECTED;
      before = part.bytes;
      ready.push({ part, weight });
      waiting += weight;
      wake();
      while (waiting >= most && !stopped) await change();
      if (stopped) return;
    }
  };
  const reading = read()
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => {
      ended = true;
      wake();
    });
  async function* given(): AsyncGenerator<Part> {
    for (;;) {
      const next = ready.shift();
      if (next) {
        waiting -= next.weight;
        wake();
        yield next.part;
      } else if (ended) {
        if (failure) throw failure;
        return;
      } else await change();
    }
  }
  return {
    parts: given(),
    stop: async () => {
      stopped = true;
      wake();
      await reading;
    },
  };
}
