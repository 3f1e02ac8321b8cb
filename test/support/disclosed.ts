import type { Reply } from "../../bot/turn.ts";
import type { Disclosed } from "../../cards/disclosed.ts";
import type { NoticeView } from "../../cards/views.ts";

/** A sentence that a test lets out without the door; only tests of what comes after it may. */
export const sentence = (text: string): Reply => ({ kind: "sentence", text: text as Disclosed<string> });

/** The smallest card, let out in the same way. */
export function notice(title: string): Reply {
  const view: NoticeView = {
    card: "notice",
    title,
    tone: "plain",
    paragraphs: [`${title}.`],
    buttons: [],
    demonstration: false,
  };
  return { kind: "card", view: view as Disclosed<NoticeView> };
}
