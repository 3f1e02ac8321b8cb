import type { Subject } from "../answers/answer.ts";
import type { Audience } from "../people/directory.ts";
import { mayName } from "./permissions.ts";
import type { ChildFace, EpisodeFace, Viewer } from "./viewer.ts";

export interface KeySource {
  children: readonly ChildFace[];
  episodes: readonly EpisodeFace[];
  audience: Audience;
  viewer: Viewer | null;
}

/** The key of a child or an episode that may not even be shown by reference. */
export const NO_KEY = "withheld";

/**
 * The key of a row outside the bot: the id in the council's files only where the viewer may name the
 * child, in a 1:1 chat; else the reference; outside, and for a child who is not among the faces, none.
 */
export function keyOf(subject: Subject, { children, episodes, audience, viewer }: KeySource): string {
  switch (subject.kind) {
    case "child":
    case "episode": {
      const child = children.find(({ id }) => id === subject.childId);
      if (!child || audience === "outside") return NO_KEY;
      const face = subject.kind === "child" ? child : episodes.find(({ id }) => id === subject.episodeId);
      if (!face || ("childId" in face && face.childId !== child.id)) return NO_KEY;
      const named = audience === "personal" && mayName(viewer, child);
      return (named && face.externalId) || face.reference;
    }
    case "bucket":
      return subject.grouping === "child" ? NO_KEY : subject.key;
    case "others":
      return "others";
    case "measure":
      return subject.metric;
    default:
      return NO_KEY;
  }
}
