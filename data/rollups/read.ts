import { CATALOGUE } from "../measures/catalogue.ts";
import type { FiguresSpec } from "../measures/figures.ts";
import { type SqlText, Statement } from "../measures/statement.ts";
import type { Grouping } from "../vocabulary.ts";
import { cellsReading } from "./read-cells.ts";
import { childrenReading } from "./read-children.ts";
import { lengthsReading } from "./read-lengths.ts";
import { longReading } from "./read-long.ts";
import { meetingsReading } from "./read-meetings.ts";
import { recentSql } from "./read-recent.ts";
import { waitingSql } from "./read-waiting.ts";
import { yearReading } from "./read-year.ts";
import { areYears, readingSql } from "./usable.ts";

/**
 * The statement that answers a question from the rollups; null where they do not hold what it asks. Whether
 * they hold it for its periods and its instant, the statement itself tells (`usable`). `also`: with the same
 * figure's buckets by another grouping (`beside`), or null.
 */
export function rollupSql(spec: FiguresSpec, also: Grouping | null = null): SqlText | null {
  const [metric, ...others] = spec.metrics;
  const measure = CATALOGUE[metric!];
  if (others.length > 0 || spec.openToo || spec.apart) return null;
  const q = new Statement();
  const now = also ? null : (waitingSql(q, spec, measure) ?? recentSql(q, spec, measure));
  if (now) return { text: now, params: q.params };
  if (!spec.sides.every(({ from, to }) => from !== null && to !== null)) return null;
  const years = areYears(spec);
  for (const reading of [
    yearReading,
    cellsReading,
    meetingsReading,
    childrenReading,
    lengthsReading,
    longReading,
  ]) {
    const q = new Statement();
    const found = reading(q, spec, measure, also);
    if (found?.kinds.includes("children") && !years) continue;
    if (found && also && !found.also) return null;
    if (found) return { text: readingSql(q, spec, found), params: q.params };
  }
  return null;
}
