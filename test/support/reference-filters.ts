import type { FiguresSpec, Side } from "../../data/measures/figures.ts";
import { CATEGORIES, RISKS } from "../../data/vocabulary.ts";
import type { World, WorldEpisode } from "./measure-world.ts";
import { interviewOf, interviewsOf, isLong, riskOf } from "./reference-states.ts";

/** Whether an episode passes the filters; null where only its bare dates leave that open. */
export function passes(
  episode: WorldEpisode,
  world: World,
  { filters: f, policy }: FiguresSpec,
  { asOf }: Side,
  interviews: boolean,
): boolean | null {
  const child = world.children[episode.childId - 1]!;
  const grade = riskOf(episode, world, asOf);
  const risk = grade === null ? null : RISKS[grade - 1]!;
  const gender = child.gender === "unknown" ? null : child.gender;
  const mine = interviewsOf(episode, world);
  const categories = f.category ?? policy.categories;
  const left = categories.filter((category) => !f.not_category?.includes(category));
  const counting =
    left.length > 0 || f.category ? left : CATEGORIES.filter((c) => !f.not_category?.includes(c));
  // a value: in the filter and not in its not_; no value: outside both
  const fits = <T>(value: T | null, wanted?: readonly T[], unwanted?: readonly T[]) =>
    (!wanted || (value !== null && wanted.includes(value))) &&
    (!unwanted || (value !== null && !unwanted.includes(value)));
  const ids = (values: (number | null)[], wanted?: readonly number[], unwanted?: readonly number[]) => {
    const known = values.filter((value) => value !== null);
    return (
      (!wanted || known.some((value) => wanted.includes(value))) &&
      (!unwanted || (known.length > 0 && !known.some((value) => unwanted.includes(value))))
    );
  };
  const agencies = interviews ? mine.map(({ agencyId }) => agencyId) : [episode.agencyId];
  const interviewers = mine.map(({ interviewerId }) => interviewerId);
  const either =
    (!f.worker && !f.interviewer) ||
    (f.worker !== undefined && ids([episode.workerId], f.worker)) ||
    (f.interviewer !== undefined && ids(interviewers, f.interviewer));
  const state = interviewOf(episode, world, asOf, policy);
  const outcomes = {
    completed: state.completedAt !== null,
    accepted: state.accepted,
    declined: state.declined,
  };
  const certain =
    (counting as readonly string[]).includes(episode.category) &&
    fits(
      episode.placementType ?? (f.placementType?.includes("unknown") ? "unknown" : null),
      f.placementType,
    ) &&
    fits(episode.placementType, undefined, f.not_placementType) &&
    fits(episode.legalStatus, f.legalStatus, f.not_legalStatus) &&
    fits(gender, f.gender && [f.gender], f.not_gender && [f.not_gender]) &&
    fits(risk, f.risk, f.not_risk) &&
    fits(episode.lookedAfter, f.lookedAfter === undefined ? undefined : [f.lookedAfter]) &&
    fits(episode.outOfArea, f.outOfArea === undefined ? undefined : [f.outOfArea]) &&
    fits(episode.placementId, f.placement, f.not_placement) &&
    fits(episode.providerId, f.provider, f.not_provider) &&
    fits(episode.childId, f.child, f.not_child) &&
    fits(episode.teamId, f.team, f.not_team) &&
    ids(agencies, f.agency, f.not_agency) &&
    either &&
    ids([episode.workerId], undefined, f.not_worker) &&
    ids(interviewers, undefined, f.not_interviewer) &&
    (!f.flag || child.flags.some((flag) => (f.flag as string[]).includes(flag))) &&
    (!f.not_flag || !child.flags.some((flag) => (f.not_flag as string[]).includes(flag))) &&
    episode.ageAtStart >= (f.ageMin ?? 0) &&
    episode.ageAtStart <= (f.ageMax ?? 99) &&
    (f.interviewOffered === undefined || state.offered === f.interviewOffered) &&
    (!f.interviewOutcome || f.interviewOutcome.some((outcome) => outcomes[outcome]));
  if (!certain) return false;
  const verdicts = [
    ...(f.minDurationHours === undefined ? [] : [isLong(episode, asOf, f.minDurationHours)]),
    ...(f.maxDurationHours === undefined ? [] : [turned(isLong(episode, asOf, f.maxDurationHours))]),
  ];
  return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
}

function turned(verdict: boolean | null): boolean | null {
  return verdict === null ? null : !verdict;
}
