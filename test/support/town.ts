import type { Store } from "../../data/store/store.ts";
import {
  anEpisode,
  havingChildren,
  havingEpisodes,
  havingInterviews,
  havingOrganisation,
  hours,
} from "./builders.ts";

/** Names that occur nowhere else, so that a leak can be searched for (CANARY of demo-store.ts). */
export const NAMES = {
  kit: "Zq901x Zw901y",
  sam: "Zq902x Zw902y",
  lee: "Zq903x Zw903y",
  /** two children bear it */
  twin: "Zq904x Zw904y",
  home: "Zq905x Zw905y",
} as const;

export interface TownChild {
  childId: number;
  /** the open episode, 0 for a child who is not missing */
  episodeId: number;
  reference: string;
}

export interface Town {
  /** of team North, worker Megan Bowen; missing since yesterday 12:00 London */
  kit: TownChild;
  /** of team South; missing since yesterday */
  sam: TownChild;
  /** of Linden, team South; missing; Isaiah Langer of Open Door has interviewed them */
  lee: TownChild;
  /** two children of one name, both of team South and missing */
  twins: [TownChild, TownChild];
  /** of team North, not missing */
  home: TownChild;
}

/** A few children around the demonstration's people. */
export async function smallTown(store: Store): Promise<Town> {
  const made = await havingOrganisation(store, {
    agencies: ["City Council", "City Police", "Open Door"],
    teams: ["North", "South"],
    workers: [{ name: "Megan Bowen", team: "North" }, { name: "Isaiah Langer" }],
    placements: [{ name: "Linden", type: "council_care_home" }],
  });
  const north = { teamId: made.teams.get("North")!, workerId: made.workers.get("Megan Bowen")! };
  const south = { teamId: made.teams.get("South")! };
  const children = await havingChildren(
    store,
    { name: NAMES.kit, ...north },
    { name: NAMES.sam, ...south },
    { name: NAMES.lee, ...south, placementId: made.placements.get("Linden")! },
    { name: NAMES.twin, ...south },
    { name: NAMES.twin, ...south, dateOfBirth: "2005-02-01" },
    { name: NAMES.home, ...north },
  );
  const episodes = await havingEpisodes(
    store,
    ...children.slice(0, 5).map((childId) => anEpisode(childId)),
    anEpisode(children[2]!, { startedAt: hours(-200), endedAt: hours(-190) }),
  );
  await havingInterviews(store, {
    episodeIds: [episodes[5]!],
    offeredAt: hours(-180),
    agencyId: made.agencies.get("Open Door")!,
    interviewerId: made.workers.get("Isaiah Langer")!,
  });
  const references = await store.db.child.findMany({ select: { id: true, number: true } });
  const town = children.map((childId, i): TownChild => {
    const number = references.find(({ id }) => id === childId)!.number;
    return { childId, episodeId: i < 5 ? episodes[i]! : 0, reference: `MC-${number}` };
  });
  return {
    kit: town[0]!,
    sam: town[1]!,
    lee: town[2]!,
    twins: [town[3]!, town[4]!],
    home: town[5]!,
  };
}
