import {
  clockOf,
  dayOf,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
  weekdayOf,
} from "../../data/calendar.ts";
import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import type { Grouping } from "../../data/vocabulary.ts";
import type { World, WorldEpisode } from "./measure-world.ts";
import type { Item } from "./reference-items.ts";
import { interviewsOf, riskOf } from "./reference-states.ts";

const FIELDS: Record<string, string> = {
  placement: "placementId",
  placementType: "placementType",
  placement_type: "placementType",
  team: "teamId",
  legalStatus: "legalStatus",
  legal_status: "legalStatus",
};

export function usesAssumed({ assumed }: WorldEpisode, { filters, groupBy }: FiguresSpec): boolean {
  const used = [...Object.keys(filters).map((key) => key.replace("not_", "")), groupBy ?? ""];
  return used.some((key) => FIELDS[key] !== undefined && assumed.includes(FIELDS[key]));
}

/** The keys under which the statement groups: first days of time buckets, ids, places in an order. */
export function bucketsOf(
  { episode, at, meeting }: Item,
  grouping: Grouping | null,
  world: World,
  side: Side,
  interviews: boolean,
): string[] {
  const day = dayOf(at);
  const bare = meeting
    ? false
    : at === episode.startedAt
      ? episode.startPrecision === "date"
      : episode.endPrecision === "date";
  const one = (value: string | number | null) => [value === null ? "unknown" : String(value)];
  switch (grouping) {
    case null:
      return [];
    case "day":
      return [day];
    case "week":
      return [mondayOf(day)];
    case "month":
      return [monthStart(day)];
    case "quarter":
      return [quarterStart(day)];
    case "financial_year":
      return [financialYearStart(day)];
    case "day_of_week":
      return one(weekdayOf(day));
    case "time_of_day":
      return one(bare ? null : Math.floor(Number(clockOf(at).slice(0, 2)) / 6));
    case "placement":
      return one(episode.placementId);
    case "placement_type":
      return one(episode.placementType);
    case "child":
      return one(episode.childId);
    case "age": {
      const age = episode.ageAtStart;
      return [age < 10 ? "under_10" : age < 13 ? "10-12" : age < 16 ? "13-15" : "16_plus"];
    }
    case "gender":
      return one(world.children[episode.childId - 1]!.gender);
    case "risk":
      return one(riskOf(episode, world, side.asOf));
    case "legal_status":
      return one(episode.legalStatus);
    case "team":
      return one(episode.teamId);
    case "worker":
      return one(episode.workerId);
    case "agency": {
      if (!interviews) return one(episode.agencyId);
      const mine = interviewsOf(episode, world);
      const ids = new Set(mine.flatMap(({ agencyId }) => agencyId ?? []));
      return ids.size === 0 ? ["unknown"] : [...ids].map(String);
    }
  }
}
