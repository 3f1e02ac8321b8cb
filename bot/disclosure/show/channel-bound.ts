import type { NoticeView } from "../../../cards/views.ts";
import { EVERY_TEAM } from "../../../data/channel-bindings.ts";
import type { Lens } from "../lens.ts";
import { NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { notice } from "./frame.ts";

type ChannelBound = Extract<Showable, { kind: "channel_bound" }>;

/** Which new episodes come to this conversation from now on. */
export function showChannelBound(bound: ChannelBound, lens: Lens): NoticeView {
  const { context, audience, viewer } = lens;
  if (viewer === null) return notice(NOTICES.not_known, context, "refusal");
  // what is still posted is said to those alone who are to have it
  if (audience === "outside")
    return notice({ title: TITLE, paragraphs: ["Stopped: no episode is posted here."] }, context);
  return notice({ title: TITLE, paragraphs: paragraphs(bound, lens) }, context);
}

const TITLE = "New episodes in this conversation";
const END = "To end it, type “stop posting episodes here”.";
const BEGIN = "To have them here, type “post episodes here”, or “post episodes here for” and a team.";

function paragraphs({ binds, changed, teamIds }: ChannelBound, { context }: Lens): string[] {
  const nothing = changed ? "" : " Nothing has changed.";
  if (teamIds.length === 0)
    return [
      changed ? "New episodes are no longer posted here." : `No episodes are posted here.${nothing}`,
      BEGIN,
    ];
  const whose = teamIds.includes(EVERY_TEAM)
    ? "of every team"
    : `of ${teamIds.map((id) => context.label("team", id)).join(", ")}`;
  const how = "Each is one card, by reference, which I keep up to date.";
  if (binds && changed) return [`I will post new missing episodes ${whose} here. ${how}`, END];
  return [`New missing episodes ${whose} ${binds ? "already come" : "still come"} here.${nothing}`, END];
}
