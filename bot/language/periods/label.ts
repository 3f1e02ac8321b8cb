import { addDays, addMonths, financialYearLabel, financialYearStart } from "../../../data/calendar.ts";
import type { Period } from "../../../data/vocabulary.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const LONG = "January February March April May June July August September October November December".split(
  " ",
);

/** "1 Apr 2018". */
export function dayLabel(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** The name that a whole month, quarter or year goes by; null for other periods. */
export function unitLabel({ from, to }: Period): string | null {
  if (!from.endsWith("-01")) return null;
  if (to === addMonths(from, 1)) return `${LONG[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
  if (to === addMonths(from, 12) && from === financialYearStart(from)) return financialYearLabel(from);
  if (to === addMonths(from, 12) && from.endsWith("-01-01")) return from.slice(0, 4);
  if (to === addMonths(from, 3) && Number(from.slice(5, 7)) % 3 === 1) {
    const month = Number(from.slice(5, 7));
    return `Q${month < 4 ? 4 : (month - 1) / 3} ${financialYearLabel(from)}`;
  }
  return null;
}

/** "1 Apr 2018 to 31 Mar 2019 (2018/19)": both days included. */
export function periodWords(period: Period): string {
  const last = addDays(period.to, -1);
  if (last === period.from) return dayLabel(period.from);
  const unit = unitLabel(period);
  return `${dayLabel(period.from)} to ${dayLabel(last)}${unit ? ` (${unit})` : ""}`;
}

/** A short label for a heading: "2018/19", "July 2019 so far", "1 Apr 2018 to 5 May 2018". */
export function periodLabel(period: Period, today: string): string {
  const tomorrow = addDays(today, 1);
  const running = period.from <= today && period.to > tomorrow;
  const unit = unitLabel(period);
  if (unit) return running ? `${unit} so far` : unit;
  // cut at today: the unit that would have been whole
  if (period.to === tomorrow && period.from.endsWith("-01")) {
    for (const months of [1, 3, 12]) {
      const whole = unitLabel({ from: period.from, to: addMonths(period.from, months) });
      const fits = months !== 12 || period.from.endsWith("-04-01");
      if (
        whole &&
        fits &&
        addMonths(period.from, months) >= tomorrow &&
        (months !== 3 || period.to > addMonths(period.from, 1))
      ) {
        return `${whole} so far`;
      }
    }
  }
  return periodWords(period);
}
