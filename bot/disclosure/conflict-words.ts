import type { Fact } from "../../cards/views.ts";
import type { Lens } from "./lens.ts";
import type { ConflictFace } from "./viewer.ts";
import { count, shortInstantText } from "./wording.ts";

/** What a conflict is about, what it says, and where the file says it, as this viewer may read it. */

const NOT_FOR_YOU = "not shown to your role";
/** no card holds a date of birth; the file does */
const NOT_HERE = "not shown here";
const BLANK = "blank";

/** The fields of a file's rows, as people read them. */
const LABELS: Readonly<Record<string, string>> = {
  name: "Name",
  dateOfBirth: "Date of birth",
  gender: "Gender",
  flags: "Flags",
  placement: "Placement",
  placementType: "Placement type",
  provider: "Provider",
  team: "Team",
  worker: "Worker",
  lookedAfter: "Looked after",
  outOfArea: "Out of area",
  legalStatus: "Legal status",
  responsibleAuthority: "Responsible authority",
  childId: "Child's id",
  category: "Category",
  startedAt: "Missing since",
  endedAt: "Returned",
  agency: "Agency",
  risk: "Risk",
  episodeIds: "Episodes",
  offeredAt: "Offered",
  outcome: "Outcome",
  outcomeAt: "Outcome on",
  completedAt: "Completed",
  interviewer: "Interviewer",
  plannedFor: "Planned for",
  heldAt: "Held",
  chair: "Chair",
};
/** Said with the time that it belongs to. */
const PRECISIONS: Readonly<Record<string, string>> = { startedAt: "startPrecision", endedAt: "endPrecision" };
/** As telling as a name: for those who may read the child's. */
const NAMING: readonly string[] = ["name", "childId", "episodeIds"];

const KINDS: Readonly<Record<ConflictFace["kind"], string>> = {
  changed_here: "Somebody changed this here after the file was made.",
  made_here: "Somebody logged this here, and the file has it otherwise.",
  same_episode: "The file has an episode near this one, under its own id. Either choice makes them one.",
};

const THINGS: Readonly<Record<ConflictFace["table"], string>> = {
  child: "Child",
  episode: "Episode",
  interview: "Return interview",
  strategy_meeting: "Strategy meeting",
};

/** "Episode ME-20345 (MC-1042)": by name only where the viewer may read it. */
export function conflictSubject({ table, episodes, childIds }: ConflictFace, lens: Lens): string {
  const children = childIds.map((id) => lens.child(id)).join(", ");
  if (table === "child") return `${THINGS.child} ${children}`;
  const of = episodes.length === 0 ? "" : `${table === "episode" ? " " : " for "}${episodes.join(", ")}`;
  return `${THINGS[table]}${of}${children === "" ? "" : ` (${children})`}`;
}

export function conflictKind({ kind }: ConflictFace): string {
  return KINDS[kind] ?? "";
}

/** Each field in dispute: what stands here, and what the file says. A field that is not listed is not shown. */
export function conflictFields(
  conflict: ConflictFace,
  lens: Lens,
): { label: string; ours: string; file: string }[] {
  const { ours, file } = conflict;
  const fields = Object.keys(LABELS).filter((field) => field in ours || field in file);
  return fields.map((field) => ({
    label: LABELS[field]!,
    ours: valueText(field, ours, conflict, lens),
    file: valueText(field, file, conflict, lens),
  }));
}

/** "episodes.csv, line 12". */
export function conflictPlace({ fileName, line }: ConflictFace): string {
  return `${fileName}, line ${line}`;
}

/** What became of it, as facts of the receipt. */
export function settledFacts(conflict: ConflictFace, lens: Lens): Fact[] {
  const side = conflict.choice === "file" ? "file" : "ours";
  return [
    { label: "Record", value: conflictSubject(conflict, lens) },
    ...conflictFields(conflict, lens).map((field) => ({ label: field.label, value: field[side] })),
    { label: "File", value: conflictPlace(conflict) },
  ];
}

export function leftText(left: number): string {
  return left === 0
    ? "No conflict with the files is left to settle."
    : `${count(left, "conflict")} with the files left to settle.`;
}

function valueText(
  field: string,
  values: Record<string, unknown>,
  { childIds, homes }: ConflictFace,
  lens: Lens,
): string {
  const value = values[field] ?? null;
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return BLANK;
  if (field === "dateOfBirth") return NOT_HERE;
  const knows = childIds.length > 0 && childIds.every((id) => lens.knows(id));
  if (!knows && NAMING.includes(field)) return NOT_FOR_YOU;
  // a household's name is a family's
  if (!knows && field === "placement" && !homes.includes(String(value))) return NOT_FOR_YOU;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((one) => wordText(field, String(one))).join(", ");
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return wordText(field, text);
  const bare = !text.includes("T") || values[PRECISIONS[field] ?? ""] === "date";
  return shortInstantText(new Date(text), lens.context.policy.timeZone, bare ? "date" : "instant");
}

/** Codes are read as words; what somebody typed stays as it is. */
const CODED: readonly string[] = ["gender", "placementType", "legalStatus", "category", "risk", "outcome"];

function wordText(field: string, text: string): string {
  if (field === "flags") return text.toUpperCase();
  return CODED.includes(field) ? text.replaceAll("_", " ") : text;
}
