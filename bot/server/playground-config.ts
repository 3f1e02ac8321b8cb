/** A person that the Agents Playground shows. */
export interface PlaygroundPerson {
  id: string;
  aadObjectId: string;
  name: string;
}

/** Who and which rooms there are; the ids are those that the people's file uses. */
export interface PlaygroundWorld {
  people: readonly PlaygroundPerson[];
  channels: readonly { conversationId: string; audience: string }[];
}

export const PLAYGROUND_TENANT = "00000000-0000-0000-0000-0000000000aa";
/** The Playground takes exactly so many besides the one who speaks. */
const OTHERS = 5;

/**
 * The Playground's configuration with `speaker` (a person's id; the first one otherwise) in front of
 * it. The first operational channel is the team's channel; General is outside. Where there are too few
 * people, visitors whom the bot does not know make up the number. JSON, which is YAML.
 */
export function playgroundConfig(world: PlaygroundWorld, speaker?: string): string {
  const people = [...world.people, ...visitors(OTHERS + 1 - world.people.length)];
  const current = people.find(({ id }) => id === speaker) ?? people[0]!;
  const others = people.filter((person) => person !== current).slice(0, OTHERS);
  const room = (audience: string, otherwise: string) =>
    world.channels.find((channel) => channel.audience === audience)?.conversationId ?? otherwise;
  return JSON.stringify(
    {
      version: "0.1.1",
      tenantId: PLAYGROUND_TENANT,
      bot: { id: "28:homeward", name: "Homeward" },
      currentUser: userOf(current),
      users: others.map(userOf),
      personalChat: { id: `a:personal-${current.id}` },
      groupChat: { id: "19:group-chat@thread.v2", name: "Group chat" },
      team: {
        id: room("outside", "19:general@thread.tacv2"),
        name: "Missing children",
        aadGroupId: "00000000-0000-0000-0000-0000000000ab",
        channels: [{ id: room("operational", "19:operational@thread.tacv2"), name: "Operational" }],
      },
    },
    null,
    2,
  );
}

function visitors(count: number): PlaygroundPerson[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    id: `visitor-${index + 1}`,
    aadObjectId: `00000000-0000-0000-0000-0000000000f${index}`,
    name: `Visitor ${index + 1}`,
  }));
}

function userOf({ id, aadObjectId, name }: PlaygroundPerson) {
  const [givenName = name, ...rest] = name.split(" ");
  const address = `${id}@homeward.example`;
  return {
    id: `29:${id}`,
    name,
    userPrincipleName: address,
    aadObjectId,
    givenName,
    surname: rest.join(" ") || givenName,
    email: address,
  };
}
