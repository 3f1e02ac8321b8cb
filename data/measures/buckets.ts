import {
  addDays,
  addMonths,
  financialQuarter,
  financialYearLabel,
  financialYearStart,
  mondayOf,
  monthStart,
  quarterStart,
} from "../calendar.ts";
import { type Grouping, type Period, RISKS, TIME_GROUPINGS, type TimeGrouping } from "../vocabulary.ts";
import { riskOf } from "./filters.ts";

/** The bucket of a row without a value for the grouping. */
export const UNKNOWN = "unknown";

export interface BucketSource {
  /** the instant that places the row in time */
  at: string;
  /** an expression that is true where that instant is a bare date */
  dateOnly: string;
  /** the time zone's placeholder */
  zone: () => string;
  /** the highest grade's place, where it need not be looked up */
  risk?: string;
}

/** The SQL of a row's bucket (text, null for unknown), over episode `e`, child `c` and side `s`. */
export function bucketSql(
  grouping: Grouping,
  { at, dateOnly, zone, risk = riskOf("e", "s") }: BucketSource,
): string {
  const local = () => `timezone(${zone()}, ${at})`;
  const startOf = (unit: string) => `to_char(date_trunc('${unit}', ${local()}), 'YYYY-MM-DD')`;
  const sql: Record<Grouping, () => string> = {
    day: () => startOf("day"),
    week: () => startOf("week"),
    month: () => startOf("month"),
    quarter: () => startOf("quarter"),
    financial_year: () =>
      `to_char(date_trunc('year', ${local()} - interval '3 months') + interval '3 months', 'YYYY-MM-DD')`,
    day_of_week: () => `extract(isodow FROM ${local()})::int::text`,
    time_of_day: () => `CASE WHEN NOT ${dateOnly} THEN (extract(hour FROM ${local()})::int / 6)::text END`,
    placement: () => "e.placement_id::text",
    placement_type: () => "e.placement_type",
    child: () => "e.child_id::text",
    age: () =>
      "CASE WHEN e.age_at_start < 10 THEN 'under_10' WHEN e.age_at_start < 13 THEN '10-12'" +
      " WHEN e.age_at_start < 16 THEN '13-15' ELSE '16_plus' END",
    gender: () => "c.gender",
    risk: () => `(${risk})::text`,
    legal_status: () => "e.legal_status",
    team: () => "e.team_id::text",
    worker: () => "e.worker_id::text",
    agency: () => "e.agency_id::text",
  };
  return sql[grouping]();
}

/** The table whose `name` labels the buckets of a grouping by id. */
export const LABEL_TABLES: Partial<Record<Grouping, string>> = {
  placement: "placement",
  team: "team",
  worker: "worker",
  agency: "agency",
};

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const TIMES = ["00-06", "06-12", "12-18", "18-24"];
const AGES: Record<string, string> = {
  under_10: "Under 10",
  "10-12": "10 to 12",
  "13-15": "13 to 15",
  "16_plus": "16 and over",
};
const WORDS: Record<string, string> = {
  council_care_home: "Council children's homes",
  independent_provider: "Independent homes",
  foster_care: "Foster care",
  family_home: "Family home",
  supported_accommodation: "Supported accommodation",
  other: "Other",
  no_apparent_risk: "No apparent risk",
  section_20: "Section 20",
  full_care_order: "Full care order",
  interim_care_order: "Interim care order",
  placement_order: "Placement order",
  child_protection_plan: "Child protection plan",
  child_in_need: "Child in need",
};

export interface Bucket {
  key: string;
  label: string;
}

/** Key and label of a bucket as the SQL gave it; `name` is the looked-up label of an id. */
export function bucketOf(grouping: Grouping, raw: string, name: string | null): Bucket {
  if (raw === UNKNOWN) return { key: UNKNOWN, label: "Not known" };
  if (isTimeGrouping(grouping)) return timeBucket(grouping, raw);
  if (grouping === "day_of_week") {
    const key = WEEKDAYS[Number(raw) - 1]!;
    return { key, label: capital(key) };
  }
  if (grouping === "time_of_day") {
    const key = TIMES[Number(raw)]!;
    return { key, label: `${key.slice(0, 2)}:00 to ${key.slice(3)}:00` };
  }
  if (grouping === "risk") {
    const key = RISKS[Number(raw) - 1]!;
    return { key, label: WORDS[key] ?? capital(key) };
  }
  if (grouping === "age") return { key: raw, label: AGES[raw]! };
  if (LABEL_TABLES[grouping]) return { key: raw, label: name ?? raw };
  return { key: raw, label: grouping === "child" ? raw : (WORDS[raw] ?? capital(raw.replaceAll("_", " "))) };
}

export function isTimeGrouping(grouping: Grouping | null): grouping is TimeGrouping {
  return (TIME_GROUPINGS as readonly (Grouping | null)[]).includes(grouping);
}

export interface TimeBucket extends Bucket {
  /** the first day of the whole bucket, as the SQL gives it */
  raw: string;
  /** the period holds only a part of it */
  part: boolean;
}

/** Every bucket that a period touches, in time order. */
export function timeBuckets(grouping: TimeGrouping, period: Period): TimeBucket[] {
  const out: TimeBucket[] = [];
  for (let raw = bucketStart(grouping, period.from); raw < period.to; raw = bucketEnd(grouping, raw)) {
    const part = raw < period.from || bucketEnd(grouping, raw) > period.to;
    out.push({ ...timeBucket(grouping, raw), raw, part });
  }
  return out;
}

function bucketStart(grouping: TimeGrouping, day: string): string {
  const starts = {
    day: (d: string) => d,
    week: mondayOf,
    month: monthStart,
    quarter: quarterStart,
    financial_year: financialYearStart,
  };
  return starts[grouping](day);
}

function bucketEnd(grouping: TimeGrouping, start: string): string {
  if (grouping === "day") return addDays(start, 1);
  if (grouping === "week") return addDays(start, 7);
  return addMonths(start, { month: 1, quarter: 3, financial_year: 12 }[grouping]);
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function timeBucket(grouping: TimeGrouping, start: string): Bucket {
  const month = MONTHS[Number(start.slice(5, 7)) - 1];
  const day = `${Number(start.slice(8))} ${month} ${start.slice(0, 4)}`;
  switch (grouping) {
    case "day":
      return { key: start, label: day };
    case "week":
      return { key: start, label: `w/c ${day}` };
    case "month":
      return { key: start.slice(0, 7), label: `${month} ${start.slice(0, 4)}` };
    case "quarter": {
      const [year, quarter] = [financialYearLabel(start), `Q${financialQuarter(start)}`];
      return { key: `${year}-${quarter}`, label: `${quarter} ${year}` };
    }
    case "financial_year":
      return { key: financialYearLabel(start), label: financialYearLabel(start) };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
