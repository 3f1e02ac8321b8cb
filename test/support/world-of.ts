import type { Store } from "../../data/store/store.ts";
import type { World } from "./measure-world.ts";

/** A small store's rows as arrays, for the plain reference measures. */
export async function worldOf({ db }: Store): Promise<World> {
  // the reference finds a child at its id's place
  const children: World["children"] = [];
  for (const child of await db.child.findMany())
    children[child.id - 1] = { ...child, dateOfBirth: child.dateOfBirth.toISOString().slice(0, 10) };
  const interviewed = linksOf(await db.interviewEpisode.findMany(), (link) => link.interviewId);
  const met = linksOf(await db.strategyMeetingEpisode.findMany(), (link) => link.meetingId);
  return {
    children,
    episodes: await db.episode.findMany(),
    risks: await db.episodeRisk.findMany(),
    interviews: (await db.interview.findMany()).map((row) => ({
      ...row,
      episodeIds: interviewed.get(row.id) ?? [],
    })),
    meetings: (await db.strategyMeeting.findMany()).map((row) => ({
      ...row,
      episodeIds: met.get(row.id) ?? [],
    })),
  };
}

function linksOf<Link extends { episodeId: number }>(links: Link[], of: (link: Link) => number) {
  const ids = new Map<number, number[]>();
  for (const link of links) ids.set(of(link), [...(ids.get(of(link)) ?? []), link.episodeId]);
  return ids;
}
