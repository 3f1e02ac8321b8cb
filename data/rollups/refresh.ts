import { addMonths, addYears, dayOf, financialYearStart, isFinancialYear, startOfDay } from "../calendar.ts";
import type { Policy } from "../policy.ts";
import type { Db, Store, Tx } from "../store/store.ts";
import { countPeriods, type Span } from "./count.ts";
import { MARKED_IN, MARKS, type MonthlyKind, ROLLUP_KINDS, type RollupKind, settingsOf } from "./kinds.ts";
import { recentSpan } from "./read-recent.ts";
import { sumYears } from "./sum-years.ts";

interface Period extends Span {
  kind: RollupKind;
}

/** ms */
const LONGEST = 15 * 60_000;
/** Counted together: their rows are looked through side by side, and at a country's size fill a disk's cache. */
const TOGETHER: Readonly<Record<RollupKind, number>> = {
  starts: 12,
  lengths: 12,
  returns: 12,
  meetings: 120,
  children: 1,
  recent: 1,
};
const isMonthly = (kind: RollupKind): kind is MonthlyKind => kind !== "children" && kind !== "recent";
const MONTHLY = ROLLUP_KINDS.filter(isMonthly);
/** One instance at a time counts; the others leave it to that one. */
const LOCK = 7_246_003;

/**
 * Brings the rollups up to date: counts the months and years that are not counted yet or have been written
 * to, some in a transaction, and drops what another policy had counted. Run beside anything:
 * a write that comes in between leaves its marks, and the period is read from the rows until the next time.
 * `stopped`: asked between the transactions, whether to leave the rest to another time.
 * @returns how many periods were counted; 0 also where another process is at it
 */
export async function refreshRollups(
  store: Store,
  policy: Policy,
  now: Date,
  stopped: () => boolean = () => false,
): Promise<number> {
  const wanted = await wantedPeriods(store.db, policy, now);
  if (wanted === null) return 0;
  const missing = await locked(store, "try", (tx) => dropStale(tx, policy, wanted, now));
  let counted = 0;
  for (const kind of ROLLUP_KINDS) {
    const ofKind = (missing ?? []).filter((period) => period.kind === kind);
    const years = isMonthly(kind)
      ? ofKind.filter(({ from, to }) => isFinancialYear(from, to, policy.timeZone))
      : [];
    const spans = ofKind.filter((period) => !years.includes(period));
    for (let n = 0; n < spans.length; n += TOGETHER[kind]) {
      if (stopped()) return counted;
      const part = spans.slice(n, n + TOGETHER[kind]);
      counted += (await locked(store, "wait", (tx) => countPeriods(tx, kind, part, policy))) ?? 0;
    }
    if (!isMonthly(kind) || years.length === 0 || stopped()) continue;
    counted += (await locked(store, "wait", (tx) => sumYears(tx, kind, years, policy))) ?? 0;
  }
  // as a server does by itself after such growth
  if (counted >= MANY && store.engine === "embedded") {
    await store.db.$executeRawUnsafe(`VACUUM (ANALYZE) rollup, ${COUNTED_IN.join(", ")}`);
  }
  return counted;
}

const MANY = 24;
const COUNTED_IN = [
  "start",
  "length",
  "duration",
  "return",
  "waiting",
  "meeting",
  "child",
  "combined",
  "ranking",
  "spread",
].map((part) => `rollup_${part}`);

/**
 * In a transaction of the only process that is at it. `try`: null where another one is. Who has begun to count
 * waits: of two who left each other's periods out, neither might count one.
 */
function locked<T>(store: Store, how: "try" | "wait", work: (tx: Tx) => Promise<T>): Promise<T | null> {
  return store.db.$transaction(
    async (tx) => {
      const [row] = await tx.$queryRawUnsafe<{ mine: boolean }[]>(
        how === "try"
          ? `SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`
          : `SELECT pg_advisory_xact_lock(${LOCK}) IS NOT NULL AS mine`,
      );
      return row!.mine ? work(tx) : null;
    },
    { timeout: LONGEST },
  );
}

/**
 * Every month and financial year from the one before the first episode or meeting to now, and the last days; null:
 * there is none.
 */
async function wantedPeriods(db: Db, policy: Policy, now: Date): Promise<Period[] | null> {
  const [row] = await db.$queryRawUnsafe<{ first: Date | null }[]>(
    `SELECT LEAST((SELECT min(started_at) FROM episode WHERE voided_at IS NULL),
       (SELECT min(held_at) FROM strategy_meeting)) AS first`,
  );
  const zone = policy.timeZone;
  if (!row?.first || row.first > now) return null;
  const today = dayOf(now, zone);
  // the first year is compared with one that holds nothing
  const first = addYears(financialYearStart(dayOf(row.first, zone)), -1);
  const period = (kind: RollupKind, from: string, to: string) => ({
    kind,
    from: startOfDay(from, zone),
    to: startOfDay(to, zone),
  });
  const out: Period[] = [];
  for (let month = first; month <= today; month = addMonths(month, 1)) {
    for (const kind of MONTHLY) out.push(period(kind, month, addMonths(month, 1)));
  }
  for (let year = first; year <= today; year = addYears(year, 1)) {
    const next = addYears(year, 1);
    out.push(period("children", year, next));
    // the months of a year that is not over are not all there
    if (next <= today) for (const kind of MONTHLY) out.push(period(kind, year, next));
  }
  const recent = recentSpan(now, policy);
  if (recent) out.push({ kind: "recent", ...recent });
  return out;
}

/**
 * Drops the periods that no longer hold together with the marks that said so, and gives what is to be
 * counted. From the next statement on, every write whose mark was dropped is seen.
 */
async function dropStale(tx: Tx, policy: Policy, wanted: readonly Period[], now: Date): Promise<Period[]> {
  await tx.$executeRawUnsafe(
    `WITH marks AS (DELETE FROM rollup_stale RETURNING kind, day),
       stale AS (SELECT kind, day FROM marks GROUP BY kind, day),
       wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS w(kind text, "from" timestamptz, "to" timestamptz)),
       dropped AS (DELETE FROM rollup r
         WHERE r.settings <> ($1::jsonb ->> r.kind)
           OR r.from_at <= $4::timestamptz AND (r.kind, r.from_at, r.to_at) NOT IN (SELECT kind, "from", "to" FROM wanted)
           OR EXISTS (SELECT FROM stale s WHERE ${MARKED_IN("s.day")}
             AND s.kind IN (SELECT jsonb_array_elements_text($3::jsonb -> r.kind)))
         RETURNING r.id),
       ${COUNTED_IN.map((table) => `of_${table} AS (DELETE FROM ${table} USING dropped WHERE rollup_id = dropped.id)`).join(", ")}
     SELECT 1`,
    JSON.stringify(Object.fromEntries(ROLLUP_KINDS.map((kind) => [kind, settingsOf(kind, policy)]))),
    JSON.stringify(wanted),
    JSON.stringify(MARKS),
    // what a later clock has counted stays for that
    now.toISOString(),
  );
  const kept = await tx.$queryRawUnsafe<Period[]>(
    `SELECT kind, from_at AS "from", to_at AS "to" FROM rollup`,
  );
  const keyOf = ({ kind, from, to }: Period) => [kind, from.getTime(), to.getTime()].join(" ");
  const held = new Set(kept.map(keyOf));
  return wanted.filter((period) => !held.has(keyOf(period)));
}
