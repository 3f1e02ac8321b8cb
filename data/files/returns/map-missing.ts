import { LONDON, startOfDay } from "../../calendar.ts";
import { legalStatusOf, placementTypeOf, providerOf } from "../codes.ts";
import type { ChildFileRow, EpisodeFileRow } from "../kinds.ts";
import type { ReturnTables } from "../rules/read-return.ts";
import { code, isBlank, returnDay } from "./cells.ts";
import { headerChildren } from "./header-children.ts";
import { missingKeys } from "./missing-keys.ts";
import { type Placement, placementAt, placementsOfEpisodes } from "./placements.ts";
import { type RefusedRow, refusedRow } from "./refused-row.ts";
import type { EpisodesReturnRow, HeaderReturnRow, MissingReturnRow } from "./rows.ts";

/** What `source` says of an episode that came by the statutory return. */
export const RETURN_SOURCE = "ssda903";

/** One period of the return, as an episode that can be stored. */
export interface MissingToStore {
  row: MissingReturnRow;
  episode: EpisodeFileRow;
  /** its London days, for finding the same episode from another source; `endDay` null: open */
  startDay: string;
  endDay: string | null;
}

export interface MappedReturn {
  /** every child of the episodes, once, in the file's order; without `gender` where Header gives none */
  children: { row: MissingReturnRow; child: ChildFileRow }[];
  episodes: MissingToStore[];
  /** rows that the rules let pass and that cannot be stored all the same, by table */
  refused: {
    Missing: RefusedRow<MissingReturnRow>[];
    Header: RefusedRow<HeaderReturnRow>[];
    Episodes: RefusedRow<EpisodesReturnRow>[];
  };
  /** valid codes for which Homeward has no word of its own: how many of the episodes have each */
  storedAsOther: { column: "PLACE" | "LS"; code: string; episodes: number }[];
}

/**
 * What a return's Missing table is to the store. `rejected` holds the rows that the rules reject: they are
 * not stored, but they keep their place when rows of one child and start are numbered. Ids and codes are
 * read in upper case; the dates are days, so that every episode has date precision, at 00:00 London.
 *
 * With Episodes, each episode has the placement that the child went missing from (null: none is known);
 * without it those fields are absent. A child's date of birth is Header's, else that of the first row.
 */
export function mapMissing(
  tables: ReturnTables,
  rejected: ReadonlySet<MissingReturnRow>,
  timeZone = LONDON,
): MappedReturn {
  const header = headerChildren(tables.Header ?? []);
  const homes = placementsOfEpisodes(tables.Episodes ?? []);
  const keys = missingKeys(tables.Missing);
  const refused: RefusedRow<MissingReturnRow>[] = [];
  const children = new Map<string, MappedReturn["children"][number]>();
  const episodes: MissingToStore[] = [];
  const others = new Map<string, MappedReturn["storedAsOther"][number]>();

  for (const row of tables.Missing) {
    if (rejected.has(row)) continue;
    const childId = code(row.CHILD);
    const known = header.children.get(childId);
    const fault = faultOf(row, known?.dateOfBirth ?? null);
    if (fault) {
      refused.push(fault);
      continue;
    }
    if (!children.has(childId)) {
      const dateOfBirth = known?.dateOfBirth ?? returnDay(row.DOB)!;
      const gender = known?.gender ? { gender: known.gender } : {};
      children.set(childId, { row, child: { childId, dateOfBirth, ...gender } });
    }
    const startDay = returnDay(row.MIS_START)!;
    const endDay = returnDay(row.MIS_END);
    const home = placementAt(homes.placements.get(childId) ?? [], startDay);
    countOthers(others, home);
    episodes.push({
      row,
      startDay,
      endDay,
      episode: {
        episodeId: keys.get(row)!,
        childId,
        category: row.MISSING === "A" ? "away" : "missing",
        startedAt: startOfDay(startDay, timeZone).toISOString(),
        startPrecision: "date",
        endedAt: endDay && startOfDay(endDay, timeZone).toISOString(),
        endPrecision: endDay === null ? "instant" : "date",
        lookedAfter: true,
        ...(tables.Episodes ? placedIn(home) : {}),
      },
    });
  }
  return {
    children: [...children.values()],
    episodes,
    refused: { Missing: refused, Header: header.refused, Episodes: homes.refused },
    storedAsOther: [...others.values()],
  };
}

function placedIn(home: Placement | null) {
  const provider = code(home?.row.PLACE_PROVIDER ?? "");
  return {
    placementType: placementTypeOf(code(home?.row.PLACE ?? ""), provider),
    provider: providerOf(provider),
    legalStatus: legalStatusOf(code(home?.row.LS ?? "")),
  };
}

function countOthers(others: Map<string, MappedReturn["storedAsOther"][number]>, home: Placement | null) {
  if (!home) return;
  const { placementType, legalStatus } = placedIn(home);
  for (const [column, meaning] of [
    ["PLACE", placementType],
    ["LS", legalStatus],
  ] as const) {
    if (meaning !== "other") continue;
    const is = code(home.row[column]);
    const count = others.get(`${column} ${is}`);
    if (count) count.episodes += 1;
    else others.set(`${column} ${is}`, { column, code: is, episodes: 1 });
  }
}

/** What no rule of the Department asks, and no episode can do without. */
function faultOf(row: MissingReturnRow, born: string | null): RefusedRow<MissingReturnRow> | null {
  if (isBlank(row.CHILD)) return refusedRow(row, "CHILD", "blank", "The child's id is blank. Give it.");
  if (isBlank(row.DOB)) {
    // no rule rejects it, and Header says when the child was born
    if (born !== null) return null;
    const message = "The date of birth is blank, and no Header gives it. Give it.";
    return refusedRow(row, "DOB", "blank", message);
  }
  if (returnDay(row.DOB) === null) {
    const message = "The date of birth is not a date. Write it as dd/mm/yyyy, for example 05/04/2008.";
    return refusedRow(row, "DOB", "not_a_date", message);
  }
  return null;
}
