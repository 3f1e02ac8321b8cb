import type { DemonstrationPlan, PlannedEpisode } from "../../data/demonstration/rows.ts";

/** More than the stories bring back, and few enough for one card. */
const MISSING = 8;
const HOUR = 3_600_000;

/**
 * The demonstration with every child's name two tokens that occur nowhere else (`CANARY` finds them),
 * the first one shared by two children, and with at least so many children missing at the instant:
 * how many there are otherwise hangs on the day.
 */
export function townPlan(plan: DemonstrationPlan): DemonstrationPlan {
  const open = new Set(latestOf(plan).map(({ externalId }) => externalId));
  return {
    ...plan,
    children: plan.children.map((child, n) => ({ ...child, name: `Zq${n >> 1}x Zw${n}y` })),
    episodes: plan.episodes.map((episode) =>
      open.has(episode.externalId) ? { ...episode, endedAt: null } : episode,
    ),
    // who is still missing has had no return interview
    interviews: plan.interviews.filter(({ episodes }) => !episodes.some((id) => open.has(id))),
  };
}

/** The newest episodes of the children who went missing last, one each, those still open among them. */
function latestOf({ episodes, until }: DemonstrationPlan): PlannedEpisode[] {
  const last = new Map<string, PlannedEpisode>();
  for (const episode of episodes) {
    const other = last.get(episode.child);
    if (!other || other.startedAt < episode.startedAt) last.set(episode.child, episode);
  }
  return [...last.values()]
    .filter(
      ({ category, startedAt }) => category === "missing" && until.getTime() - startedAt.getTime() > HOUR,
    )
    .sort((a, b) => Number(b.endedAt === null) - Number(a.endedAt === null) || order(a, b))
    .slice(0, MISSING);
}

const order = (a: PlannedEpisode, b: PlannedEpisode) => b.startedAt.getTime() - a.startedAt.getTime();
