import { type Playground, type PlaygroundOptions, startPlayground } from "../../bot/server/playground.ts";

/** What the person in front of a Playground does; its routes are undocumented and stand here alone. */
export interface PlaygroundUser extends Playground {
  /** types a message, in a channel with the bot's mention before it as Teams requires */
  say(conversationId: string, text: string): Promise<void>;
  /** the bot is added to a conversation */
  install(conversationId: string): Promise<void>;
}

/** A Playground on a free port, silent; a test that needs one fails where it does not start. */
export async function openPlayground(options: Omit<PlaygroundOptions, "say">): Promise<PlaygroundUser> {
  const said: string[] = [];
  const playground = await startPlayground({ port: 0, ...options, say: (line) => void said.push(line) });
  if (!playground) throw new Error(said.join(" "));
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${playground.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const { config } = (await (await fetch(`${playground.url}/_internal/v1/config`)).json()) as {
    config: { bot: { id: string; name: string }; currentUser: { id: string }; personalChat: { id: string } };
  };
  return {
    ...playground,
    install: (conversationId) => post(`/_debug/conversation/${conversationId}/installation`, {}),
    say: (conversationId, text) => {
      const { bot, currentUser, personalChat } = config;
      const tag = `<at>${bot.name}</at>`;
      const mentioned = conversationId !== personalChat.id;
      return post(`/_conversation/v1/conversations/${encodeURIComponent(conversationId)}/messages`, {
        type: "text",
        text: mentioned ? `${tag} ${text}` : text,
        textFormat: "plain",
        from: { id: currentUser.id },
        mentions: mentioned ? [{ mentioned: bot, text: tag }] : [],
      });
    },
  };
}
