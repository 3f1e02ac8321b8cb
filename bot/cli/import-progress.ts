import type { OpenedFile } from "../../data/files/read-types.ts";

export interface At {
  step: "reading" | "checking" | "storing";
  rows: number;
  bytes: number;
}

/** ms between two lines where nobody watches, and between two states of the line where somebody does */
const EVERY = { plain: 10_000, terminal: 100 };
const STEPS = { reading: "reading", checking: "checking", storing: "storing" } as const;

/**
 * How far an import is: on a terminal one line that changes, with rows, rows a second and time left;
 * elsewhere a plain line now and then.
 */
export function createProgress(
  out: { isTTY?: boolean; write(text: string): unknown },
  clock: () => number,
): { at: (file: Pick<OpenedFile, "name" | "bytes">, at: At) => void; clear: () => void } {
  let name = "";
  let begun = 0;
  let told = 0;
  let step = "";
  let shown = 0;
  const clear = () => {
    if (shown > 0) out.write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    clear,
    at: (file, { step: now, rows, bytes }) => {
      const at = clock();
      if (file.name !== name) {
        name = file.name;
        begun = at;
        told = out.isTTY ? 0 : at;
        step = "";
      }
      const due = at - told >= EVERY[out.isTTY ? "terminal" : "plain"];
      if (!due && !(now !== step && (out.isTTY || at - begun >= EVERY.plain))) return;
      told = at;
      step = now;
      const line = lineOf(file, { step: now, rows, bytes }, at - begun);
      if (!out.isTTY) return void out.write(`${line}\n`);
      clear();
      out.write(line);
      shown = line.length;
    },
  };
}

function lineOf(
  { name, bytes: all }: Pick<OpenedFile, "name" | "bytes">,
  { step, rows, bytes }: At,
  ms: number,
) {
  const seconds = ms / 1000;
  const counted = `${name}: ${STEPS[step]}, ${rows.toLocaleString("en-GB")} rows`;
  if (step !== "reading" || seconds < 1 || bytes === 0) return counted;
  const left = Math.max(0, ((all - bytes) * seconds) / bytes);
  return `${counted}, ${Math.round(rows / seconds).toLocaleString("en-GB")} a second, about ${duration(left)} left to read`;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
