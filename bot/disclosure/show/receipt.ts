import type { NoticeView, ReceiptView } from "../../../cards/views.ts";
import { instantText } from "../../answers/sentences.ts";
import type { ReceiptShowable } from "../forms/form.ts";
import { FORMS } from "../forms/forms.ts";
import { formButtons } from "../forms/offer.ts";
import type { Lens } from "../lens.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import { frame, notice } from "./frame.ts";
import { historyButtons } from "./record-frame.ts";

/** What was recorded, by whom, and what is due next. A repeat and a colleague's earlier press say so. */
export function showReceipt(receipt: ReceiptShowable, lens: Lens): ReceiptView | NoticeView {
  const { form, child, episode, again, by } = receipt;
  const { context, audience } = lens;
  if (audience === "outside") return notice(NOTICES.not_here, context, "refusal");
  if (!lens.mayPress(`${form}.log`, child.id)) return notice(NOTICES.not_allowed, context, "refusal");
  const about = lens.episode(episode.id);
  const words = about?.childId === child.id ? FORMS[form].receipt(about, lens) : null;
  if (!about || !words) return notice(NOT_SHOWN, context, "refusal");
  const { title, headline, facts, next, already } = words;
  const recorder = by && `by ${by.name ?? "a colleague"}, ${instantText(by.at, context.policy.timeZone)}`;
  return {
    card: "receipt",
    ...frame(title, context, [
      ...formButtons(FORMS[form].after, about, lens),
      ...historyButtons(about, lens),
    ]),
    headline,
    facts,
    next,
    note: again ? `${[already, recorder].filter(Boolean).join(" ")}. Nothing has changed.` : null,
    recorded: recorder && !again ? `Recorded ${recorder}.` : null,
  };
}
