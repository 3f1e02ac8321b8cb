import { stayAt } from "./episodes.ts";
import type { Life, Stay } from "./lives.ts";
import * as city from "./organisation.ts";
import type { Story } from "./plan.ts";
import type * as rows from "./rows.ts";

/** What is seen of a story at an instant: what happened later is not there yet. */
export function view(story: Story, seed: number, until: Date): rows.DemonstrationPlan {
  const now = until.getTime();
  const happened = (at: Date | null): at is Date => at !== null && at.getTime() <= now;
  const known = story.lives.filter((life) => life.joinedAt <= now).sort(byJoining);
  return {
    seed,
    until,
    organisation: organisation(known, now),
    children: known.map((life) => child(life, stayAt(life, now))),
    episodes: story.episodes
      .filter(({ row }) => happened(row.startedAt))
      .map(({ row }) => ({
        ...row,
        endedAt: happened(row.endedAt) ? row.endedAt : null,
      })),
    interviews: story.interviews
      .filter((interview) => happened(interview.offeredAt))
      .sort((a, b) => a.offeredAt.getTime() - b.offeredAt.getTime() || order(a.externalId, b.externalId))
      .map((interview) => {
        const answered = happened(interview.outcomeAt);
        return {
          ...interview,
          outcome: answered ? interview.outcome : null,
          outcomeAt: answered ? interview.outcomeAt : null,
          completedAt: happened(interview.completedAt) ? interview.completedAt : null,
        };
      }),
    meetings: story.meetings
      .filter((meeting) => happened(meeting.arrangedAt))
      .sort((a, b) => a.arrangedAt.getTime() - b.arrangedAt.getTime() || order(a.externalId, b.externalId))
      .map((meeting) => ({ ...meeting, heldAt: happened(meeting.heldAt) ? meeting.heldAt : null })),
  };
}

function child(life: Life, stay: Stay): rows.PlannedChild {
  return {
    externalId: life.externalId,
    name: life.name,
    dateOfBirth: life.dateOfBirth,
    gender: life.gender,
    flags: life.flags,
    legalStatus: stay.legalStatus,
    lookedAfter: stay.lookedAfter,
    outOfArea: stay.outOfArea,
    placement: stay.placement,
    team: stay.team,
    worker: stay.worker,
    responsibleAuthority: stay.responsibleAuthority,
  };
}

/** The fixed homes and people; then families' and foster carers' homes as children are known there. */
function organisation(known: readonly Life[], now: number): rows.PlannedOrganisation {
  const homes = new Map<string, rows.PlannedPlacement>();
  for (const { name, type, provider } of city.HOMES) homes.set(name, { name, type, provider });
  const stays = known.flatMap((life) => life.stays).filter((stay) => stay.from <= now);
  for (const { placement, type, provider } of stays.sort((a, b) => a.from - b.from)) {
    if (placement && type && !homes.has(placement)) homes.set(placement, { name: placement, type, provider });
  }
  return {
    agencies: [...city.AGENCIES],
    teams: [...city.TEAMS],
    workers: [
      ...Object.entries(city.WORKERS).flatMap(([team, names]) => names.map((name) => ({ name, team }))),
      ...Object.values(city.INTERVIEWERS).flatMap((names) => names.map((name) => ({ name, team: null }))),
    ],
    providers: [...city.PROVIDERS],
    placements: [...homes.values()],
  };
}

function byJoining(a: Life, b: Life): number {
  return a.joinedAt - b.joinedAt || order(a.externalId, b.externalId);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
