import type { Action } from "../../data/vocabulary.ts";
import type { Line } from "./line.ts";
import { pattern } from "./pattern.ts";
import type { Slots } from "./slots.ts";

const WHAT =
  "(all |any |every |each |the |our |new |open |missing |@team 's ){0,4}(episode|episodes|children|child|alerts)( cards| alerts)?";
const HERE = "(in |into |to )?(here|this channel|this chat|this group|this conversation)( too| as well)?";
const TEAM =
  "(,|·|-)? ?((only )?(for|from|of) )?(the )?(team |teams )?@team( (and|,|&|or) (team )?@team){0,5}( team| teams)?( 's)?( only)?( children)?";
const POST = "(post|announce|put|send)( us)?";
const END = "( please| from now on)?( [.!?])?(?= $)";

const BINDS = pattern(`(?<=^ )${POST} ${WHAT}( ${TEAM})? ${HERE}( ${TEAM})?${END}`);
const UNBINDS = pattern(
  `(?<=^ )(stop|end|no longer|do not|no more) (posting|announcing|putting|sending|post|announce|put|send)( us)? ${WHAT}( ${TEAM})? ${HERE}( any more| any longer)?( ${TEAM})?${END}`,
);
const ONLY_A_TEAM = new Set(["team"]);

/**
 * "Post episodes here for North", "stop posting episodes here": the whole line, so that nothing which
 * is asked or wanted besides is taken for it.
 */
export function readChannelAction(line: Line, slots: Slots): Action | null {
  const found = line.find(UNBINDS);
  const match = found ?? line.find(BINDS);
  if (!match || Object.keys(slots.filters).some((key) => !ONLY_A_TEAM.has(key))) return null;
  line.mark(match.from, match.to, "action");
  return {
    kind: "action",
    action: found ? "unbind_channel" : "bind_channel",
    metric: null,
    filters: slots.filters,
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
  };
}
