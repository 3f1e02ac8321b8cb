import { addDays, dayOf, financialYearLabel, financialYearStart, startOfDay } from "../../data/calendar.ts";
import { figures } from "../../data/measures/figures.ts";
import type { ResolvedFilters } from "../../data/measures/filters.ts";
import type { Policy } from "../../data/policy.ts";
import type { Db } from "../../data/store/store.ts";
import type { Answer } from "./answer.ts";
import { stockSide } from "./period.ts";

/** A child's episodes in the days of the persistent threshold and in the financial year, as at `asOf`. */
export async function profileBeside(
  db: Db,
  filters: ResolvedFilters,
  asOf: Date,
  policy: Policy,
): Promise<Answer["beside"]> {
  const today = dayOf(asOf, policy.timeZone);
  const year = {
    from: startOfDay(financialYearStart(today), policy.timeZone),
    to: startOfDay(addDays(today, 1), policy.timeZone),
    asOf,
  };
  const sides = [stockSide("persistent_missing", asOf, policy), year];
  const found = await figures(db, {
    metrics: ["episodes"],
    filters,
    policy,
    sides,
    groupBy: null,
    limit: null,
  });
  const [recent, toDate] = found.sides.map(({ totals }) => totals.episodes!.value);
  const { days } = policy.persistent;
  return [
    { key: "recent_episodes", label: `In the last ${days} days`, value: recent!, unit: "episodes" },
    {
      key: "year_episodes",
      label: `In ${financialYearLabel(today)} so far`,
      value: toDate!,
      unit: "episodes",
    },
  ];
}
