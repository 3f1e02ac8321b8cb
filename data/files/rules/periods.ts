/**
 * What the statutory return's rules and the exchange files share about the periods of one child.
 * A period's `start` and `end` compare as text: all of them days (`yyyy-mm-dd`), or all of them UTC
 * instants (`2019-05-01T10:00:00.000Z`). `end` null: the period is still open.
 */
export interface Period {
  start: string;
  end: string | null;
}

/** An end before the start. An end at the start is allowed: on a day, a child may be back the same day. */
export function endsBeforeStart({ start, end }: Period): boolean {
  return end !== null && end < start;
}

/**
 * Whether two periods of one child cannot both be right: the one that started first is still open, or the
 * other starts before its end. Touching is allowed: a start at the other's end. Of two with the same start
 * the one that ends sooner counts as first, so that a period of no length touches whatever starts with it.
 */
export function clash(a: Period, b: Period): boolean {
  const [first, second] = byStart(a, b) <= 0 ? [a, b] : [b, a];
  return first.end === null || second.start < first.end;
}

/**
 * Of one child's periods, each that clashes with one that started before it, and the one that it clashes
 * with (of several the one that ends last). Every pair counts, not only neighbours: a long period clashes
 * with the second that starts inside it too. Full ties go by the order given.
 */
export function laterOfClashing<P extends Period>(periods: readonly P[]): Map<P, P> {
  const later = new Map<P, P>();
  let longest: P | null = null;
  for (const period of [...periods].sort(byStart)) {
    if (longest && clash(longest, period)) later.set(period, longest);
    if (!longest || endsAfter(period, longest)) longest = period;
  }
  return later;
}

/** By start, then by end, an open one last. */
function byStart(a: Period, b: Period): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  if (a.end === b.end) return 0;
  return endsAfter(a, b) ? 1 : -1;
}

function endsAfter(a: Period, b: Period): boolean {
  return b.end !== null && (a.end === null || a.end > b.end);
}
