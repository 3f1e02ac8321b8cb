import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import { goldLines, NAMES } from "../language/support.ts";
import { ownTime } from "../support/own-time.ts";
import { withChildren } from "./many-names.ts";

/**
 * `npm run bench:understand`: milliseconds of CPU time a message (the machine may be busy), over the question set's lines (their own last
 * question before them) and as many that name a child by first name and initial, or with a slip of the pen, with few and many
 * children in the names. The index is built once a revision of the names and stands by itself.
 */
const SIZES = [10, 1_000, 50_000];
const ROUNDS = 20;
const WARM_UP = 3;

console.log("| children | index ms | p50 ms | p95 ms | slowest message's median ms |");
console.log("| --- | --- | --- | --- | --- |");
for (const size of SIZES) {
  const names = withChildren(NAMES, size);
  const taken = ownTime();
  const index = indexNames(names);
  const built = taken();
  const messages = goldLines().flatMap(({ text, now, context }, i) => {
    const at = new Date(now);
    const before = context
      ? understand({ text: context, now: at, names: index, context: null }).request
      : null;
    const child = slip(names.children[(i * 97) % names.children.length]!.name ?? "");
    return [
      { text, now: at, context: before },
      { text: `tell me about ${child.split(" ")[0]} ${child.split(" ")[1]![0]}`, now: at, context: null },
      { text: `has ${child} had an interview since the last episode`, now: at, context: null },
    ];
  });
  const times = messages.map(() => [] as number[]);
  for (let round = -WARM_UP; round < ROUNDS; round++)
    messages.forEach((message, i) => {
      const took = ownTime();
      understand({ ...message, names: index });
      if (round >= 0) times[i]!.push(took());
    });
  const all = times.flat();
  const slowest = Math.max(...times.map((sample) => quantile(sample, 0.5)));
  console.log(
    `| ${size.toLocaleString("en-GB")} | ${built.toFixed(0)} | ${quantile(all, 0.5).toFixed(2)} | ${quantile(all, 0.95).toFixed(2)} | ${slowest.toFixed(2)} |`,
  );
}

/** Two letters of the last name change places. */
function slip(name: string): string {
  const at = name.length - 3;
  return name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
}

function quantile(sample: number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
