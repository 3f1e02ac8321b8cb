import { expect } from "chai";
import type { Store } from "../../data/store/store.ts";
import { wordsOf } from "../support/card-parts.ts";
import { CANARY } from "../support/demo-store.ts";
import { until } from "../support/waiting.ts";
import type { Weathered } from "./storm.ts";

/** Expects the store, the audit and the cards to tell the same of a storm as those who pressed were told. */
export async function expectWeathered(
  store: Store,
  { made, teams, bots, lists, ask }: Weathered,
): Promise<void> {
  const { db } = store;
  await quiet(store);
  const receipts = await db.receipt.findMany({ select: { key: true } });
  const stored = new Set(receipts.map(({ key }) => key));
  const told = new Map<string, Set<string>>();
  for (const { key, outcome } of made) told.set(key, (told.get(key) ?? new Set()).add(outcome));
  for (const [key, outcomes] of told) {
    const maybe = ["accepted", "again", "silent", "unsure"].some((outcome) => outcomes.has(outcome));
    if (outcomes.has("accepted")) expect(stored.has(key), "an accepted press is stored").to.equal(true);
    if (!maybe) expect(stored.has(key), "a press that was refused is not stored").to.equal(false);
  }
  for (const key of stored) expect(told.has(key), "nothing is stored that nobody pressed").to.equal(true);

  const [{ acts, chained }] = await db.$queryRawUnsafe<[{ acts: number; chained: boolean }]>(
    `SELECT (SELECT count(DISTINCT activity_id)::int FROM change WHERE activity_id IS NOT NULL) AS acts,
       (SELECT bool_and(version_before = coalesce(before, 0)) FROM (
          SELECT version_before, lag(version_after) OVER (PARTITION BY row_id ORDER BY id) AS before
          FROM change WHERE table_name = 'episode') c) AND
       (SELECT bool_and(e.version = c.version) FROM episode e JOIN (
          SELECT row_id, max(version_after) AS version FROM change WHERE table_name = 'episode' GROUP BY row_id) c
          ON c.row_id = e.id) AS chained`,
  );
  expect(acts, "each stored press has changed something once").to.equal(stored.size);
  expect(chained, "each change stands on the one before").to.equal(true);

  const audits = await db.audit.findMany({ where: { activityId: { not: null } } });
  const audited = new Map(audits.map(({ activityId, kind }) => [activityId, kind]));
  const written = audits.filter(({ kind }) => kind === "write");
  expect(written, "each stored press is in the audit").to.have.length(stored.size);
  for (const { activityId, outcome } of made)
    if (outcome === "refused" && activityId)
      expect(audited.has(activityId), "a refused press is in the audit").to.equal(true);

  const answered = made.filter(({ status }) => status !== null);
  expect(answered.filter(({ status }) => status !== 200)).to.deep.equal([]);

  await settled(store);
  const channels = lists.map((id) => teams.shown.get(id)!.conversationId);
  for (const [i, id] of lists.entries()) {
    const before = teams.shown.size;
    await ask(channels[i]!);
    expect(teams.shown.size).to.equal(before + 1);
    const fresh = [...teams.shown.values()].at(-1)!;
    expect(tellsOf(teams.shown.get(id)!.activity), "a card shows the store's truth").to.deep.equal(
      tellsOf(fresh.activity),
    );
  }
  expect(teams.bytes.join("\n")).not.to.match(CANARY);
  expect(bots.logged.join("\n")).not.to.match(CANARY);
}

/** The references that a list shows, and how many it says there are. */
function tellsOf(activity: { attachments?: { content: object }[] }) {
  const words = wordsOf(activity.attachments?.[0]?.content);
  const [headline] = /\d+ (?:children|child|missing|episodes?)[^.\n]*/.exec(words) ?? [];
  return { headline, references: words.match(/M[CE]-\d+/g) };
}

/** Waits until nobody is in a transaction: a commit that its presser was not told of may still be under way. */
async function quiet({ db }: Store): Promise<void> {
  const busy = () =>
    db.$queryRawUnsafe<unknown[]>(
      `SELECT state FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
    );
  await until(busy, (sessions) => sessions.length === 0);
}

/** Waits, for a minute at most, until no edit is left to be sent. */
async function settled({ db }: Store): Promise<void> {
  const left = () =>
    db.$queryRawUnsafe<unknown[]>(
      `SELECT name, state::text, retry_count, started_on::text, start_after::text, now()::text, output FROM pgboss.job
       WHERE state IN ('created', 'retry', 'active') AND name = 'card-edit'`,
    );
  await until(left, (jobs) => jobs.length === 0, { longestMs: 60_000, everyMs: 200 });
}
