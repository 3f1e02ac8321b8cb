import { CATALOGUE } from "../../data/measures/catalogue.ts";
import { type Figures, nothing, ofKey } from "../../data/measures/figures.ts";
import type { Metric } from "../../data/vocabulary.ts";
import type { BesideFigure } from "./answer.ts";

/** The figures that stand beside the answer: the measure's own, the outlier's, and what could not be told. */
export function besideFigures(metric: Metric, found: Figures): BesideFigure[] {
  const measure = CATALOGUE[metric];
  const side = found.sides[0]!;
  const out: BesideFigure[] = [];
  for (const { key, label, unit, of } of measure.beside ?? []) {
    const counted = unit === "episodes" || unit === "meetings";
    const value = side.beside[key] ?? (counted ? 0 : null);
    const denominator = of ? side.beside[ofKey(key)] : null;
    const parts = value && denominator ? { numerator: Math.round(value * denominator), denominator } : {};
    if (key !== "older" || value) out.push({ key, label, value, unit, ...parts });
  }
  if (metric === "top_missing") out.push(jointShare(found));
  if (found.outlier) {
    const value = side.without?.value ?? nothing(measure).value;
    const label = "Without the child with most episodes";
    out.push({ key: "without_child", label, value, unit: measure.unit });
  }
  const count = (key: string, label: string, value: number) => {
    if (value > 0) out.push({ key, label, value, unit: "episodes" });
  };
  count("indeterminate", "Dates too coarse to tell", side.indeterminate);
  count("assumed", "With an attribute that was assumed", side.assumed);
  return out;
}

/** The share of all episodes that the children of a ranking have, whichever end of it was asked for. */
function jointShare({ sides, children }: Figures): BesideFigure {
  const numerator = children.reduce((sum, { episodes }) => sum + episodes, 0);
  const denominator = sides[0]?.totals.top_missing?.value ?? 0;
  const value = denominator === 0 ? null : numerator / denominator;
  const label = "Their share of all episodes";
  return { key: "joint_share", label, value, unit: "share", numerator, denominator };
}
