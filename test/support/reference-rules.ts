import type { MissingReturnRow } from "../../data/files/returns/rows.ts";
import type { ReturnTables } from "../../data/files/rules/read-return.ts";

/**
 * The Department's rules said a second time, row against every other row, straight from their conditions:
 * which lines of which table each rule flags, as "574 Missing 3". Shares no code with data/files/rules.
 */
export function referenceFindings(tables: ReturnTables, firstDay: number, lastDay: number): string[] {
  const { Missing, Header, Episodes, MissingLastYear } = tables;
  const found = new Set<string>();
  const flag = (rule: string, row: { line: number }, table = "Missing") =>
    found.add(`${rule} ${table} ${row.line}`);
  const homesOf = (row: MissingReturnRow) =>
    (Episodes ?? []).filter((e) => same(e, row) && day(e.DECOM) !== null);

  for (const m of Missing) {
    const start = day(m.MIS_START);
    const end = day(m.MIS_END);
    const born = day(m.DOB);
    const typed = !blank(m.MISSING);
    if (start === null) flag("1004", m);
    if (end === null && !blank(m.MIS_END)) flag("1005", m);
    if (typed && !/^[MA]$/.test(m.MISSING)) flag("1006", m);
    if (/^\s*[MAma]\s*$/.test(m.MISSING) && blank(m.MIS_START)) flag("564", m);
    if (!typed && !blank(m.MIS_START)) flag("565", m);
    if (!typed && !blank(m.MIS_END)) flag("566", m);
    if (start !== null && end !== null && end < start) flag("567", m);
    if (start !== null && born !== null && start <= born) flag("586", m);
    if (start !== null && start > lastDay) flag("570", m);
    if (end !== null && (end < firstDay || end > lastDay)) flag("571", m);
    if (Header) {
      const heads = Header.filter((h) => same(h, m));
      if (heads.length === 0) flag("INT04", m);
      for (const head of heads) {
        if (born !== null && day(head.DOB) !== null && day(head.DOB) !== born) flag("INT13", m);
      }
    }
    if (Episodes) {
      if (!Episodes.some((e) => same(e, m))) flag("1012", m);
      const homes = homesOf(m);
      for (const home of homes) {
        const ended = day(home.DEC);
        if (
          start !== null &&
          blank(m.MIS_END) &&
          day(home.DECOM)! <= start &&
          ended !== null &&
          start <= ended
        ) {
          flag("575", m);
        }
      }
      const inside = (at: number) => homes.some((e) => day(e.DECOM)! <= at && at <= (day(e.DEC) ?? Infinity));
      if (homes.length > 0 && start !== null && !inside(start)) flag("581", m);
      for (const e of Episodes.filter((home) => same(home, m))) {
        if (born !== null && end !== null && day(e.DEC) === end && end === birthday(m.DOB, 18)) {
          if (!/^\s*E8\s*$/i.test(e.REC)) flag("580", e, "Episodes");
        }
      }
      if (homes.length > 0 && start !== null) {
        const cares = inCare(homes.map((e) => [day(e.DECOM)!, day(e.DEC) ?? Infinity]));
        if (cares.every(([from, to]) => start < from || start > to)) flag("578", m);
        const readable = end !== null || blank(m.MIS_END);
        const outside = cares.every(([from, to]) =>
          end === null ? to !== Infinity || start < from : end < from || end > to,
        );
        if (readable && outside) flag("577", m);
      }
    }
  }

  const periods = Missing.flatMap((row, at) => {
    const start = day(row.MIS_START);
    const end = blank(row.MIS_END) ? Infinity : day(row.MIS_END);
    return start === null || end === null ? [] : [{ row, at, start, end }];
  });
  for (const a of periods) {
    for (const b of periods) {
      const first = a.start - b.start || Number(a.end > b.end) - Number(a.end < b.end) || a.at - b.at;
      if (first < 0 && same(a.row, b.row) && (a.end === Infinity || b.start < a.end)) flag("574", b.row);
    }
  }

  for (const last of MissingLastYear ?? []) {
    const open = day(last.MIS_START);
    if (open === null || !blank(last.MIS_END) || blank(last.CHILD)) continue;
    const now = Missing.filter((m) => same(m, last));
    const days = now.flatMap((m) => day(m.MIS_START) ?? []);
    const earliest = days.length === 0 ? null : Math.min(...days);
    if (earliest === open) continue;
    const row = now.find((m) => day(m.MIS_START) === earliest);
    if (row) flag("576", row);
    else if (now.length > 0) flag("576", now[0]!);
    else flag("576", last, "MissingLastYear");
  }
  return [...found].sort();
}

/** Times in care: from each placement that no earlier one leads to, to the end of the last that it leads to. */
function inCare(homes: [number, number][]): [number, number][] {
  const sorted = [...homes].sort((a, b) => a[0] - b[0]);
  const begins = sorted.flatMap(([from], i) => (i === 0 || from > sorted[i - 1]![1] ? [i] : []));
  return begins.map((i, n) => [sorted[i]![0], sorted[(begins[n + 1] ?? sorted.length) - 1]![1]]);
}

function same(a: { CHILD: string }, b: { CHILD: string }): boolean {
  return !blank(a.CHILD) && a.CHILD.trim().toUpperCase() === b.CHILD.trim().toUpperCase();
}

function blank(text: string): boolean {
  return /^\s*$/.test(text);
}

/** Days since 1970, of a date written dd/mm/yyyy from 1900 to 2199. */
function day(text: string): number | null {
  const parts = text
    .match(/^(\d{2})\/(\d{2})\/(\d{4})$/)
    ?.slice(1)
    .map(Number);
  if (!parts) return null;
  const [d, m, y] = parts as [number, number, number];
  const at = new Date(Date.UTC(y, m - 1, d));
  const real = at.getUTCDate() === d && at.getUTCMonth() === m - 1 && y >= 1900 && y <= 2199;
  return real ? at.getTime() / 86_400_000 : null;
}

/** A birthday; 29 February falls on 1 March where the year has none, as Date.UTC counts. */
function birthday(born: string, years: number): number {
  const [d, m, y] = born.split("/").map(Number) as [number, number, number];
  return Date.UTC(y + years, m - 1, d) / 86_400_000;
}
