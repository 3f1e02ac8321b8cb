import { bucketOf, isTimeGrouping, type TimeBucket, timeBuckets } from "../../data/measures/buckets.ts";
import { CATALOGUE } from "../../data/measures/catalogue.ts";
import { type BucketFigure, type Figure, type Figures, nothing } from "../../data/measures/figures.ts";
import type { Grouping, Period, Question, TimeGrouping } from "../../data/vocabulary.ts";
import type { AnswerRow, Subject } from "./answer.ts";
import { changeBetween } from "./change.ts";

/** A bucket with its figure on both sides; `before` is null where nothing is compared. */
export interface GroupedFigure {
  raw: string;
  subject: Subject;
  label: string;
  figure: Figure;
  before: Figure | null;
  beforeBucket?: TimeBucket;
}

/**
 * The buckets of a grouped figure, in the order they are shown: time in time order with every
 * bucket of the period, the others by value, then label.
 */
export function groupedFigures(
  question: Question,
  figures: Figures,
  shown: Period | null,
  compared: Period | null,
): GroupedFigure[] {
  const { groupBy } = question;
  if (!groupBy) return [];
  if (isTimeGrouping(groupBy)) return overTime(question, groupBy, figures, shown!, compared);
  const [now, before] = figures.sides.map(({ buckets }) => byRaw(buckets));
  const none = nothing(CATALOGUE[question.metric]);
  const raws = new Set([...now!.keys(), ...(before?.keys() ?? [])]);
  const all = [...raws].map((raw): GroupedFigure => {
    const found = now!.get(raw) ?? before?.get(raw);
    const bucket = bucketOf(groupBy, raw, found?.name ?? null);
    return {
      raw,
      subject: subjectOf(groupBy, raw, bucket),
      label: bucket.label,
      figure: now!.get(raw)?.figure ?? none,
      before: before ? (before.get(raw)?.figure ?? none) : null,
    };
  });
  const kept = all.filter(
    ({ figure, before }) => isSomething(figure) || (before !== null && isSomething(before)),
  );
  return kept.sort((a, b) => byValue(question, a, b) || byLabel(a, b));
}

/** The raw keys of the buckets that a limit keeps: the highest (or lowest), whatever their order. */
export function keptBuckets(question: Question, all: readonly GroupedFigure[], limit: number): string[] {
  return [...all]
    .sort((a, b) => byValue(question, a, b))
    .slice(0, limit)
    .map(({ raw }) => raw);
}

export function groupedRow(question: Question, grouped: GroupedFigure): AnswerRow {
  const { subject, figure, before, beforeBucket } = grouped;
  const row = figureRow(subject, figure, before, CATALOGUE[question.metric].unit);
  if (beforeBucket)
    row.detail = {
      previousKey: beforeBucket.key,
      previousLabel: beforeBucket.label,
      previousPart: beforeBucket.part,
    };
  return row;
}

/** A row of a figure; numerator and denominator stand only where the measure has them. */
export function figureRow(subject: Subject, figure: Figure, before: Figure | null, unit: string): AnswerRow {
  const { value, numerator, denominator } = figure;
  return {
    subject,
    value,
    unit,
    ...(denominator === null ? {} : { numerator: numerator ?? 0, denominator }),
    compare: before && { value: before.value, ...changeBetween(value, before.value, unit) },
  };
}

function overTime(
  question: Question,
  grouping: TimeGrouping,
  figures: Figures,
  shown: Period,
  compared: Period | null,
): GroupedFigure[] {
  const none = nothing(CATALOGUE[question.metric]);
  const [now, before] = figures.sides.map(({ buckets }) => byRaw(buckets));
  const others = compared ? timeBuckets(grouping, compared) : [];
  return timeBuckets(grouping, shown).map((bucket, i) => {
    const other = others[i];
    const { key, label, part, raw } = bucket;
    return {
      raw,
      subject: { kind: "bucket", grouping, key, label, ...(part ? { part } : {}) },
      label,
      figure: now!.get(raw)?.figure ?? none,
      before: compared && other ? (before!.get(other.raw)?.figure ?? none) : null,
      ...(other ? { beforeBucket: other } : {}),
    };
  });
}

function subjectOf(grouping: Grouping, raw: string, bucket: { key: string; label: string }): Subject {
  if (grouping === "child") return { kind: "child", childId: Number(raw) };
  return { kind: "bucket", grouping, ...bucket };
}

function byRaw(buckets: readonly BucketFigure[]): Map<string, BucketFigure> {
  return new Map(buckets.map((bucket) => [bucket.raw, bucket]));
}

function isSomething({ value, denominator }: Figure): boolean {
  return denominator === null ? value !== null && value !== 0 : denominator > 0;
}

/** Highest first, or lowest where asked; nothing to divide by comes last either way. */
function byValue({ order }: Question, a: GroupedFigure, b: GroupedFigure): number {
  const [x, y] = [a.figure.value, b.figure.value];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return order === "asc" ? x - y : y - x;
}

function byLabel(a: GroupedFigure, b: GroupedFigure): number {
  if (a.subject.kind === "child" && b.subject.kind === "child") return a.subject.childId - b.subject.childId;
  return a.label.localeCompare(b.label, "en-GB") || a.raw.localeCompare(b.raw);
}
