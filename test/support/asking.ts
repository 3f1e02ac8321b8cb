import type { Answer } from "../../bot/answers/answer.ts";
import { answer } from "../../bot/answers/answer-question.ts";
import { DEFAULT_POLICY, type Policy } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import type { Metric, Question } from "../../data/vocabulary.ts";
import { NOW } from "./builders.ts";
import { ask } from "./questions.ts";

/** Asks a store as somebody of team 1 and worker 1, as at 30 July 2019, 14:00 London unless told otherwise. */
export function asking(store: Store, over: { asOf?: Date; policy?: Partial<Policy> } = {}) {
  const asOf = over.asOf ?? NOW;
  const policy = { ...DEFAULT_POLICY, ...over.policy };
  return (metric: Metric, more: Partial<Question> = {}): Promise<Answer> =>
    answer(store.db, ask(metric, more), { asOf, policy, me: { teamId: 1, workerId: 1 } });
}

/** The rows of a grouped answer: key, value. */
export function byKey({ rows }: Answer): Record<string, number | null> {
  return Object.fromEntries(
    rows.map(({ subject, value }) => [
      subject.kind === "bucket"
        ? subject.key
        : subject.kind === "child"
          ? String(subject.childId)
          : subject.kind,
      value,
    ]),
  );
}

export function beside({ beside }: Answer, key: string): number | null | undefined {
  return beside.find((figure) => figure.key === key)?.value;
}
