import { isDeepStrictEqual } from "node:util";
import type { DemonstrationPlan } from "./rows.ts";

/** The rows that a later plan has and an earlier one lacks or has differently; all of the organisation. */
export type Growth = Pick<
  DemonstrationPlan,
  "organisation" | "children" | "episodes" | "interviews" | "meetings"
>;

export function growth(before: DemonstrationPlan, after: DemonstrationPlan): Growth {
  return {
    organisation: after.organisation,
    children: grown(before.children, after.children),
    episodes: grown(before.episodes, after.episodes),
    interviews: grown(before.interviews, after.interviews),
    meetings: grown(before.meetings, after.meetings),
  };
}

function grown<Row extends { externalId: string }>(before: readonly Row[], after: readonly Row[]): Row[] {
  const known = new Map(before.map((row) => [row.externalId, row]));
  return after.filter((row) => !isDeepStrictEqual(known.get(row.externalId), row));
}
