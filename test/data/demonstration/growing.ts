import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Growth } from "../../../data/demonstration/growth.ts";
import type { DemonstrationPlan } from "../../../data/demonstration/rows.ts";

const HOUR = 3_600_000;

/** Two full hours from 2017 to 2027, the earlier first, sometimes close to each other. */
export const instants: fc.Arbitrary<[Date, Date]> = fc
  .tuple(
    fc.integer({
      min: Date.parse("2017-04-02T00:00:00Z") / HOUR,
      max: Date.parse("2026-12-31T00:00:00Z") / HOUR,
    }),
    fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 51, max: 9000 })),
  )
  .map(([hour, hours]) => [new Date(hour * HOUR), new Date((hour + hours) * HOUR)]);

/** A plan without where its children live now, which a move changes. */
export function withoutPlaces({ children, episodes, interviews, meetings }: DemonstrationPlan) {
  const born = children.map(({ externalId, name, dateOfBirth, gender, flags }) => {
    return { externalId, name, dateOfBirth, gender, flags };
  });
  return { children: born, episodes, interviews, meetings };
}

/** What of a plan's rows had happened by an instant; all of its children, as no row says when one joined. */
export function earlier(plan: DemonstrationPlan, at: Date): ReturnType<typeof withoutPlaces> {
  const by = (instant: Date | null) => (instant !== null && instant <= at ? instant : null);
  return {
    children: withoutPlaces(plan).children,
    episodes: plan.episodes
      .filter((row) => by(row.startedAt))
      .map((row) => ({ ...row, endedAt: by(row.endedAt) })),
    interviews: plan.interviews
      .filter((row) => by(row.offeredAt))
      .map((row) => ({
        ...row,
        outcome: by(row.outcomeAt) ? row.outcome : null,
        outcomeAt: by(row.outcomeAt),
        completedAt: by(row.completedAt),
      })),
    meetings: plan.meetings
      .filter((row) => by(row.arrangedAt))
      .map((row) => ({ ...row, heldAt: by(row.heldAt) })),
  };
}

/** A plan with a growth laid over it: rows by id, new ones behind. */
export function grownBy(plan: DemonstrationPlan, growth: Growth): Growth {
  const over = <Row extends { externalId: string }>(before: readonly Row[], rows: readonly Row[]): Row[] => {
    const all = new Map(before.map((row) => [row.externalId, row]));
    for (const row of rows) all.set(row.externalId, row);
    return [...all.values()];
  };
  return {
    organisation: growth.organisation,
    children: over(plan.children, growth.children),
    episodes: over(plan.episodes, growth.episodes),
    interviews: over(plan.interviews, growth.interviews),
    meetings: over(plan.meetings, growth.meetings),
  };
}

type Rows = Record<"children" | "episodes" | "interviews" | "meetings", { externalId: string }[]>;

/** The first row in which two plans differ, whatever the order of their rows; null where none does. */
export function firstDifference(a: Rows, b: Rows): unknown {
  for (const table of ["children", "episodes", "interviews", "meetings"] as const) {
    const others = new Map(b[table].map((row) => [row.externalId, row]));
    for (const row of a[table]) {
      if (!isDeepStrictEqual(row, others.get(row.externalId))) return [row, others.get(row.externalId)];
      others.delete(row.externalId);
    }
    if (others.size > 0) return [undefined, ...others.values()];
  }
  return null;
}
