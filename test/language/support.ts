import { readFileSync } from "node:fs";
import { frameWithNames, namesOfWorld } from "../../bot/cli/world.ts";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import type { Understanding } from "../../bot/language/understanding.ts";

const QUESTIONS = new URL("../fixtures/questions/", import.meta.url);

/** A frame with names, as the question set writes it. */
export interface NamedFrame {
  kind: string;
  why?: string;
  topic?: string | null;
  metric?: string | null;
  action?: string | null;
  filters?: Record<string, unknown>;
  period?: { from: string; to: string } | null;
  compare?: string | null;
  groupBy?: string | null;
  limit?: number | null;
  order?: string;
  slots?: Record<string, string>;
  also?: NamedFrame[];
}

/** A gold frame: `…Alt` hold readings that are as good. */
export interface GoldFrame extends NamedFrame {
  metricAlt?: string[];
  filtersAlt?: Record<string, unknown>[];
  periodAlt?: { from: string; to: string }[];
  periodToleranceDays?: number;
  periodOptional?: boolean;
  compareAlt?: string[];
  alsoAccept?: { kind: string; metric?: string }[];
  also?: GoldFrame[];
}

export interface GoldLine {
  id: string;
  text: string;
  now: string;
  context: string | null;
  expect: GoldFrame;
}

export const WORLD = JSON.parse(readFileSync(new URL("world.json", QUESTIONS), "utf8"));
export const NAMES = namesOfWorld(WORLD);
export const INDEX = indexNames(NAMES);
/** A Tuesday in July. */
export const NOW = "2019-07-30T13:00:00Z";

export function goldLines(): GoldLine[] {
  return readFileSync(new URL("dev.jsonl", QUESTIONS), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** What the parser makes of a text in the question set's world. */
export function parse(text: string, now = NOW, context: string | null = null): Understanding {
  const at = new Date(now);
  const before =
    context === null ? null : understand({ text: context, now: at, names: INDEX, context: null }).request;
  return understand({ text, now: at, names: INDEX, context: before });
}

/** The frame with names, without the choices and suggestions. */
export function frame(text: string, now = NOW, context: string | null = null): NamedFrame {
  const { choices, nearest, ...rest } = frameWithNames(parse(text, now, context).request, NAMES);
  return rest as unknown as NamedFrame;
}

/** A frame in one line, for tests that read as a table: only what was said. */
export function short(text: string, now = NOW, context: string | null = null): string {
  const read = frame(text, now, context);
  if (read.kind !== "question" && read.kind !== "action")
    return `${read.kind}${read.why ? ` ${read.why}` : ""}`;
  const parts = [read.kind === "action" ? `${read.action}!` : String(read.metric)];
  for (const [key, value] of Object.entries(read.filters ?? {}))
    parts.push(`${key}=${[value].flat().join(",")}`);
  if (read.period) parts.push(`${read.period.from}..${read.period.to}`);
  if (read.compare) parts.push(read.compare);
  if (read.groupBy) parts.push(`by ${read.groupBy}`);
  if (read.limit) parts.push(`limit ${read.limit}`);
  if (read.order) parts.push(read.order);
  for (const [key, value] of Object.entries(read.slots ?? {})) parts.push(`${key}=${value}`);
  return parts.join(" ");
}
