import type { Db } from "./store/store.ts";
import type { Names, WantedChildren, WantedName } from "./vocabulary.ts";

/** The children that are wanted, in the order of their ids, as they stand now; none that was voided. */
export async function readWantedChildren(
  db: Db,
  { numbers, ids, names, words }: WantedChildren,
): Promise<Names["children"]> {
  const wanted = [...names, ...words.map((word) => ({ words: [[word]], most: 1 }))].map(setsOf);
  const rows = await db.$queryRawUnsafe<(Names["children"][number] & { number: number })[]>(
    WANTED,
    JSON.stringify(wanted),
    [...ids],
    [...numbers],
    [...words],
  );
  const children = new Map(
    rows.map(({ id, number, externalId, name }) => [id, { id, reference: `MC-${number}`, externalId, name }]),
  );
  return [...children.values()].sort((a, b) => a.id - b.id);
}

/** Four sets, whatever was given: what has to fit four times is thought to be rare, and is read by its index. */
function setsOf({ words: [one, two = one, three = one, four = one], ...rest }: WantedName) {
  return { one, two, three, four, ...rest };
}

const COLUMNS = `c.id, c.number, c.external_id AS "externalId", c.name`;
const WORDS = "string_to_array(plain_name(c.name), ' ')";
/** Each by its index (migration 0016): a few pages, whatever the size of the store. */
const WANTED = `
  SELECT c.* FROM jsonb_to_recordset($1::jsonb)
    AS w(one text[], two text[], three text[], four text[], ends boolean, initial text, most int)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM child c
    WHERE c.voided_at IS NULL
      AND ${WORDS} && w.one AND ${WORDS} && w.two AND ${WORDS} && w.three AND ${WORDS} && w.four
      AND (w.ends IS NULL OR split_part(btrim(plain_name(c.name)), ' ', 1) = ANY (w.one)
        OR split_part(btrim(plain_name(c.name)), ' ', -1) = ANY (w.one))
      AND (w.initial IS NULL OR lower(left(split_part(btrim(c.name), ' ', -1), 1)) = w.initial)
    LIMIT w.most
  ) c
  UNION ALL
  SELECT ${COLUMNS} FROM child c WHERE c.voided_at IS NULL AND lower(c.external_id COLLATE "C") = ANY ($2::text[])
  UNION ALL
  SELECT ${COLUMNS} FROM child c WHERE c.voided_at IS NULL AND c.number = ANY ($3::int[])
  UNION ALL
  SELECT ${COLUMNS} FROM child c
  WHERE c.voided_at IS NULL AND strpos(plain_name(c.name), ' ') = 0 AND plain_name(c.name) = ANY ($4::text[])`;
