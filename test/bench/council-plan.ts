/**
 * A council, or a country, of any size, as SQL. Chance is a hash of what a thing is (a child's number, an
 * episode's place in that child's life), so the same size gives the same rows on every server.
 */

/** The instant up to which such a store knows, and at which it is asked: ten years and four months. */
export const BENCH_NOW = new Date("2019-07-30T13:00:00Z");
const FIRST = new Date("2009-04-01T00:00:00Z");
export const DAY = 86_400;
export const HOUR = 3_600;
/** seconds since 1970, as the statements have all instants */
export const NOW = BENCH_NOW.getTime() / 1_000;
const START = FIRST.getTime() / 1_000;
const SPAN_DAYS = (NOW - START) / DAY;
const MOST_EPISODES_A_CHILD = 400;
const SHORTEST_SLOT_DAYS = 2.5;
export const WORKERS_A_TEAM = 10;

export interface Sizes {
  episodes: number;
  /** children that are planned: more than are needed, cut where the episodes are enough */
  children: number;
  authorities: number;
  teams: number;
  placements: number;
  providers: number;
  /** police forces; as many services interview */
  forces: number;
}

/** 6,500 episodes in ten years are a council's; 152 councils are the country, which then only grows denser. */
export function sizesOf(episodes: number): Sizes {
  const authorities = Math.min(152, Math.max(1, Math.round(episodes / 6_500)));
  return {
    episodes,
    children: Math.ceil(episodes / 5) + 100,
    authorities,
    teams: authorities * 5,
    placements: authorities * 60,
    providers: authorities * 2,
    forces: Math.min(43, Math.ceil(authorities / 4)),
  };
}

/** A number in [0, 1) that follows from a whole one; `salt`: another for each thing that chance decides. */
export const chance = (key: string, salt: number) =>
  `((hashint8extended(${key}, ${salt}) & 1073741823) / 1073741824.0::float8)`;

/** The first name whose bound is above a chance: `[0.3, "a"], [1, "b"]` is "a" three times in ten. */
export const oneOf = (value: string, ...parts: [below: number, name: string | null][]) =>
  `CASE ${parts
    .map(([below, name]) => `WHEN ${value} < ${below} THEN ${name === null ? "NULL" : `'${name}'`}`)
    .join(" ")} END`;

export const wholeMinute = (seconds: string) => `floor((${seconds}) / 60) * 60`;

/** Hours to a return: mostly the same night, one in fifteen or so three days or more, a few for months. */
const LENGTH = `CASE
  WHEN last AND ${chance("key", 12)} < 0.004 THEN ${DAY} * (30 + 270 * ${chance("key", 13)})
  WHEN ${chance("key", 12)} < 0.068 THEN ${HOUR} * (72 + 300 * power(${chance("key", 13)}, 3))
  ELSE ${HOUR} * LEAST(71, GREATEST(0.25, -9 * ln(1 - ${chance("key", 13)}))) END`;

/**
 * Temporary tables: `bench_career(c, age, days, began, k)`, a child's number, age in years and length of the
 * time in which it goes missing k times; and `bench_plan(id, prev_id, c, j, k, key, started, ended, lasted,
 * category)`, exactly so many episodes in order of time, the j-th of a child after its `prev_id`; `key`
 * stands for an episode where chance is asked.
 */
export function planSql({ children, episodes }: Sizes): string[] {
  return [
    // a third of the children go missing once, and few very often; half of the careers reach over an end
    `CREATE TEMP TABLE bench_career ON COMMIT DROP AS
     SELECT c, age, days, ${START} + (${chance("c", 4)} * (${SPAN_DAYS} + days) - days) * ${DAY} AS began,
       GREATEST(1, LEAST(${MOST_EPISODES_A_CHILD}, floor(1.3 / (1 - ${chance("c", 1)})),
         floor(days / ${SHORTEST_SLOT_DAYS})))::int AS k
     FROM (SELECT c, age, LEAST(30 + 1065 * ${chance("c", 3)}, (17.95 - age) * 365.25) AS days
       FROM (SELECT c::bigint AS c, 10 + 7.5 * power(${chance("c", 2)}, 0.7) AS age
         FROM generate_series(1, ${children}) c) born) lives`,
    // each episode has a slot of the career: it begins in the slot's first half and ends before the next begins
    `CREATE TEMP TABLE bench_slot ON COMMIT DROP AS
     SELECT c, j, k, key, started, last,
       ${wholeMinute(`started + LEAST(CASE WHEN last THEN 'infinity' ELSE 0.9 * gap END, ${LENGTH})`)} AS ended,
       row_number() OVER (ORDER BY c, j) AS nth
     FROM (SELECT c, j, k, key, j = k - 1 AS last,
         ${wholeMinute(`began + (j + 0.5 * ${chance("key", 11)}) * slot`)} AS started,
         (1 + 0.5 * ${chance("key + 1", 11)} - 0.5 * ${chance("key", 11)}) * slot AS gap
       FROM (SELECT c, j, k, began, days * ${DAY} / k AS slot, c * 512 + j AS key
         FROM bench_career, generate_series(0, k - 1) j) slots) every
     WHERE started BETWEEN ${START} AND ${NOW}`,
    `CREATE TEMP TABLE bench_plan ON COMMIT DROP AS
     SELECT *, lag(id) OVER (PARTITION BY c ORDER BY j) AS prev_id
     FROM (SELECT (row_number() OVER (ORDER BY started, c, j))::int AS id, c, j, k, key, started,
         CASE WHEN ended <= ${NOW} THEN ended END AS ended, ended - started AS lasted,
         ${oneOf(chance("key", 20), [0.93, "missing"], [0.98, "away"], [1, "absent"])} AS category
       FROM bench_slot WHERE nth <= ${episodes}) numbered`,
    "CREATE UNIQUE INDEX ON bench_plan (id)",
    "ANALYZE bench_career, bench_plan",
  ];
}
