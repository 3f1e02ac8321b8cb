import type { Subject } from "../../answers/answer.ts";
import { WITHHELD } from "../lens.ts";

/** The label of a bucket or the remainder. A bucket that is a child has no label of its own. */
export function bucketLabel(subject: Subject): string {
  switch (subject.kind) {
    case "bucket":
      return subject.grouping === "child" ? WITHHELD : subject.label;
    case "others":
      return `Others (${subject.count})`;
    default:
      return WITHHELD;
  }
}

/** The child that a row is about, in whichever way the measure gave it. */
export function childOf(subject: Subject): number | null {
  if (subject.kind === "child" || subject.kind === "episode") return subject.childId;
  if (subject.kind === "bucket" && subject.grouping === "child" && /^\d+$/.test(subject.key))
    return Number(subject.key);
  return null;
}
