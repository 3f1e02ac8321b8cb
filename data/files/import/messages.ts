import { shown } from "../faults.ts";
import type { ExchangeKind } from "../kinds.ts";

/** What the store found against a row: what is told of it besides is in `other`. */
export interface Judged {
  line: number;
  code: string;
  column: string;
  value: string | null;
  other: string | null;
}

/** The sentence for a row that the store refuses: what is wrong, and what to do. */
export function messageOf(kind: ExchangeKind, { code, column, value, other }: Judged): string {
  const cell = value === null ? "" : `“${shown(value)}”`;
  switch (code) {
    case "same_id_twice":
      return `${cell} is the ${column} of line ${other} too, where the row says something else. Leave one of the two in.`;
    case "in_the_future":
      return `${column} ${cell} is in the future: the import began ${other?.includes("T") ? "at" : "on"} ${other}. Correct it, or import the row once it has happened.`;
    case "unknown_child":
      return `No child ${cell} is stored, or several systems use that id. Bring the child in children.csv first, or correct child_id.`;
    case "before_birth":
      return `The episode starts at ${value}, before the child was born (${other}). Correct missing_from, or date_of_birth in children.csv.`;
    case "after_18":
      return `The episode starts at ${value}, when the child (born ${other}) was 18 already. Correct missing_from, or date_of_birth in children.csv.`;
    case "born_after_episode":
      return `The date of birth ${value} is after the start of the child's episode ${other}. Correct date_of_birth, or the episode first.`;
    case "end_before_start":
      return `The episode would start at ${value}, after the return that is stored (${other}). Correct missing_from, or bring returned_at too.`;
    case "return_after_interview":
      return `The return interview ${other} was completed before this return. Correct returned_at, or the interview first.`;
    case "overlap":
      return `The episode overlaps the one of the same child in line ${other}. Correct the times of one of them, or leave one out.`;
    case "overlap_stored":
      return `The episode overlaps the child's episode ${other}, which is stored. Correct the times of one of them.`;
    case "unknown_episode":
      return `No episode ${cell} is stored. Bring the episode in episodes.csv first, or correct episode_id.`;
    case "before_return":
      return other
        ? `The interview was completed at ${value}, before the child returned (${other}). Correct completed_at, or returned_at in episodes.csv.`
        : `The interview was completed at ${value || "some time"}, but the child has not returned. Correct completed_at, or bring the return in episodes.csv.`;
    default:
      return `The row of ${kind} cannot be stored (${code}). Correct it and import again.`;
  }
}
