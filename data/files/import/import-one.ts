import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { OpenedFile } from "../read-types.ts";
import type { ImportedFile, Importing, ImportOptions, ToImport } from "./import.ts";
import { importFile, type Source } from "./import-file.ts";
import { partsOf, readAhead } from "./parts.ts";
import { Rejects } from "./rejects.ts";

/** Imports one file of a run, and writes down what became of it; meanwhile `next` is read. */
export async function importOne(
  one: ToImport,
  context: Omit<Importing, "importOne">,
  options: ImportOptions,
  next?: ToImport,
): Promise<ImportedFile> {
  const { file, fields, ofSource, ahead } = one;
  const source = sourceOf(one, options);
  const { db, copyIn, runId, now, writing, trial, pace } = context;
  const made = madeAtOf(file, options.made);
  let sha256: Promise<string> | undefined;
  const rejects = new Rejects(file, now, options.rejects);
  try {
    const outcome = await importFile(
      source,
      {
        ...{ db, copyIn, runId, now, trial, fields },
        kind: source.kind,
        name: file.name,
        source: ofSource ?? options.source,
        madeAt: made.madeAt,
        policy: options.policy,
      },
      rejects,
      {
        writing,
        ahead: ahead?.parts,
        atOnce: pace.atOnce,
        progress: (at) => {
          // the database is busy for a while
          if (at.step === "checking") {
            sha256 ??= digestOf(file.path);
            sha256.catch(() => {});
            if (next) next.ahead ??= readAhead(partsOf(sourceOf(next, options), context), pace.ahead);
          }
          options.progress?.(file, at);
        },
        record: async (w, { reasons, extractedAt, ...counts }) => {
          if (trial) return;
          const madeAt = extractedAt ?? made.madeAt;
          await w.tx.importFile.create({
            data: {
              runId,
              kind: file.kind,
              name: file.name,
              sha256: await (sha256 ?? digestOf(file.path)),
              ...made,
              madeAt,
              movedAt: now,
              reasons,
              ...counts,
            },
          });
        },
      },
    );
    return {
      ...outcome,
      ...made,
      madeAt: outcome.extractedAt ?? made.madeAt,
      name: file.name,
      kind: file.kind,
      rejects: rejects.rows > 0 ? rejects.path : null,
    };
  } finally {
    await rejects.close();
  }
}

/** `--made`, else each row's `extracted_at`, else the file's modification time. */
function madeAtOf(file: OpenedFile, made: Date | undefined): Pick<ImportedFile, "madeAt" | "madeFrom"> {
  if (made) return { madeAt: made, madeFrom: "option" };
  return { madeAt: file.modifiedAt, madeFrom: file.extractedAt ? "column" : "modified" };
}

function sourceOf({ source }: ToImport, { made }: ImportOptions): Source {
  return made ? { ...source, batches: withoutExtractedAt(source.batches) } : source;
}

function withoutExtractedAt(batches: Source["batches"]): Source["batches"] {
  return async function* (onBytes) {
    for await (const batch of batches(onBytes)) {
      for (const { row } of batch.rows) delete (row as { extractedAt?: unknown }).extractedAt;
      yield batch;
    }
  } as Source["batches"];
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
