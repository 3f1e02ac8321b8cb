import type { NoticeView } from "../../../cards/views.ts";
import type { Lens } from "../lens.ts";
import { NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { notice } from "./frame.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The weekly summary was asked for: when it comes and of what. */
export function showSubscribed(
  { weekday, minuteOfDay, reading, already }: Extract<Showable, { kind: "subscribed" }>,
  lens: Lens,
): NoticeView {
  const { context, audience } = lens;
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (lens.viewer === null) return notice(NOTICES.not_known, context, "refusal");
  const time = `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`;
  const when = `every ${DAYS[weekday - 1] ?? "week"} at ${time}`;
  return notice(
    {
      title: "Weekly summary",
      paragraphs: [
        already
          ? `The weekly summary already comes here ${when}. Nothing has changed.`
          : `I will post the weekly summary here ${when}.`,
        onlyFor(lens.text(reading.english)),
        "To end it, type “stop the weekly summary”.",
      ].filter((paragraph) => paragraph !== ""),
    },
    context,
  );
}

/** The reading begins with what every such reading is, a summary; what it is of comes after. */
function onlyFor(reading: string): string {
  const [, ...filters] = reading.split(" · ");
  return filters.length > 0 ? `It covers ${filters.join(" · ")}.` : "";
}

export function showUnsubscribed(
  { had }: Extract<Showable, { kind: "unsubscribed" }>,
  lens: Lens,
): NoticeView {
  const text = had
    ? "The weekly summary no longer comes here. To have it again, type “send me the weekly summary every Monday”."
    : "There is no weekly summary here to end. To have one, type “send me the weekly summary every Monday”.";
  return notice({ title: "Weekly summary", paragraphs: [text] }, lens.context);
}

const pad = (n: number): string => String(n).padStart(2, "0");
