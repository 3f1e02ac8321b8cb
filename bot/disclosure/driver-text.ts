import type { Figure } from "../../data/measures/figures.ts";
import type { Answer, Driver, Sides } from "../answers/answer.ts";
import type { Lens } from "./lens.ts";
import { allowed } from "./permissions.ts";
import { bucketLabel } from "./show/rows.ts";
import { figureText, number, shareText } from "./wording.ts";

/**
 * "Most of it: Council children's homes, up 37 from 308; all else together, down 4." Said to those who
 * could ask for that breakdown here themselves. A household is never named as what drove a change.
 */
export function driverText({ driver, question, unit }: Answer, lens: Lens): string | null {
  if (!driver) return null;
  const asked = { ...question, groupBy: driver.grouping, limit: null, order: undefined };
  if (allowed(asked, lens.audience, lens.viewer) !== "yes" || isHousehold(driver, lens)) return null;
  const said = unit === "share" || unit === "hours" ? fromTo : upOrDown;
  const rest = driver.rest ? `; all else together, ${said(driver.rest, unit)}` : "";
  const moved = driver.moved.map(({ subject, sides }) => `${bucketLabel(subject)}, ${said(sides, unit)}`);
  return `Most of it: ${moved.join(", and ")}${rest}.`;
}

function isHousehold({ grouping, moved }: Driver, { context }: Lens): boolean {
  const at = moved.flatMap(({ subject }) => (subject.kind === "bucket" ? [Number(subject.key)] : []));
  return grouping === "placement" && at.some((id) => context.household(id));
}

/** "up 37 from 308" */
function upOrDown({ now, before }: Sides): string {
  const change = (now.value ?? 0) - (before.value ?? 0);
  if (change === 0) return `as before, ${number(now.value ?? 0)}`;
  return `${change > 0 ? "up" : "down"} ${number(Math.abs(change))} from ${number(before.value ?? 0)}`;
}

/** "58 % (110 of 190), before 66 % (100 of 152)" */
function fromTo({ now, before }: Sides, unit: string): string {
  const text = (figure: Figure) => (unit === "share" ? shareText(figure) : figureText(figure.value, unit));
  return `${text(now)}, before ${text(before)}`;
}
