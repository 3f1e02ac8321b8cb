import { dayOf } from "../../data/calendar.ts";
import { conflictFace, countOpenConflicts } from "../../data/files/conflict-faces.ts";
import {
  type ListedConflict,
  listConflicts,
  type Settlement,
  settleConflict,
} from "../../data/files/import/conflicts.ts";
import type { Store } from "../../data/store/store.ts";
import { LOCAL_OPERATOR } from "./command-line-house.ts";
import { counted } from "./import-summary.ts";

const WHY: Readonly<Record<ListedConflict["kind"], string>> = {
  changed_here: "changed here after the file was made",
  made_here: "logged here, and the file has it otherwise",
  same_episode: "the file has an episode near this one: is it the same?",
};
const THINGS: Readonly<Record<ListedConflict["table"], string>> = {
  child: "child",
  episode: "episode",
  interview: "return interview",
  strategy_meeting: "strategy meeting",
};
/** said with the time that it belongs to */
const PRECISIONS: Readonly<Record<string, string>> = { startedAt: "startPrecision", endedAt: "endPrecision" };
/** a terminal is read by whoever looks at it */
const UNSHOWN = "(not shown here)";

/** The open conflicts as lines: by reference, with no child's and no household's name. */
export async function conflictLines(store: Store): Promise<string> {
  const conflicts = await listConflicts(store.db);
  const total = await countOpenConflicts(store.db);
  if (total === 0) return "No conflict with the files is open.";
  const more =
    total > conflicts.length ? [`… and ${counted(total - conflicts.length, "more conflict")}`] : [];
  return [
    ...conflicts.flatMap(linesOf),
    ...more,
    `${counted(total, "conflict")}. Settle each with npm run import -- --settle ID=ours or --settle ID=file`,
  ].join("\n");
}

function linesOf(conflict: ListedConflict): string[] {
  const { id, kind, table, episodes, children, ours, file, fileName, line, detectedAt } = conflict;
  const fields = Object.keys({ ...ours, ...file })
    .filter((field) => !Object.values(PRECISIONS).includes(field))
    .sort();
  return [
    `${id}  ${THINGS[table]} ${[...episodes, ...children].join(", ")}: ${WHY[kind]}`,
    ...fields.map((field) => {
      const [one, other] = [shown(conflict, field, ours), shown(conflict, field, file)];
      return `    ${field}: ours ${one}, the file's ${other}`;
    }),
    `    ${fileName}, line ${line}, found ${detectedAt.toISOString()}`,
  ];
}

function shown({ homes }: ListedConflict, field: string, values: Record<string, unknown>): string {
  const value = values[field];
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "blank";
  if (field === "name" || field === "dateOfBirth") return UNSHOWN;
  if (field === "placement" && !homes.includes(String(value))) return UNSHOWN;
  if (values[PRECISIONS[field] ?? ""] === "date") return dayOf(new Date(String(value)));
  return Array.isArray(value) ? value.join(";") : String(value);
}

export interface Choice {
  id: number;
  choice: "ours" | "file";
}

/** "7=ours"; null: it is no such choice. */
export function choiceOf(text: string): Choice | null {
  const [, id, choice] = /^(\d{1,9})=(ours|file)$/.exec(text) ?? [];
  return id === undefined ? null : { id: Number(id), choice: choice as Choice["choice"] };
}

/** Settles conflicts one by one; a sentence for each, and whether every one is settled as was asked. */
export async function settleChoices(
  store: Store,
  choices: readonly Choice[],
  now: Date,
): Promise<{ lines: string[]; settled: number }> {
  const { aadObjectId: by, role } = LOCAL_OPERATOR;
  const lines: string[] = [];
  let settled = 0;
  for (const { id, choice } of choices) {
    const outcome = await settleConflict(store, { by, role, recordedAt: now }, id, choice);
    if (outcome === "settled") settled += 1;
    lines.push(await sentenceOf(store, id, choice, outcome));
  }
  return { lines, settled };
}

async function sentenceOf(store: Store, id: number, choice: Choice["choice"], outcome: Settlement) {
  switch (outcome) {
    case "settled":
      return choice === "ours"
        ? `Conflict ${id} is settled: what the store says stays.`
        : `Conflict ${id} is settled: what the file says is stored.`;
    case "settled_before": {
      const { settledBy, settledAt, choice: chosen } = (await conflictFace(store.db, id))!;
      const how = chosen === "agreed" ? "when a later file agreed" : `for ${chosen} by ${settledBy}`;
      return `Conflict ${id} was settled ${how}, ${settledAt!.toISOString()}. Nothing has changed.`;
    }
    case "changed_since":
      return `What conflict ${id} is about has changed meanwhile, so nothing was settled. Look at it again with --conflicts, then choose.`;
    case "does_not_fit":
      return `The file's values of conflict ${id} do not fit the store as it is now, so nothing was settled. Choose ${id}=ours, or correct the record in your case system and import again.`;
    case "unknown":
      return `There is no conflict ${id}. npm run import -- --conflicts lists those that are open.`;
  }
}
