import type { Given, Staged } from "../../casework/staged.ts";
import { storeStagedChildren } from "../../casework/staged-children.ts";
import { storeStagedEpisodes } from "../../casework/staged-episodes.ts";
import { storeStagedInterviews, storeStagedMeetings } from "../../casework/staged-links.ts";
import { CHILD, EPISODE, INTERVIEW, STRATEGY_MEETING, type Table } from "../../casework/tables.ts";
import type { Writing } from "../../casework/write.ts";
import type { ExchangeKind } from "../kinds.ts";
import type { FileImport } from "./file-import.ts";
import { joinChild, SERVED } from "./known.ts";
import { literal } from "./sql.ts";
import { ID_FIELD, STAGED } from "./staging.ts";

/** A kind of file whose rows are known by the council's ids; placements are known by their names. */
export type KeyedKind = Exclude<ExchangeKind, "placements">;

export interface ImportKind {
  table: Table;
  /** "the episode" */
  one: string;
  store: (w: Writing, given: Given) => Promise<Staged>;
  /** a field of the file's rows → the table's field, where the two have other names */
  fields: Readonly<Record<string, string>>;
}

const IDS = {
  placement: "placementId",
  team: "teamId",
  worker: "workerId",
  provider: "providerId",
  agency: "agencyId",
  interviewer: "interviewerId",
};

export const KINDS: Readonly<Record<KeyedKind, ImportKind>> = {
  children: {
    table: CHILD,
    one: "child",
    store: storeStagedChildren,
    fields: { ...IDS, childId: "externalId" },
  },
  episodes: {
    table: EPISODE,
    one: "episode",
    store: storeStagedEpisodes,
    fields: { ...IDS, episodeId: "externalId", childId: "childId" },
  },
  interviews: {
    table: INTERVIEW,
    one: "interview",
    store: storeStagedInterviews,
    fields: { ...IDS, interviewId: "externalId" },
  },
  strategy_meetings: {
    table: STRATEGY_MEETING,
    one: "strategy meeting",
    store: storeStagedMeetings,
    fields: { meetingId: "externalId" },
  },
};

/** The table that a name stands for. */
export const NAMED: Readonly<Record<string, string>> = {
  placement: "placement",
  team: "team",
  worker: "worker",
  provider: "provider",
  agency: "agency",
  interviewer: "worker",
};

/** The staged rows `s` that go over: those that nothing was found against. Said so that the planner knows it of nearly all. */
export const GOES_OVER =
  "NOT EXISTS (SELECT FROM import_judged n WHERE n.line = s.line AND n.verdict NOT IN ('adopted', 'held'))";

/** The staged rows that go over, with the ids of everything that they name. */
export function givenOf(
  kind: KeyedKind,
  { fields, source, trial, few }: Pick<FileImport, "fields" | "source" | "trial" | "few">,
): Given {
  const { table, fields: renamed } = KINDS[kind];
  const used = Object.entries(STAGED[kind]).filter(
    ([field]) => field !== ID_FIELD[kind] && fields.has(field),
  );
  const selected = used.map(([field, [column]]) => {
    if (field in NAMED) return `n_${field}.id AS ${table.columns[renamed[field]!]![0]}`;
    if (field === "episodeIds") return "served.ids AS episode_ids";
    if (field === "childId") return "kc.id AS child_id";
    if (field === "gender") return "coalesce(s.gender, 'unknown') AS gender";
    return `s.${column}`;
  });
  const joins = used.flatMap(([field, [column]]) => {
    if (field in NAMED) return [`LEFT JOIN ${NAMED[field]} n_${field} ON n_${field}.name = s.${column}`];
    if (field === "childId") return [joinChild(source)];
    if (field === "episodeIds") {
      return [
        `JOIN (SELECT line, array_agg(DISTINCT id ORDER BY id) AS ids FROM ${SERVED}
           WHERE id IS NOT NULL GROUP BY line) served ON served.line = s.line`,
      ];
    }
    return [];
  });
  const key = `k.source = ${literal(source)} AND k.external_id = s.external_id`;
  const columns = `${literal(source)} AS source, s.external_id ${selected.map((one) => `, ${one}`).join("")}`;
  return {
    sql: `SELECT s.line, coalesce(j.row_id, k.id) AS row_id, ${columns}
      FROM import_staged s LEFT JOIN import_judged j ON j.line = s.line
      LEFT JOIN ${table.name} k ON ${key}
      ${joins.join("\n")}
      WHERE ${GOES_OVER}`,
    // adopted and held rows are known
    fresh: `SELECT s.line, ${columns} FROM import_staged s ${joins.join("\n")}
      WHERE NOT EXISTS (SELECT FROM ${table.name} k WHERE ${key})
        AND NOT EXISTS (SELECT FROM import_judged n WHERE n.line = s.line)`,
    params: [],
    fields: new Set(["source", "externalId", ...used.map(([field]) => renamed[field] ?? field)]),
    inOrder: few ?? false,
    trial,
  };
}
