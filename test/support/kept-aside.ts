import type { Db } from "../../data/store/store.ts";

/** Keeps what every table holds now; gives what puts it back: for many tests from one beginning. */
export async function keptAside(db: Db): Promise<() => Promise<void>> {
  await db.$executeRawUnsafe(eachTable("CREATE SCHEMA aside;", "CREATE TABLE aside.%1$I AS TABLE %1$I"));
  return async () => {
    await db.$executeRawUnsafe(
      // the append-only triggers are asleep for this transaction
      eachTable(
        "SET LOCAL session_replication_role = replica;",
        "DELETE FROM %1$I; INSERT INTO %1$I SELECT * FROM aside.%1$I",
      ),
    );
  };
}

function eachTable(first: string, each: string): string {
  return `DO $$
    DECLARE
      name text;
    BEGIN
      ${first}
      FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      LOOP
        EXECUTE format('${each}', name);
      END LOOP;
    END $$`;
}
