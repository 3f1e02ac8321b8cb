import { planFigures } from "../../bot/answers/plan-figures.ts";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import { figuresSql } from "../../data/measures/figures-sql.ts";
import { DEFAULT_POLICY } from "../../data/policy.ts";
import type { Store } from "../../data/store/store.ts";
import { BENCH_NOW } from "./council-plan.ts";

const NOBODY = { children: [], placements: [], providers: [], teams: [], workers: [], agencies: [] };

/** What the database does for a question, as EXPLAIN (ANALYZE, BUFFERS) says it. */
export async function explain({ db }: Store, text: string): Promise<string> {
  const { request } = understand({ text, now: BENCH_NOW, names: indexNames(NOBODY), context: null });
  if (request.kind !== "question") throw new Error(`"${text}" is no question`);
  const { spec } = planFigures(request, { asOf: BENCH_NOW, policy: DEFAULT_POLICY, me: null });
  const { text: sql, params } = figuresSql(spec);
  const lines = await db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
    `EXPLAIN (ANALYZE, BUFFERS) ${sql}`,
    ...params,
  );
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}
