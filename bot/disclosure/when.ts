/** How the label of a period stands in a sentence. */
const DAY = /^\d{1,2} [A-Z][a-z]+ \d{4}/;
const RANGE = / to /;

/** " in 2018/19", " on 30 July 2019", " from 5 to 20 March 2019"; nothing where there is no period. */
export function duringText(label: string | null): string {
  if (!label) return "";
  if (RANGE.test(label)) return ` from ${label}`;
  return DAY.test(label) ? ` on ${label}` : ` in ${label}`;
}

/** Behind the figure that a change starts from: "from" stands there already. */
export function comparedText(label: string | null): string {
  return label && RANGE.test(label) ? ` (${label})` : duringText(label);
}
