import type { Store } from "../../data/store/store.ts";
import type { NaiveCouncil } from "./naive-council.ts";
import { londonDay, type NaiveMoment } from "./naive-times.ts";

/** What an embedded or a served store holds, by the ids of the files: what a simple judge foretells. */
export async function councilIn({ db }: Store): Promise<NaiveCouncil> {
  const [placements, children, episodes, interviews, meetings] = await Promise.all([
    db.placement.findMany(),
    db.child.findMany(),
    db.episode.findMany({ where: { voidedAt: null } }),
    db.interview.findMany(),
    db.strategyMeeting.findMany(),
  ]);
  const links = await db.interviewEpisode.findMany();
  const about = await db.strategyMeetingEpisode.findMany();
  const childOf = new Map(children.map(({ id, externalId }) => [id, externalId!]));
  const idOf = new Map(episodes.map(({ id, externalId }) => [id, externalId!]));
  const told = (one: (typeof episodes)[number]) => ({
    child: childOf.get(one.childId)!,
    start: momentOf(one.startedAt, one.startPrecision),
    end: one.endedAt && momentOf(one.endedAt, one.endPrecision),
  });
  const inFiles = episodes.filter(({ externalId }) => externalId !== null);
  const byCard = episodes.filter(({ externalId }) => externalId === null);
  const served = (ids: number[]) => ids.map((id) => idOf.get(id)!).sort();
  return {
    placements: new Map(placements.map(({ name, type }) => [name, { type }])),
    children: new Map(
      children.map(({ externalId, dateOfBirth }) => [externalId!, dateOfBirth.toISOString().slice(0, 10)]),
    ),
    episodes: new Map(inFiles.map((one) => [one.externalId!, told(one)])),
    byCard: new Map(byCard.map((one) => [`ME-${one.number}`, told(one)])),
    interviews: new Map(
      interviews.map(({ id, externalId, completedAt }) => [
        externalId!,
        {
          episodes: served(links.flatMap((link) => (link.interviewId === id ? [link.episodeId] : []))),
          completed: completedAt?.getTime() ?? null,
        },
      ]),
    ),
    meetings: new Map(
      meetings.map(({ id, externalId, heldAt }) => [
        externalId!,
        {
          episodes: served(about.flatMap((link) => (link.meetingId === id ? [link.episodeId] : []))),
          held: heldAt?.getTime() ?? null,
        },
      ]),
    ),
  };
}

function momentOf(at: Date, precision: string): NaiveMoment {
  return { at: at.getTime(), day: londonDay(at.getTime()), precision: precision as NaiveMoment["precision"] };
}
