import { type NaiveEpisode, weighNaively } from "./naive-episodes.ts";
import type { NaiveKind, NaiveRead, NaiveRow, NaiveValue } from "./naive-reader.ts";
import { londonDay, type NaiveMoment } from "./naive-times.ts";

/** What a council's store holds, as far as a file's rows depend on it: ids of the files → what is known. */
export interface NaiveCouncil {
  placements: Map<string, { type: string }>;
  /** date of birth */
  children: Map<string, string>;
  episodes: Map<string, NaiveEpisode>;
  /** made by card, and in no file yet: reference → episode */
  byCard: Map<string, NaiveEpisode>;
  interviews: Map<string, { episodes: string[]; completed: number | null }>;
  meetings: Map<string, { episodes: string[]; held: number | null }>;
}

/** What must become of a file: which lines are rejected or wait for a person, and what is stored then. */
export interface NaiveImport {
  rejected: number[];
  conflicts: number[];
  /** rows that the store did not have */
  stored: number;
  after: NaiveCouncil;
}

const KEY: Record<NaiveKind, string> = {
  placements: "placement",
  children: "child_id",
  episodes: "episode_id",
  interviews: "interview_id",
  meetings: "meeting_id",
};

/** Imports what the simple reader has read, by the rules of the council's files and row by row. */
export function importNaively(read: NaiveRead, council: NaiveCouncil, now: number): NaiveImport {
  const rejected = new Set(read.invalid);
  const rows: NaiveRow[] = [];
  const first = new Map<NaiveValue, NaiveRow>();
  for (const row of read.rows) {
    const id = row.values[KEY[read.kind]]!;
    const same = first.get(id);
    if (!same) rows.push(row);
    else if (!sameValues(same, row)) rejected.add(row.line);
    first.set(id, same ?? row);
  }
  const refuse = (faulty: (row: NaiveRow) => boolean) => {
    for (const row of rows) if (faulty(row)) rejected.add(row.line);
  };
  refuse((row) => isInFuture(row, now));
  refuse((row) => contradicts(read, row, council));
  const left = () => rows.filter(({ line }) => !rejected.has(line));
  const outcome: NaiveImport = { rejected: [], conflicts: [], stored: 0, after: copyOf(council) };
  if (read.kind === "episodes") {
    const hasReturns = read.columns.includes("returned_at");
    // each row that is refused leaves its episode as it stood, which may put further rows at fault
    for (let before = -1; before !== rejected.size; ) {
      before = rejected.size;
      if (hasReturns) for (const line of behindInterviews(left(), council)) rejected.add(line);
      const weighed = weighNaively(left(), hasReturns, council);
      for (const line of weighed.overlapping) rejected.add(line);
      outcome.conflicts = weighed.conflicts;
      outcome.stored = weighed.stored;
      outcome.after = { ...outcome.after, episodes: weighed.episodes, byCard: weighed.byCard };
    }
  } else {
    for (const row of left()) if (store(read, row, outcome.after)) outcome.stored += 1;
  }
  return { ...outcome, rejected: [...rejected].sort((a, b) => a - b) };
}

function sameValues(a: NaiveRow, b: NaiveRow): boolean {
  return Object.keys(a.values).every((column) => {
    // a category that is left blank is said to be missing
    const said = (row: NaiveRow) => row.values[column] ?? (column === "category" ? "missing" : null);
    return JSON.stringify(said(a)) === JSON.stringify(said(b));
  });
}

function isInFuture({ values }: NaiveRow, now: number): boolean {
  return Object.entries(values).some(([column, value]) => {
    if (column === "planned_for" || value === null) return false;
    if (column === "date_of_birth") return (value as string) > londonDay(now);
    if (typeof value === "number") return value > now;
    return isMoment(value) && value.at > now;
  });
}

function isMoment(value: NaiveValue): value is NaiveMoment {
  return typeof value === "object" && value !== null && "precision" in value;
}

function contradicts({ kind, columns }: NaiveRead, { values }: NaiveRow, council: NaiveCouncil): boolean {
  if (kind === "children") {
    const id = values.child_id as string;
    const own = [...council.episodes.values(), ...council.byCard.values()].filter(
      ({ child }) => child === id,
    );
    return own.some(({ start }) => start.day < (values.date_of_birth as string));
  }
  if (kind === "interviews" || kind === "meetings") {
    const served = (values.episode_id as string[]).map((id) => council.episodes.get(id));
    if (served.some((episode) => episode === undefined)) return true;
    if (kind === "meetings") return false;
    const stored = council.interviews.get(values.interview_id as string)?.completed ?? null;
    const completed = columns.includes("completed_at") ? (values.completed_at as number | null) : stored;
    return completed !== null && !served.some((episode) => episode!.end && episode!.end.at <= completed);
  }
  if (kind !== "episodes") return false;
  const born = council.children.get(values.child_id as string);
  const start = values.missing_from as NaiveMoment;
  if (born === undefined || start.day < born || start.day >= eighteenth(born)) return true;
  const known = council.episodes.get(values.episode_id as string);
  return !columns.includes("returned_at") && Boolean(known?.end && known.end.at < start.at);
}

/** The rows whose new return leaves an interview, of whatever episodes, completed before all of its returns. */
function behindInterviews(rows: readonly NaiveRow[], council: NaiveCouncil): number[] {
  const returns = new Map([...council.episodes].map(([id, { end }]) => [id, end?.at ?? Infinity]));
  const coming = new Map(
    rows.map(({ line, values }) => {
      const end = values.returned_at as NaiveMoment | null;
      return [values.episode_id as string, { line, at: end?.at ?? Infinity }];
    }),
  );
  return [...council.interviews.values()].flatMap(({ episodes, completed }) => {
    const kept = episodes.some((id) => (coming.get(id)?.at ?? returns.get(id)!) <= completed!);
    if (completed === null || kept) return [];
    const moved = episodes.filter((id) => (coming.get(id)?.at ?? 0) > returns.get(id)!);
    return moved.map((id) => coming.get(id)!.line);
  });
}

/** Born on 29 February, of age on 1 March. */
function eighteenth(born: string): string {
  const day = `${Number(born.slice(0, 4)) + 18}${born.slice(4)}`;
  return new Date(`${day}T00:00Z`).toISOString().slice(0, 10);
}

/** Whether it is new. */
function store({ kind, columns }: NaiveRead, { values }: NaiveRow, after: NaiveCouncil): boolean {
  const id = values[KEY[kind]] as string;
  const at = (column: string) => (columns.includes(column) ? (values[column] as number | null) : undefined);
  if (kind === "placements") {
    const isNew = !after.placements.has(id);
    after.placements.set(id, { type: values.placement_type as string });
    return isNew;
  }
  if (kind === "children") {
    const isNew = !after.children.has(id);
    after.children.set(id, values.date_of_birth as string);
    return isNew;
  }
  const episodes = values.episode_id as string[];
  if (kind === "interviews") {
    const known = after.interviews.get(id);
    const completed = at("completed_at");
    after.interviews.set(id, {
      episodes,
      completed: completed === undefined ? (known?.completed ?? null) : completed,
    });
    return !known;
  }
  const known = after.meetings.get(id);
  const held = at("held_at");
  after.meetings.set(id, { episodes, held: held === undefined ? (known?.held ?? null) : held });
  return !known;
}

function copyOf(council: NaiveCouncil): NaiveCouncil {
  return Object.fromEntries(
    Object.entries(council).map(([name, rows]) => [name, new Map(rows as Map<string, unknown>)]),
  ) as unknown as NaiveCouncil;
}
