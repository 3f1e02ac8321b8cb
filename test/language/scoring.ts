import type { GoldFrame, GoldLine, NamedFrame } from "./support.ts";

const DAY = 86_400_000;
const days = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const london = (instant: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date(instant));

/** A period that has not ended may run to its end or to tomorrow. */
function cut(period: { from: string; to: string }, today: string): [number, number] {
  const tomorrow = days(today) + 1;
  const from = days(period.from);
  return [from, from <= tomorrow - 1 ? Math.min(days(period.to), tomorrow) : days(period.to)];
}

function periodFits(line: GoldLine, expect: GoldFrame, got: NamedFrame["period"]): boolean {
  if (expect.metric === "currently_missing" && expect.kind === "question") return true;
  if (!expect.period) return got == null;
  if (!got) return expect.periodOptional === true;
  const today = london(line.now);
  const tolerance = expect.periodToleranceDays ?? 0;
  const [from, to] = cut(got, today);
  return [expect.period, ...(expect.periodAlt ?? [])].some((one) => {
    const [a, b] = cut(one, today);
    return Math.abs(a - from) <= tolerance && Math.abs(b - to) <= tolerance;
  });
}

function filterText(filters: Record<string, unknown> | undefined): string {
  const set = (value: unknown) =>
    [value]
      .flat()
      .map((one) => String(one).toLowerCase())
      .sort();
  const entries = Object.entries(filters ?? {}).filter(([, value]) => value != null);
  return JSON.stringify(entries.map(([key, value]) => [key, set(value)]).sort());
}

function compareFits(expect: GoldFrame, got: string | null | undefined): boolean {
  const compare = got ?? null;
  if (compare === (expect.compare ?? null) || (compare !== null && expect.compareAlt?.includes(compare)))
    return true;
  const length = expect.period ? days(expect.period.to) - days(expect.period.from) : 0;
  return compare !== null && expect.compare != null && length >= 365 && length <= 366;
}

/** Whether a frame is right in every field, alternatives of the gold counted as right. */
export function isFull(line: GoldLine, got: NamedFrame): boolean {
  const accepted = (line.expect.alsoAccept ?? []).some(
    (one) => one.kind === got.kind && (!one.metric || one.metric === got.metric),
  );
  return accepted || [line.expect, ...(line.expect.also ?? [])].some((expect) => fits(line, expect, got));
}

function fits(line: GoldLine, expect: GoldFrame, got: NamedFrame): boolean {
  if (got.kind !== expect.kind) return false;
  if (expect.kind !== "question" && expect.kind !== "action") return true;
  const metrics = [expect.metric, ...(expect.metricAlt ?? [])];
  const metric = expect.kind === "action" && (expect.metric == null || expect.action === "weekly_summary");
  return (
    (metric || metrics.includes(got.metric ?? null)) &&
    (expect.kind !== "action" || got.action === expect.action) &&
    periodFits(line, expect, got.period) &&
    [expect.filters, ...(expect.filtersAlt ?? [])].some(
      (one) => filterText(one) === filterText(got.filters),
    ) &&
    compareFits(expect, got.compare) &&
    (got.groupBy ?? null) === (expect.groupBy ?? null) &&
    (got.limit ?? null) === (expect.limit ?? null) &&
    (!expect.order || got.order === expect.order)
  );
}
