import fc from "fast-check";
import { startOfDay } from "../../../../data/calendar.ts";
import { storeChildren } from "../../../../data/casework/children.ts";
import { storeEpisodes } from "../../../../data/casework/episodes.ts";
import { storeInterviews } from "../../../../data/casework/interviews.ts";
import { storeMeetings } from "../../../../data/casework/meetings.ts";
import { storeOrganisation } from "../../../../data/casework/organisation.ts";
import { write } from "../../../../data/casework/write.ts";
import type { Store } from "../../../../data/store/store.ts";
import { FLAGS, INTERVIEW_OUTCOMES, LEGAL_STATUSES, RISKS } from "../../../../data/vocabulary.ts";
import { anAuthor } from "../../../support/builders.ts";

const TYPES = ["council_care_home", "independent_provider", "foster_care", "family_home", "other"] as const;
/** what breaks a file, a spreadsheet or a line of text, and some that is plain */
const PARTS = [..."=+-@',\"\n\té\u202e; 0", "\r\n", "👧🏽", "עדן", "Kit"];

/** What people and places may be called: whatever is not blank and has no spaces around it. */
const name = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join("").trim())
  .filter((text) => text !== "");
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const pick = maybe(fc.nat(3));
/** ids of the council's files: two sources, some shared by both, some that look like references */
const externalId = fc.option(
  fc.record({
    source: fc.constantFrom("lcs", "police"),
    externalId: fc.oneof(
      name,
      fc.constantFrom("7", "MC-1001", "MC-1002~", "ME-20001", "ME-20002", "RI-1", "SM-1", "a;b"),
    ),
  }),
  { nil: null, freq: 2 },
);
const atStart = {
  legalStatus: maybe(fc.constantFrom(...LEGAL_STATUSES)),
  lookedAfter: maybe(fc.boolean()),
  outOfArea: maybe(fc.boolean()),
  responsibleAuthority: maybe(name),
  team: pick,
  worker: pick,
  placement: pick,
};
const hoursOf = fc.integer({ min: 0, max: 3_000 });
const birth = fc.constantFrom("2003-05-09", "2006-02-28", "2008-12-31");

export const councilArb = fc.record({
  names: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
  placements: fc.array(fc.record({ type: fc.constantFrom(...TYPES), provider: pick }), {
    minLength: 4,
    maxLength: 4,
  }),
  children: fc.array(
    fc.record({
      id: externalId,
      name: maybe(name),
      birth,
      gender: fc.constantFrom("female", "male", "other", "unknown"),
      flags: fc.subarray([...FLAGS]),
      ...atStart,
      voided: fc.nat(9),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  episodes: fc.array(
    fc.record({
      id: externalId,
      child: fc.nat(),
      category: fc.constantFrom("missing", "away", "absent"),
      start: hoursOf,
      ms: fc.constantFrom(0, 0, 1, 999),
      length: maybe(fc.integer({ min: 0, max: 200 })),
      dated: fc.constantFrom("neither", "neither", "start", "end", "both"),
      agency: pick,
      risk: maybe(fc.constantFrom(...RISKS)),
      placementType: maybe(fc.constantFrom(...TYPES)),
      provider: pick,
      ...atStart,
      voided: fc.nat(9),
    }),
    { maxLength: 12 },
  ),
  interviews: fc.array(
    fc.record({
      id: externalId,
      episodes: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      offered: maybe(hoursOf),
      outcome: maybe(fc.constantFrom(...INTERVIEW_OUTCOMES)),
      outcomeAt: maybe(hoursOf),
      completed: fc.boolean(),
      agency: pick,
      interviewer: pick,
      voided: fc.nat(9),
    }),
    { maxLength: 6 },
  ),
  meetings: fc.array(
    fc.record({
      id: externalId,
      episodes: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      planned: maybe(hoursOf),
      held: maybe(hoursOf),
      chair: maybe(name),
      voided: fc.nat(9),
    }),
    { maxLength: 4 },
  ),
  /** after the episodes: the children and placements move on */
  later: fc.record({ children: fc.array(fc.record(atStart), { maxLength: 6 }), provider: pick }),
});
export type Council = typeof councilArb extends fc.Arbitrary<infer T> ? T : never;

const BEGIN = new Date("2019-01-01T00:00:00Z").getTime();
const later = (hours: number, ms = 0) => new Date(BEGIN + hours * 3_600_000 + ms);
const day = (at: Date) => startOfDay(at.toISOString().slice(0, 10));

/** Longer than any episode, in hours: as many lie between two starts where no two may meet. */
const APART = 250;

/**
 * Stores a council through the one way to write; then some of it changes, and some is voided.
 * `apart`: no child is in two places at once, as files must have it.
 */
export async function settle(store: Store, council: Council, { apart = false } = {}): Promise<void> {
  const { names, later: moved } = council;
  const seen = new Set<string>();
  const idOf = (
    table: string,
    id: Council["children"][number]["id"],
  ): { source?: string; externalId?: string } => {
    const key = JSON.stringify([table, id]);
    if (id === null || seen.has(key)) return {};
    seen.add(key);
    return id;
  };
  await write(store, anAuthor(), async (w) => {
    const ids = await storeOrganisation(w, {
      agencies: names,
      teams: names,
      providers: names,
      workers: names.map((name) => ({ name })),
      placements: council.placements.map(({ type, provider }, i) => ({
        name: names[i]!,
        type,
        provider: provider === null ? null : names[provider]!,
      })),
    });
    const known = (map: Map<string, number>, n: number | null) => (n === null ? null : map.get(names[n]!)!);
    const attributes = (row: Pick<Council["children"][number], keyof typeof atStart>) => ({
      legalStatus: row.legalStatus,
      lookedAfter: row.lookedAfter,
      outOfArea: row.outOfArea,
      responsibleAuthority: row.responsibleAuthority,
      teamId: known(ids.teams, row.team),
      workerId: known(ids.workers, row.worker),
      placementId: known(ids.placements, row.placement),
    });
    const childRows = council.children.map((row) => ({
      ...idOf("child", row.id),
      name: row.name,
      dateOfBirth: row.birth,
      gender: row.gender as "female",
      flags: row.flags,
      ...attributes(row),
    }));
    const { rowIds: childIds } = await storeChildren(w, childRows);
    const open = new Set<number>();
    const { rowIds: episodeIds } = await storeEpisodes(
      w,
      council.episodes.map((given, i) => {
        const row = apart ? { ...given, start: i * APART + (given.start % 40) } : given;
        const childId = childIds[row.child % childIds.length]!;
        const rest = council.episodes.slice(i + 1).map(({ child }) => childIds[child % childIds.length]!);
        const isOpen = row.length === null && !open.has(childId) && !(apart && rest.includes(childId));
        if (isOpen) open.add(childId);
        const dated = (which: string) => row.dated === which || row.dated === "both";
        const begun = later(row.start, row.ms);
        const startedAt = dated("start") ? day(begun) : begun;
        const ended = later(row.start + (row.length ?? 1), row.ms);
        const end = isOpen ? null : dated("end") ? day(ended) : ended;
        return {
          ...idOf("episode", row.id),
          childId,
          category: row.category as "missing",
          startedAt,
          startPrecision: dated("start") ? ("date" as const) : ("instant" as const),
          endedAt: end && new Date(Math.max(end.getTime(), startedAt.getTime())),
          endPrecision: dated("end") && !isOpen ? ("date" as const) : ("instant" as const),
          agencyId: known(ids.agencies, row.agency),
          risk: row.risk,
          placementType: row.placementType,
          providerId: known(ids.providers, row.provider),
          ...attributes(row),
        };
      }),
    );
    if (episodeIds.length > 0) {
      const served = (picks: number[]) => picks.map((pick) => episodeIds[pick % episodeIds.length]!);
      const returns = await w.tx.episode.findMany({ select: { id: true, endedAt: true } });
      await storeInterviews(
        w,
        council.interviews.map((row) => {
          const episodes = served(row.episodes);
          const back = returns.flatMap(({ id, endedAt }) => (episodes.includes(id) && endedAt) || []);
          return {
            ...idOf("interview", row.id),
            episodeIds: episodes,
            offeredAt: row.offered === null ? null : later(row.offered),
            outcome: row.outcome,
            outcomeAt: row.outcomeAt === null ? null : later(row.outcomeAt, 1),
            completedAt:
              row.completed && back.length > 0 ? new Date(Math.max(...back.map(Number)) + 5_000) : null,
            agencyId: known(ids.agencies, row.agency),
            interviewerId: known(ids.workers, row.interviewer),
          };
        }),
      );
      await storeMeetings(
        w,
        council.meetings.map((row) => ({
          ...idOf("meeting", row.id),
          episodeIds: served(row.episodes),
          plannedFor: row.planned === null ? null : later(row.planned),
          heldAt: row.held === null ? null : later(row.held),
          chair: row.chair,
        })),
      );
    }
    await storeChildren(
      w,
      childRows.flatMap((row, i) => {
        const change = moved.children[i];
        return change && row.externalId ? [{ ...row, ...attributes(change) }] : [];
      }),
    );
    if (moved.provider !== null)
      await storeOrganisation(w, { placements: [{ name: names[0]!, provider: names[moved.provider]! }] });
    const voided = async (table: string, rows: { voided: number }[]) => {
      const which = rows.flatMap((row, i) => (row.voided === 0 ? [i] : []));
      await w.tx.$executeRawUnsafe(
        `UPDATE ${table} SET voided_at = '2019-07-01Z' WHERE id IN (
           SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM ${table}) t
           WHERE n = ANY($1::int[]))`,
        which,
      );
    };
    await voided("child", council.children);
    await voided("episode", council.episodes);
    await voided("interview", council.interviews);
    await voided("strategy_meeting", council.meetings);
  });
}
