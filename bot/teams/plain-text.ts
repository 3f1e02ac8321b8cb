import { type InboundActivity, mentionSchema } from "./activity.ts";

/**
 * The words of a message without the bot's own mentions, however many there are. Other people's
 * mentions keep their words. `&nbsp;` and no-break spaces become spaces; runs of white space one.
 */
export function plainText(activity: Pick<InboundActivity, "text" | "entities" | "recipient">): string {
  let text = activity.text ?? "";
  const mentions = (activity.entities ?? []).flatMap((entity) => {
    const parsed = mentionSchema.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
  for (const mention of mentions) {
    if (mention.mentioned.id === activity.recipient.id && mention.text)
      text = text.replaceAll(mention.text, " ");
  }
  return text
    .replace(/<at\b[^>]*>(.*?)<\/at>/gis, (_tag, words: string) =>
      isBotsName(words, activity.recipient.name) && mentions.length === 0 ? " " : words,
    )
    .replace(/&nbsp;/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Some clients send the tag without its entity: then the bot is known by its name. */
function isBotsName(words: string, name: string | null | undefined): boolean {
  return Boolean(name) && words.trim().toLowerCase() === name!.trim().toLowerCase();
}
