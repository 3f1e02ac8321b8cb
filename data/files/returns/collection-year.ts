/** A collection year of the SSDA903 return: 1 April to 31 March, both days included (`yyyy-mm-dd`). */
export interface CollectionYear {
  /** "2018/19" */
  label: string;
  first: string;
  last: string;
}

/**
 * The collection year that a text like "2018/19" names ("2018-19" and "2018/2019" too). Null where it
 * names none: two years that do not follow each other, or a year before 1900 or after 2198.
 */
export function collectionYear(text: string): CollectionYear | null {
  const match = /^((?:19|20|21)\d\d)[/-]((?:\d\d)?\d\d)$/.exec(text.trim());
  if (!match) return null;
  const [, begins, ends] = match as unknown as [string, string, string];
  const next = String(Number(begins) + 1);
  if (next > "2199" || (ends !== next && ends !== next.slice(2))) return null;
  return { label: `${begins}/${next.slice(2)}`, first: `${begins}-04-01`, last: `${next}-03-31` };
}

/** The collection year before: the one whose open periods are carried forward into this one. */
export function yearBefore(year: CollectionYear): CollectionYear {
  const begins = Number(year.first.slice(0, 4));
  return collectionYear(`${begins - 1}/${begins}`)!;
}
