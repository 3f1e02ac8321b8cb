import type { Answer, Subject } from "../answers/answer.ts";
import type { Audience } from "../people/directory.ts";
import type { DiscloseContext } from "./context.ts";

/**
 * In a room, a family's or a foster household's name is as telling as a child's: its rows of an answer
 * by placement say only what kind of place it is. Homes that many children live in keep their names.
 */
export function withoutHouseholds(answer: Answer, audience: Audience, context: DiscloseContext): Answer {
  if (audience === "personal" || answer.question.groupBy !== "placement") return answer;
  const rows = answer.rows.map((row) => ({ ...row, subject: unnamed(row.subject, context) }));
  return { ...answer, rows };
}

function unnamed(subject: Subject, { household }: DiscloseContext): Subject {
  if (subject.kind !== "bucket" || !/^\d+$/.test(subject.key) || !household(Number(subject.key)))
    return subject;
  return { ...subject, key: "household", label: "A family or foster home" };
}
