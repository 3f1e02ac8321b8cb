import type { Answer, Caveat } from "../answers/answer.ts";
import type { Lens } from "./lens.ts";
import { WITHHELD } from "./lens.ts";
import { asksOnlyMinimum } from "./questions.ts";
import { ROLE_TABLE } from "./roles.ts";
import { count, figureText, shortInstantText } from "./wording.ts";

/** What has to be known to read the figure, as sentences. A kind that is not listed is not said. */
export function caveatsOf({ caveats, question, unit, value, compare }: Answer, lens: Lens): string[] {
  return caveats.flatMap((caveat) => {
    // the figure is the same without that child: nothing to point out
    if (
      caveat.kind === "outlier" &&
      caveat.without === value &&
      caveat.withoutBefore === (compare?.value ?? null)
    )
      return [];
    const text =
      caveat.kind === "outlier" ? outlierText(caveat, unit, whoIs(caveat.childId)) : caveatText(caveat, lens);
    return text === null ? [] : [text];
  });

  function whoIs(childId: number): string | null {
    if (!lens.viewer || ROLE_TABLE[lens.viewer.role].reads === "totals") return null;
    if (!lens.knows(childId) && !asksOnlyMinimum(question)) return null;
    const label = lens.child(childId);
    return label === WITHHELD ? null : label;
  }
}

/** The kinds that hold nothing of one child: what an outside audience may read too. */
export const OUTSIDE_CAVEATS: readonly Caveat["kind"][] = [
  "assumed_period",
  "so_far",
  "series_break",
  "like_for_like",
  "stale_data",
];

export function outsideCaveats({ caveats }: Answer, lens: Lens): string[] {
  return caveats.flatMap((caveat) => {
    const text = OUTSIDE_CAVEATS.includes(caveat.kind) ? caveatText(caveat, lens) : null;
    return text === null ? [] : [text];
  });
}

function outlierText(caveat: Extract<Caveat, { kind: "outlier" }>, unit: string, who: string | null): string {
  const { episodes, without, withoutBefore } = caveat;
  const [now, then] = [figureText(without, unit), figureText(withoutBefore, unit)];
  const course = without > (withoutBefore ?? 0) ? "up from" : "down from";
  const before = withoutBefore === null ? "" : now === then ? ", as before" : `, ${course} ${then}`;
  return `One child${who ? ` (${who})` : ""} had ${count(episodes, "episode")}. Without that child: ${now}${before}.`;
}

function caveatText(caveat: Caveat, { context }: Lens): string | null {
  switch (caveat.kind) {
    case "assumed_period":
      return `You named no period, so this is ${caveat.label}.${caveat.alternative ? ` For the year before, ask for ${caveat.alternative}.` : ""}`;
    case "so_far":
      return `The period has not ended: so far, to ${caveat.until}.`;
    case "series_break":
      return caveat.within ? `Recording changed during this period. ${caveat.note}` : caveat.note;
    case "indeterminate":
      return `${count(caveat.count, "episode")} could not be judged, since the files hold dates without times.`;
    case "assumed_attributes":
      return `For ${count(caveat.count, "episode")} what this is cut by was blank and taken from the child's record.`;
    case "children_in_several_buckets":
      return "A child may be counted in several groups, so the groups may sum to more than the total.";
    case "older_not_shown":
      return `${count(caveat.count, "older one")} not shown.`;
    case "as_at_past":
      return `This is how it stood on ${shortInstantText(caveat.at, context.policy.timeZone)}.`;
    case "like_for_like":
      return `Compared with the first ${count(caveat.days, "day")} of the period before, like for like.`;
    case "episodes_without_interview_due":
      return `${count(caveat.count, "episode")} had no interview due.`;
    case "stale_data":
      return `Data last updated ${count(caveat.days, "day")} ago.`;
    case "note":
      return caveat.text;
    default:
      return null;
  }
}
