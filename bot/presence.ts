import type { TimeLimit } from "../data/casework/time-limit.ts";
import type { NamesAt } from "../data/names.ts";
import type { DiscloseContext } from "./disclosure/context.ts";
import type { Viewer } from "./disclosure/viewer.ts";
import type { House } from "./house.ts";
import { organisationOf } from "./known-names.ts";
import type { NameIndex, Names } from "./language/understanding.ts";
import type { Audience, Person } from "./people/directory.ts";
import { viewerOf } from "./people/viewer.ts";
import type { Actor, ConversationRef } from "./turn.ts";

/** Who is asking, in which room, with which names known: what every step of the walk is given. */
export interface Presence {
  house: House;
  now: Date;
  conversation: ConversationRef;
  activityId: string;
  person: Person | null;
  viewer: Viewer | null;
  audience: Audience;
  /** the organisation's: children are looked up for the text at hand (`namesFor` of known-names.ts) */
  names: NameIndex;
  /** the store's names as this turn knows them */
  namesAt: NamesAt;
  show: DiscloseContext;
  /** a press that writes: within it or not at all */
  limit?: TimeLimit;
}

/**
 * Looks up the person and the room. `fresh`: nothing cached is used (writes, exports);
 * `namesRevision`: the store's, where it has just been read.
 * Nothing here throws for a person or a room that cannot be known: that is denial.
 */
export async function presenceOf(
  house: House,
  turn: {
    actor: Pick<Actor, "aadObjectId" | "tenantId">;
    conversation: ConversationRef;
    activityId: string;
    at: Date;
  },
  options: { fresh?: boolean; namesRevision?: bigint } = {},
): Promise<Presence> {
  const { actor, conversation } = turn;
  const [person, namesAt] = await Promise.all([
    house.directory.person(actor.aadObjectId, actor.tenantId, options),
    house.names.current(options.namesRevision),
  ]);
  const names = namesAt.organisation;
  const audience = await house.directory.audience(conversation, person);
  return {
    house,
    now: turn.at,
    conversation,
    activityId: turn.activityId,
    person,
    viewer: person && viewerOf(person, names),
    audience,
    names: organisationOf(house, namesAt),
    namesAt,
    show: {
      policy: house.policy,
      demonstration: house.demonstration,
      scope: conversation.scope,
      ...lookupsOf(names),
    },
  };
}

/** The same turn with nothing cached of the person: for what is written from typed words. */
export async function fresh(presence: Presence): Promise<Presence> {
  const { house, conversation, person, activityId, now: at } = presence;
  const actor = { aadObjectId: person?.aadObjectId ?? "", tenantId: conversation.tenantId };
  return presenceOf(house, { actor, conversation, activityId, at }, { fresh: true });
}

type Lookups = Pick<DiscloseContext, "label" | "household">;
const lookups = new WeakMap<Names, Lookups>();

/** The store's names of places, teams, people at work and agencies; children are not among them. */
function lookupsOf(names: Names): Lookups {
  let known = lookups.get(names);
  if (!known) {
    const byId = (rows: { id: number; name: string }[]) => new Map(rows.map((row) => [row.id, row.name]));
    const maps = {
      placement: byId(names.placements),
      provider: byId(names.providers),
      team: byId(names.teams),
      worker: byId(names.workers),
      agency: byId(names.agencies),
    };
    const types = new Map(names.placements.map(({ id, type }) => [id, type]));
    known = {
      label: (kind, id) => maps[kind].get(id) ?? "unknown",
      household: (id) => ["family_home", "foster_care"].includes(types.get(id) ?? ""),
    };
    lookups.set(names, known);
  }
  return known;
}
