import { LABEL_TABLES } from "../../data/measures/buckets.ts";
import type { Answer, AnswerRow, Caveat, Subject } from "./answer.ts";

/**
 * The answer as `ask --json` prints it. `keyOf` gives the key of a child or an episode as the asker
 * may read it. Buckets by id have their label as key: ids are the store's own matter.
 */
export function answerJson(answer: Answer, keyOf: (subject: Subject) => string) {
  const { metric, asOf, period, value, unit, numerator, denominator, beside, compare, definition } = answer;
  return {
    metric,
    asOf: asOf.toISOString(),
    period: period && { from: period.from, to: period.to, label: period.label, assumed: period.assumed },
    value,
    unit,
    numerator,
    denominator,
    beside: beside.map(({ key, label, value, unit }) => ({ key, label, value, unit })),
    rows: answer.rows.map((row) => rowJson(row, keyOf)),
    compare: compare && {
      period: compare.period && {
        from: compare.period.from,
        to: compare.period.to,
        label: compare.period.label,
        assumed: compare.period.assumed,
      },
      value: compare.value,
      numerator: compare.numerator,
      denominator: compare.denominator,
      change: compare.change,
      changePercent: compare.changePercent,
    },
    caveats: answer.caveats.map((caveat) => caveatJson(caveat, keyOf)),
    definition,
  };
}

function rowJson({ subject, value, unit, numerator, denominator, compare }: AnswerRow, keyOf: KeyOf) {
  const { key, label } = keyAndLabel(subject, keyOf);
  return {
    key,
    label,
    value,
    unit,
    ...(denominator === undefined ? {} : { numerator, denominator }),
    ...(subject.kind === "bucket" && subject.part ? { part: true } : {}),
    ...(compare ? { compare } : {}),
  };
}

type KeyOf = (subject: Subject) => string;

function keyAndLabel(subject: Subject, keyOf: KeyOf): { key: string; label: string } {
  switch (subject.kind) {
    case "bucket": {
      const byId = LABEL_TABLES[subject.grouping] !== undefined && subject.key !== "unknown";
      return { key: byId ? subject.label : subject.key, label: subject.label };
    }
    case "others":
      return { key: "others", label: `others (${subject.count})` };
    case "measure":
      return { key: subject.metric, label: subject.metric };
    default: {
      const key = keyOf(subject);
      return { key, label: key };
    }
  }
}

/** The child of an outlier stands by its key, not by the store's id. */
function caveatJson(caveat: Caveat, keyOf: KeyOf) {
  if (caveat.kind !== "outlier") return caveat;
  const { childId, ...rest } = caveat;
  return { ...rest, child: keyOf({ kind: "child", childId }) };
}
