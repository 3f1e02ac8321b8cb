import { ageOn, dayOf } from "../../data/calendar.ts";
import type { Audience } from "../people/directory.ts";
import type { DiscloseContext } from "./context.ts";
import { mayPress, namedTo } from "./permissions.ts";
import type { ChildFace, EpisodeFace, Viewer } from "./viewer.ts";

/** What stands for a child of whom not even a reference may be shown. */
export const WITHHELD = "Not shown";

/** What may be known of an episode wherever its child's reference may stand. */
export interface EpisodeMinimum {
  id: number;
  reference: string;
  childId: number;
  startedAt: Date;
  endedAt: Date | null;
  startPrecision: "instant" | "date";
  endPrecision: "instant" | "date";
  /** the highest grade held, and the last one given */
  risk: string | null;
  grade: string | null;
  category: string;
  /** who reported it */
  reportingAgencyId: number | null;
  version: number;
  /** states, instants and ids of staff: what the deadlines follow from */
  interview: EpisodeFace["interview"];
  meeting: EpisodeFace["meeting"];
  /** null unless the viewer may read the child's name here */
  placement: string | null;
}

/**
 * How this viewer, in this conversation, sees the children that a showable speaks of. The files in
 * show/ are given a lens and never the faces, so a name that may not be said cannot get into a view.
 */
export interface Lens {
  readonly audience: Audience;
  readonly viewer: Viewer | null;
  readonly context: DiscloseContext;
  /** "Sam Example (MC-1042)", "MC-1042", or `WITHHELD` */
  child(id: number): string;
  /** the key of a child or an episode outside the bot: the council's id, or the reference */
  childKey(id: number): string;
  episodeKey(id: number, childId: number): string;
  /** the viewer may read this child's name here, and with it more than the minimum fields */
  knows(childId: number): boolean;
  /** in years, on that day; null unless the viewer may read the child's name here */
  age(childId: number, at: Date): number | null;
  episode(id: number): EpisodeMinimum | null;
  mayPress(verb: string, childId: number): boolean;
  /**
   * A button for the child may stand on the card: in a 1:1 chat where the viewer may press it, in an
   * operational one always, since the card is the room's and the press is checked for the presser.
   */
  mayOffer(verb: string, childId: number): boolean;
  /** fills `{child:12}` and its kin */
  text(english: string): string;
}

export interface Faces {
  children: readonly ChildFace[];
  episodes?: readonly EpisodeFace[];
}

/**
 * `withhold`: the answer tells more of its children than a reference may tell, so that those the
 * viewer may not name are not shown by reference either.
 * `alone`: what is shown reaches this viewer alone, though it stands in a room.
 */
export function lensOf(
  { children, episodes = [] }: Faces,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
  { withhold = false, alone = false }: { withhold?: boolean; alone?: boolean } = {},
): Lens {
  const faces = new Map(children.map((face) => [face.id, face]));
  const known = new Map(episodes.map((episode) => [episode.id, episode]));
  const knows = (id: number): boolean => {
    const face = faces.get(id);
    return face !== undefined && namedTo(viewer, face, { audience, alone });
  };
  const hidden = (id: number): boolean =>
    audience === "outside" || !faces.has(id) || (withhold && !knows(id));
  const child = (id: number): string => {
    if (hidden(id)) return WITHHELD;
    const { name, reference } = faces.get(id)!;
    return knows(id) && name ? `${name} (${reference})` : reference;
  };
  const press = (verb: string, id: number): boolean => {
    const face = faces.get(id);
    return audience !== "outside" && face !== undefined && mayPress(viewer, verb, face);
  };
  return {
    audience,
    viewer,
    context,
    child,
    knows,
    age: (id, at) =>
      knows(id) ? ageOn(faces.get(id)!.dateOfBirth, dayOf(at, context.policy.timeZone)) : null,
    childKey: (id) => {
      if (hidden(id)) return WITHHELD;
      const { externalId, reference } = faces.get(id)!;
      return knows(id) && externalId ? externalId : reference;
    },
    episodeKey: (id, childId) => {
      const episode = known.get(id);
      if (hidden(childId) || !episode || episode.childId !== childId) return WITHHELD;
      return knows(childId) && episode.externalId ? episode.externalId : episode.reference;
    },
    episode: (id) => {
      const episode = known.get(id);
      if (!episode || episode.voided || hidden(episode.childId)) return null;
      return {
        id: episode.id,
        reference: episode.reference,
        childId: episode.childId,
        startedAt: episode.startedAt,
        endedAt: episode.endedAt,
        startPrecision: episode.startPrecision,
        endPrecision: episode.endPrecision,
        risk: episode.risk,
        grade: episode.grade,
        category: episode.category,
        reportingAgencyId: episode.reportingAgencyId,
        version: episode.version,
        interview: episode.interview,
        meeting: episode.meeting,
        placement: knows(episode.childId) ? episode.placement : null,
      };
    },
    mayPress: press,
    mayOffer: (verb, id) => (audience === "operational" ? !hidden(id) : press(verb, id)),
    text: (english) =>
      english.replace(/\{(child|placement|provider|team|worker|agency):(\d+)\}/g, (_, kind, id) =>
        kind === "child" ? child(Number(id)) : context.label(kind, Number(id)),
      ),
  };
}
