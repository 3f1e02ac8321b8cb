import type { Tx } from "../../store/store.ts";
import { type Column, FORMATS } from "../formats.ts";
import { EXCHANGE_KINDS, type ExchangeKind } from "../kinds.ts";
import { placementCells } from "./assumed.ts";
import type { WriteFile } from "./drafts.ts";
import { selectOf } from "./exchange-sql.ts";
import { pages } from "./snapshot.ts";

/** A field as the file shows it, before lists and yes/no become text. */
type Cell = string | boolean | readonly string[] | null;
type Row = Record<string, Cell>;

export const EXCHANGE_FILES = EXCHANGE_KINDS.map((kind) => `${kind}.csv`);

/**
 * Writes the five exchange files (data/files/formats.ts has their columns). Imported into an empty store
 * they give the same data, and exported from there the same bytes. What the formats have no place for is
 * not in them: voided rows, later grades of risk, agencies, teams and workers that no row names.
 *
 * @returns the rows of each file
 */
export async function writeExchange(
  tx: Tx,
  write: WriteFile,
  { timeZone }: { timeZone: string },
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of EXCHANGE_KINDS) {
    const { columns } = FORMATS[kind];
    const rows = await write(
      `${kind}.csv`,
      columns.map(({ name }) => name),
      cells(kind, columns, pages<Row>(tx, selectOf(kind, timeZone))),
    );
    counts.set(`${kind}.csv`, rows);
  }
  return counts;
}

async function* cells(kind: ExchangeKind, columns: readonly Column[], batches: AsyncIterable<Row[]>) {
  for await (const batch of batches) {
    yield batch.map((row) => {
      const shown = kind === "episodes" ? withPlacement(row) : row;
      return columns.map(({ field }) => textOf(shown[field] ?? null));
    });
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "string" ? cell : cell.join(";");
}

function withPlacement(row: Row): Row {
  const text = (field: string) => row[field] as string | null;
  const [ownType, homeType, home] = [text("ownType"), text("homeType"), text("homePlacement")];
  return {
    ...row,
    ...placementCells({
      placement: text("placement"),
      placementType: text("placementType"),
      provider: text("provider"),
      own: ownType === null ? null : { type: ownType, provider: text("ownProvider") },
      home:
        home === null || homeType === null
          ? null
          : { placement: home, type: homeType, provider: text("homeProvider") },
      assumed: row.assumed as readonly string[],
    }),
  };
}
