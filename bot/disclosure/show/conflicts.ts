import type { Button, ConflictsView, NoticeView } from "../../../cards/views.ts";
import { conflictFields, conflictKind, conflictPlace, conflictSubject } from "../conflict-words.ts";
import type { Lens } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { CONFLICT_PROBLEMS, NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import type { ConflictFace } from "../viewer.ts";
import { count, shortInstantText } from "../wording.ts";
import { frame, notice } from "./frame.ts";

type Conflicts = Extract<Showable, { kind: "import_conflicts" }>;

/** What the files and the store disagree about, with the two values side by side and a button for each. */
export function showConflicts(
  { conflicts, total, offset, problem }: Conflicts,
  lens: Lens,
): ConflictsView | NoticeView {
  const { context, audience, viewer } = lens;
  const permission = allowed({ kind: "import_conflicts" }, audience, viewer);
  if (permission !== "yes") return notice(NOTICES[permission], context, "refusal");
  const end = offset + conflicts.length;
  const more: Button[] = end < total ? [{ title: "More", verb: "conflict.list", data: { offset: end } }] : [];
  return {
    card: "conflicts",
    ...frame("Import conflicts", context, more),
    headline:
      total === 0
        ? "No conflict with the files is open."
        : `${count(total, "conflict")} with the files to settle`,
    problem: problem && CONFLICT_PROBLEMS[problem],
    conflicts: conflicts.map((conflict) => ({
      subject: conflictSubject(conflict, lens),
      what: conflictKind(conflict),
      fields: conflictFields(conflict, lens),
      found: `${conflictPlace(conflict)}, found ${shortInstantText(conflict.detectedAt, context.policy.timeZone)}`,
      buttons: choices(conflict),
    })),
    page: offset > 0 || end < total ? `${offset + 1} to ${end} of ${total}` : null,
  };
}

function choices({ id, version }: ConflictFace): Button[] {
  const choose = (title: string, choice: "ours" | "file"): Button => ({
    title,
    verb: "conflict.settle",
    data: { id, version, choice },
  });
  return [choose("Keep ours", "ours"), choose("Take the file's", "file")];
}
