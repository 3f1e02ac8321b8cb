import { chance, DAY, HOUR, NOW, oneOf, type Sizes, WORKERS_A_TEAM, wholeMinute } from "./council-plan.ts";

/** How many of the words of `bench_name(n, word)` are first names; the rest are last names. */
export const FIRST_NAMES = 600;
export const LAST_NAMES = 9_000;

const instant = (seconds: string) => `to_timestamp(${seconds})`;
/** What is yet to come is not known. */
const ifHappened = (seconds: string) => `CASE WHEN ${seconds} <= ${NOW} THEN ${instant(seconds)} END`;
const lastName = (n: string) => `${FIRST_NAMES} + (${n}) % ${LAST_NAMES}`;

/** A child in care lives in up to three places, and large homes hold more children. */
const placementOf = ({ placements }: Sizes, c: string, part: string) =>
  `1 + floor(${placements} * power(${chance(`${c} * 4 + ${part}`, 38)}, 1.5))::int`;
const teamOf = ({ teams }: Sizes, c: string) => `1 + ${c} * 7919 % ${teams}`;
/** One of the team's, another later. */
const workerOf = ({ teams }: Sizes, c: string, part: string) =>
  `(${c} * 7919 % ${teams} * ${WORKERS_A_TEAM} + 1 + floor(${WORKERS_A_TEAM} * ${chance(`${c} * 4 + ${part}`, 39)}))::int`;

const PLACEMENT_TYPES = [
  ...Array(3).fill("council_care_home"),
  ...Array(3).fill("independent_provider"),
  ...Array(3).fill("foster_care"),
  "supported_accommodation",
];

/** Agencies, teams, workers, providers and placements: `id` counts from 1 in each. */
export function organisationSql({ teams, placements, providers, forces }: Sizes): string[] {
  const types = PLACEMENT_TYPES.map((type) => `'${type}'`).join(", ");
  return [
    `INSERT INTO agency (id, name)
     SELECT i, CASE WHEN i <= ${forces} THEN 'Police force ' || i ELSE 'Return service ' || i - ${forces} END
     FROM generate_series(1, ${2 * forces}) i`,
    `INSERT INTO team (id, name) SELECT i, 'Team ' || i FROM generate_series(1, ${teams}) i`,
    `INSERT INTO worker (id, name, team_id)
     SELECT i, f.word || ' ' || l.word || ' ' || i, 1 + (i - 1) / ${WORKERS_A_TEAM}
     FROM generate_series(1, ${teams * WORKERS_A_TEAM}) i
     JOIN bench_name f ON f.n = i * 11 % ${FIRST_NAMES} JOIN bench_name l ON l.n = ${lastName("i * 17")}`,
    `INSERT INTO provider (id, name) SELECT i, 'Provider ' || i FROM generate_series(1, ${providers}) i`,
    `INSERT INTO placement (id, name, type, provider_id)
     SELECT i, word || ' House ' || i, (ARRAY[${types}])[1 + i % 10],
       CASE WHEN i % 10 >= 3 THEN 1 + i % ${providers} END
     FROM generate_series(1, ${placements}) i JOIN bench_name ON n = ${lastName("i * 23")}`,
  ];
}

/** The children who have an episode in the plan. */
export function childrenSql(sizes: Sizes): string {
  const flag = (name: string, share: number, salt: number) =>
    `CASE WHEN ${chance("c", salt)} < ${share} THEN '${name}' END`;
  const status = chance("c", 31);
  return `INSERT INTO child (id, number, source, external_id, name, date_of_birth, gender, legal_status,
      looked_after, out_of_area, flags, placement_id, team_id, worker_id, responsible_authority)
    SELECT c, 1000 + c, 'bench', 'C' || c, f.word || ' ' || l.word,
      timezone('Europe/London', ${instant("began")})::date - (age * 365.25)::int,
      ${oneOf(chance("c", 30), [0.52, "female"], [0.98, "male"], [0.99, "other"], [1, "unknown"])},
      CASE WHEN in_care
        THEN ${oneOf(status, [0.35, "section_20"], [0.8, "full_care_order"], [0.92, "interim_care_order"], [0.95, "remand"], [1, null])}
        ELSE ${oneOf(status, [0.4, "child_in_need"], [0.6, "child_protection_plan"], [0.95, "none"], [1, null])} END,
      in_care, in_care AND ${chance("c", 32)} < 0.3,
      array_remove(ARRAY[${flag("cse", 0.18, 33)}, ${flag("cce", 0.12, 34)}, ${flag("uasc", 0.06, 35)}, ${flag("send", 0.15, 36)}], NULL),
      CASE WHEN in_care THEN ${placementOf(sizes, "c", "2")} END,
      ${teamOf(sizes, "c")}, ${workerOf(sizes, "c", "1")}, 'Authority ' || 1 + c % ${sizes.authorities}
    FROM (SELECT *, ${chance("c", 37)} < 0.7 AS in_care FROM bench_career) known
    JOIN bench_name f ON f.n = c * 7 % ${FIRST_NAMES} JOIN bench_name l ON l.n = ${lastName("c * 31")}
    WHERE c IN (SELECT c FROM bench_plan) ORDER BY c`;
}

/** The episodes whose ids are above `$1` and up to `$2`, with their police grades. */
export function episodesSql(sizes: Sizes): string[] {
  const grade = oneOf(
    chance("key", 25),
    [0.15, "high"],
    [0.75, "medium"],
    [0.95, "low"],
    [1, "no_apparent_risk"],
  );
  return [
    `INSERT INTO episode (id, number, child_id, source, external_id, category, started_at, ended_at, agency_id,
        placement_id, placement_type, provider_id, looked_after, out_of_area, responsible_authority,
        legal_status, team_id, worker_id, age_at_start, assumed, recorded_at, voided_at)
      SELECT p.id, 20000 + p.id, p.c, 'bench', 'E' || p.id, p.category, ${instant("p.started")}, ${instant("p.ended")},
        1 + p.c % ${sizes.forces}, l.id, CASE WHEN ch.looked_after THEN l.type ELSE 'family_home' END,
        l.provider_id, ch.looked_after, ch.out_of_area, ch.responsible_authority, ch.legal_status, ch.team_id,
        ${workerOf(sizes, "p.c", "p.j * 2 / p.k")},
        extract(year FROM age(timezone('Europe/London', ${instant("p.started")})::date, ch.date_of_birth))::int,
        CASE WHEN ${chance("p.key", 21)} < 0.03 THEN ARRAY['legalStatus'] ELSE '{}' END,
        ${instant(`LEAST(${NOW}, p.started + ${6 * HOUR} * ${chance("p.key", 22)})`)},
        CASE WHEN ${chance("p.key", 23)} < 0.003 THEN ${instant(`LEAST(${NOW}, p.started + ${DAY})`)} END
      FROM bench_plan p JOIN child ch ON ch.id = p.c
      LEFT JOIN placement l ON l.id = CASE WHEN ch.looked_after AND ${chance("p.key", 24)} < 0.97
        THEN ${placementOf(sizes, "p.c", "p.j * 3 / p.k")} END
      WHERE p.id > $1 AND p.id <= $2 ORDER BY p.id`,
    `INSERT INTO episode_risk (episode_id, grade, graded_at)
      SELECT id, grade, ${instant("graded")}
      FROM bench_plan CROSS JOIN LATERAL (VALUES (${grade}, started, ${chance("key", 26)} < 0.95),
        ('high', started + ${6 * HOUR}, ${chance("key", 27)} < 0.1)) g(grade, graded, given)
      WHERE id > $1 AND id <= $2 AND given AND graded <= ${NOW} ORDER BY id, graded`,
  ];
}

const WITH_INTERVIEW = 0.8;

/** Their return interviews and strategy meetings, each with the number of the episode that it was first for. */
export function caseworkSql({ forces, teams }: Sizes): string[] {
  const interviewed = `bench_plan
    CROSS JOIN LATERAL (SELECT ${wholeMinute(`ended + ${HOUR} * (1 + 23 * ${chance("key", 41)})`)} AS offered) o
    WHERE id > $1 AND id <= $2 AND category = 'missing' AND offered <= ${NOW} AND ${chance("key", 40)} < ${WITH_INTERVIEW}`;
  const met = `bench_plan
    CROSS JOIN LATERAL (SELECT ${wholeMinute(`started + ${HOUR} * (72 + 96 * ${chance("key", 52)})`)} AS planned) m
    WHERE id > $1 AND id <= $2 AND category = 'missing' AND started + ${DAY} <= ${NOW}
      AND (lasted >= ${72 * HOUR} AND ${chance("key", 50)} < 0.88 OR ${chance("key", 51)} < 0.02)`;
  const served = (before: string) => `unnest(CASE WHEN ${before} THEN ARRAY[id, prev_id] ELSE ARRAY[id] END)`;
  const late = `73 + 400 * power(${chance("key", 45)}, 2)`;
  const delay = `CASE WHEN ${chance("key", 44)} < 0.935 THEN 26 + 45.9 * ${chance("key", 45)} ELSE ${late} END`;
  return [
    `INSERT INTO interview (id, source, external_id, offered_at, outcome, outcome_at, completed_at, agency_id, interviewer_id)
      SELECT id, 'bench', 'I' || id, ${instant("offered")}, CASE WHEN answered <= ${NOW} THEN outcome END,
        ${ifHappened("answered")}, ${ifHappened("done")}, ${forces} + 1 + c % ${forces}, 1 + c % ${teams * WORKERS_A_TEAM}
      FROM (SELECT *, ${wholeMinute(`offered + ${chance("key", 46)} * coalesce(done - offered, ${48 * HOUR})`)} AS answered
        FROM (SELECT *, CASE WHEN outcome = 'accepted' AND ${chance("key", 43)} < 0.98
            THEN ${wholeMinute(`ended + ${HOUR} * ${delay}`)} END AS done
          FROM (SELECT *, ${oneOf(chance("key", 42), [0.85, "accepted"], [0.95, "declined"], [0.98, "not_contactable"], [1, "missing_again"])} AS outcome
            FROM ${interviewed}) a) b) c ORDER BY id`,
    // a child who was missing again before the first interview has one for both returns
    `INSERT INTO interview_episode (interview_id, episode_id)
      SELECT id, ${served(`prev_id IS NOT NULL AND ${chance("key - 1", 40)} >= ${WITH_INTERVIEW} AND ${chance("key", 47)} < 0.5`)}
      FROM ${interviewed} ORDER BY id`,
    `INSERT INTO strategy_meeting (id, source, external_id, planned_for, held_at, chair)
      SELECT id, 'bench', 'M' || id, ${instant("planned")},
        CASE WHEN ${chance("key", 53)} < 0.95 THEN ${ifHappened("planned")} END, 'Team manager'
      FROM ${met} ORDER BY id`,
    `INSERT INTO strategy_meeting_episode (meeting_id, episode_id)
      SELECT id, ${served(`prev_id IS NOT NULL AND ${chance("key", 54)} < 0.25`)} FROM ${met} ORDER BY id`,
  ];
}
