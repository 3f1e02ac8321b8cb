import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Measured, quantile } from "./measure.ts";
import type { Usage } from "./tell-usage.ts";

/** What was found out about one store of one size. */
export interface Result extends Measured {
  where: "postgres" | "embedded";
  /** "10k"; "demonstration" */
  label: string;
  episodes: number;
  /** the bot's process, after all turns */
  usage: Usage;
  /** of the echo bot's process, to compare with */
  echoUsage: Usage;
  /** milliseconds from the commit of a return to the card that counts it */
  freshMs: number;
  rounds: number;
  at: string;
  machine: { cores: number; cpu: string; memoryGb: number; node: string; postgres: string };
}

/** Not in the repository. */
const FOLDER = join(".artefacts", "bench");

export function keepResult(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${result.where}-${result.label}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

/** The last result of each store and size, smallest first. */
export function keptResults(): Result[] {
  mkdirSync(FOLDER, { recursive: true });
  return readdirSync(FOLDER)
    .map((file): Result => JSON.parse(readFileSync(join(FOLDER, file), "utf8")))
    .sort((a, b) => (a.where < b.where ? 1 : a.where > b.where ? -1 : a.episodes - b.episodes));
}

const STORES = { postgres: "PostgreSQL", embedded: "embedded" };
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const whole = (n: number) => Math.round(n).toLocaleString("en-GB");
const titleOf = ({ where, label }: Result) => `${label}, ${STORES[where]}`;

/** The questions one by one. */
export function questionTable(result: Result): string {
  const { questions, echo } = result;
  const rows = [...questions, { text: "echo bot", ...echo }].map(({ text, p50, p95, cpu }) => [
    text,
    p50.toFixed(1),
    p95.toFixed(1),
    (p50 / echo.p50).toFixed(1),
    cpu.toFixed(1),
    (cpu / echo.cpu).toFixed(1),
  ]);
  return table([titleOf(result), "median ms", "p95 ms", "median ÷ echo", "CPU ms", "CPU ÷ echo"], rows);
}

/** A line for each store and size: of the 24 medians the one in the middle, and the dearest. */
export function overviewTable(results: readonly Result[]): string {
  const head =
    "median ms|÷ echo|dearest ÷ echo|CPU ÷ echo|dearest|32 at once, turns a second|of echo's|memory MB|load";
  return table(
    ["store", ...head.split("|")],
    results.map((result) => {
      const { questions, echo, atOnce, usage, load } = result;
      const medians = questions.map(({ p50 }) => p50);
      const cpus = questions.map(({ cpu }) => cpu);
      const typical = quantile(medians, 0.5);
      return [
        titleOf(result),
        typical.toFixed(1),
        (typical / echo.p50).toFixed(1),
        (Math.max(...medians) / echo.p50).toFixed(1),
        (quantile(cpus, 0.5) / echo.cpu).toFixed(1),
        (Math.max(...cpus) / echo.cpu).toFixed(1),
        whole(atOnce.homeward),
        `${whole((100 * atOnce.homeward) / atOnce.echo)} %`,
        whole(usage.rssMb),
        load.map((one) => one.toFixed(0)).join(" to "),
      ];
    }),
  );
}

/** How each question's median grows from size to size of one kind of store. */
export function growthTable(results: readonly Result[]): string {
  const [first] = results;
  if (!first || results.length < 2) return "";
  const rows = first.questions.map(({ text }, i) => [
    text,
    ...results.map((result, size) => {
      const { p50 } = result.questions[i]!;
      const smaller = results[size - 1]?.questions[i]?.p50;
      return smaller === undefined ? p50.toFixed(1) : `${p50.toFixed(1)} (× ${(p50 / smaller).toFixed(1)})`;
    }),
  ]);
  return table([`median ms, ${STORES[first.where]}`, ...results.map(({ label }) => label)], rows);
}
