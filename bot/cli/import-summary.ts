import type { ImportedFile } from "../../data/files/import/import.ts";

const MADE = {
  option: "as --made says",
  column: "or by row, as extracted_at says",
  modified: "by the file's date; --made says otherwise",
} as const;

/** What became of each file, and of all of them. */
export function summaryOf(files: readonly ImportedFile[], { dryRun }: { dryRun: boolean }): string {
  const lines = files.flatMap(({ name, madeAt, madeFrom, rejects, reasons, ...counts }) => [
    `${name} (made ${madeAt.toISOString()}, ${MADE[madeFrom]}): ${counted(counts.read, "row")}`,
    `  ${listed(counts)}`,
    ...Object.entries(reasons).map(([code, rows]) => `  rejected, ${code}: ${number(rows)}`),
    ...(rejects ? [`  rejected rows, with what to do about each: ${rejects}`] : []),
  ]);
  const total = { read: 0, stored: 0, updated: 0, unchanged: 0, rejected: 0, conflicts: 0 };
  for (const file of files) {
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += file[key];
  }
  const all = files.length > 1 ? [`Together, ${counted(total.read, "row")}: ${listed(total)}`] : [];
  const held =
    total.conflicts > 0
      ? [
          "A conflict is a row about which a person must choose; its other fields are stored. See npm run import -- --conflicts",
        ]
      : [];
  return [...lines, ...all, ...held, ...(dryRun ? ["A dry run: nothing was stored."] : [])].join("\n");
}

function listed(counts: Pick<ImportedFile, "stored" | "updated" | "unchanged" | "rejected" | "conflicts">) {
  const { stored, updated, unchanged, rejected, conflicts } = counts;
  return [
    `${number(stored)} stored`,
    `${number(updated)} updated`,
    `${number(unchanged)} unchanged`,
    `${number(rejected)} rejected`,
    `${number(conflicts)} in conflict`,
  ].join(", ");
}

export function counted(n: number, word: string): string {
  return `${number(n)} ${word}${n === 1 ? "" : "s"}`;
}

function number(n: number): string {
  return n.toLocaleString("en-GB");
}
