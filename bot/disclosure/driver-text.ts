import type { Figure } from "../../data/measures/figures.ts";
import type { Answer, Driver } from "../answers/answer.ts";
import type { Lens } from "./lens.ts";
import { allowed } from "./permissions.ts";
import { bucketLabel } from "./show/rows.ts";
import { figureText, number, shareText } from "./wording.ts";

/**
 * "Most of it: Council children's homes, up 37 from 308; all else together, down 4." Said to those who
 * could ask for that breakdown here themselves. A single household is never named as what drove a change.
 */
export function driverText({ driver, question, unit }: Answer, lens: Lens): string | null {
  if (!driver) return null;
  const asked = { ...question, groupBy: driver.grouping, limit: null, order: undefined };
  if (allowed(asked, lens.audience, lens.viewer) !== "yes" || isHousehold(driver, lens)) return null;
  const said = unit === "share" || unit === "hours" ? fromTo : upOrDown;
  const rest = driver.rest ? `; all else together, ${said(driver.rest, unit)}` : "";
  return `Most of it: ${bucketLabel(driver.subject)}, ${said(driver.own, unit)}${rest}.`;
}

function isHousehold({ grouping, subject }: Driver, { context }: Lens): boolean {
  return grouping === "placement" && subject.kind === "bucket" && context.household(Number(subject.key));
}

interface Sides {
  now: Figure;
  before: Figure;
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
