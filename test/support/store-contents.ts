import type { Db } from "../../data/store/store.ts";

/** Table → what its rows are known by in the files. */
const KNOWN_BY: Readonly<Record<string, string>> = {
  child: "external_id",
  episode: "external_id",
  interview: "external_id",
  placement: "name",
  provider: "name",
  team: "name",
  worker: "name",
  agency: "name",
};
/** Fields that hold ids → whose, in columns (child_id), in change rows (childId) and in audit rows (childIds). */
const WHOSE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(KNOWN_BY).map((table) => [table, table])),
  interviewer: "worker",
};
/** From sequences, which a transaction that is undone leaves further on; and which run or transaction it was. */
const LEFT_OUT = ["id", "number", "import_run", "run", "written_in"];
/** What an import says of itself, and what is of one process alone. */
const OWN = ["import_run", "import_file", "_prisma_migrations"];

/**
 * Everything that an import has stored, table by table, as sorted lines: rows with the names and the files'
 * ids of what they refer to, change and audit rows too. What came from a sequence is left out, and of which
 * run each came.
 */
export async function contentsOf(db: Db): Promise<Record<string, string[]>> {
  const tables = await db.$queryRawUnsafe<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1::text[]) ORDER BY 1`,
    OWN,
  );
  const ids = await names(db);
  const contents: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: Row }[]>(`SELECT to_jsonb(t) AS row FROM "${name}" t`);
    contents[name] = rows.map(({ row }) => JSON.stringify(named(row, ids))).sort();
  }
  return contents;
}

type Row = Record<string, unknown>;
type Names = ReadonlyMap<string, string>;

/** "child 7" → "C7". */
async function names(db: Db): Promise<Names> {
  const found = await db.$queryRawUnsafe<{ key: string; name: string }[]>(
    Object.entries(KNOWN_BY)
      .map(([table, name]) => `SELECT '${table} ' || id AS key, ${name} AS name FROM ${table}`)
      .join(" UNION ALL "),
  );
  return new Map(found.map(({ key, name }) => [key, name]));
}

function named(value: unknown, ids: Names): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, ids));
  if (typeof value !== "object" || value === null) return value;
  const row = value as Row;
  const fields = Object.keys(row)
    .filter((field) => !LEFT_OUT.includes(field))
    .sort();
  return Object.fromEntries(
    fields.map((field) => {
      const [, stem] = /^([a-z]+)(?:_ids?|Ids?)$/.exec(field) ?? [];
      const table = field === "row_id" ? String(row.table_name) : WHOSE[stem ?? ""];
      if (table === undefined) return [field, named(row[field], ids)];
      const name = (id: unknown) => ids.get(`${table} ${id}`) ?? id;
      const of = row[field];
      return [field, Array.isArray(of) ? of.map(name).sort() : name(of)];
    }),
  );
}
