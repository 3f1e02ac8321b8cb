import type { Question } from "../../data/vocabulary.ts";
import { Line, type Unit } from "./line.ts";
import { pattern } from "./pattern.ts";
import { AS_AT_NOW, type Part, toQuestion } from "./question.ts";
import type { Slots } from "./slots.ts";

const JOINS = new Set(["and", ",", "&", "?", ";", "."]);
/** Behind "and" they begin no question: what is left out, the end of "15 and under". */
const GOES_ON = new Set("excluding except not without under over older younger above below up".split(" "));
/** Filters that belong to one metric's own words. */
const OWN = new Set(["minDurationHours", "maxDurationHours", "minEpisodes"]);

/**
 * Several questions of one line: split at "and" or a comma where each side has a metric of its own;
 * filters, period and comparison that one side lacks are the other's.
 */
export function severalQuestions(
  line: Line,
  read: (line: Line) => Part,
): { questions: Question[]; slots: Slots; line: Line } | null {
  const parts = grouped(line, read);
  if (parts.length < 2) return null;
  const metrics = new Set(parts.map(({ metric }) => metric));
  // "gone three days and never had a meeting" is one question
  if (metrics.has("long_without_strategy_meeting") && metrics.has("long_episodes")) return null;
  const apart = metrics.size < 2;
  if (parts.some((part) => part.strength !== "noun" && !asks(part))) return null;
  share(
    parts,
    line.units.some(({ w }, i) => /^[?.]$/.test(w) && i + 1 < line.units.length),
    apart,
  );
  const slots: Slots = { ...parts[0]!.slots, doubts: parts.flatMap((part) => part.slots.doubts) };
  slots.namesChild = parts.some((part) => part.slots.namesChild);
  const units = parts.flatMap((part) => part.line.units);
  return { questions: parts.map(toQuestion), slots, line: new Line(units) };
}

/** The sides, each with a metric and read; what has none belongs to its neighbour. */
function grouped(line: Line, read: (line: Line) => Part): Part[] {
  const readFrom = (from: number, to: number) =>
    read(withInterview(line.copy(from, to), aboutInterviews(line)));
  const goesOn = (i: number) => GOES_ON.has(line.units[i + 1]?.w ?? "");
  const cuts = line.units.flatMap((unit, i) =>
    unit.slot === null && JOINS.has(unit.w) && !goesOn(i) ? [i] : [],
  );
  if (cuts.length === 0 || cuts.length > 6) return [];
  const edges = [-1, ...cuts, line.units.length];
  const groups: { from: number; to: number; metric: string | null; of: string; part: Part | null }[] = [];
  for (let k = 0; k + 1 < edges.length; k++) {
    const [from, to] = [edges[k]! + 1, edges[k + 1]!];
    if (from >= to) continue;
    const part = readFrom(from, to);
    const own = asks(part) ? part.metric : null;
    const of = JSON.stringify(part.slots.filters);
    const last = groups.at(-1);
    // "away episodes and absent episodes" are two questions, "foster and residential episodes" is one
    const twice = own !== null && own === last?.metric && isOfTwo(last.of, of);
    if (last && !twice && (last.metric === null || own === null || own === last.metric)) {
      Object.assign(last, { to, metric: last.metric ?? own, part: null, of: of === NOBODY ? last.of : of });
    } else groups.push({ from, to, metric: own, of, part });
  }
  return groups.filter(({ metric }) => metric !== null).length < 2
    ? []
    : groups.map(({ from, to, part }) => part ?? readFrom(from, to));
}

const NOBODY = "{}";
const isOfTwo = (one: string, other: string) => one !== NOBODY && other !== NOBODY && one !== other;

const HOW_MANY = pattern("how many");

/** A side with a question of its own: "how many over the weekend" is one, a bare "how many" is not. */
function asks(part: Part): boolean {
  if (part.strength === "weak")
    return part.slots.period !== null && (part.slots.limit !== null || part.line.has(HOW_MANY));
  return part.strength === "strong" || (part.strength === "noun" && !isPopulation(part));
}

const COUNTED = pattern("how many|number of|count of|who|which|individuals|different|total");

/** "Foster children, how many episodes": the first side says of whom. */
function isPopulation({ metric, slots, line }: Part): boolean {
  const cut = Object.keys(slots.filters).length > 0 || slots.groupBy !== null;
  return metric === "individuals" && cut && !line.has(COUNTED);
}

const aboutInterviews = (line: Line): boolean => line.units.some(({ w }) => /^interviews?$/.test(w));

const STATES = pattern(
  "offered|accepted|declined|refused|said (yes|no)|agreed|completed|done|due|late|overdue|outstanding|(in|on) time",
);

/** "offered and accepted": the second side speaks of interviews, too. */
export function withInterview(side: Line, isAbout: boolean): Line {
  if (!isAbout || !side.has(STATES) || aboutInterviews(side)) return side;
  const first = side.units[0]!;
  const said: Unit = { ...first, w: "interviews", slot: "metric", end: first.start };
  return new Line([said, ...side.units]);
}

function share(parts: Part[], inSentences: boolean, apart: boolean): void {
  const last = parts.at(-1)!;
  const period = last.slots.period ?? parts[0]!.slots.period;
  for (const part of parts) {
    // what is so now takes no period from another sentence
    const now = inSentences && part.metric !== null && AS_AT_NOW.includes(part.metric);
    if (!now) part.slots.period ??= period;
    part.slots.compare ??= last.slots.compare;
    part.slots.groupBy ??= last.slots.groupBy;
    if (apart) continue;
    for (const other of parts) {
      for (const [key, value] of Object.entries(other.slots.filters)) {
        if (!OWN.has(key) && !(key in part.slots.filters))
          part.slots.filters = { ...part.slots.filters, [key]: value };
      }
    }
  }
}
