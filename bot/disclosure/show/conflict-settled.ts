import type { NoticeView, ReceiptView } from "../../../cards/views.ts";
import { instantText } from "../../answers/sentences.ts";
import { leftText, settledFacts } from "../conflict-words.ts";
import type { Lens } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { frame, notice } from "./frame.ts";

type Settled = Extract<Showable, { kind: "conflict_settled" }>;

const CHOSEN = {
  ours: "Ours was kept",
  file: "The file's was taken",
  agreed: "The file came to say the same",
} as const;

/** What was chosen, for a press that chose it and for every later one. */
export function showConflictSettled(settled: Settled, lens: Lens): ReceiptView | NoticeView {
  const { conflict, left } = settled;
  const { context, audience, viewer } = lens;
  const permission = allowed({ kind: "import_conflicts" }, audience, viewer);
  if (permission !== "yes") return notice(NOTICES[permission], context, "refusal");
  if (!conflict.settledAt || !conflict.choice) return notice(NOT_SHOWN, context, "refusal");
  const rest = left > 0 ? [{ title: "Show what is left", verb: "conflict.list", data: { offset: 0 } }] : [];
  return {
    card: "receipt",
    ...frame("Conflict settled", context, rest),
    headline: CHOSEN[conflict.choice],
    facts: settledFacts(conflict, lens),
    next: leftText(left),
    note: noteText(settled, context.policy.timeZone),
    recorded: null,
  };
}

function noteText({ again, by, conflict }: Settled, zone: string): string | null {
  if (!again) return null;
  const who = by ? ` by ${by.name ?? "a colleague"}` : "";
  return `Already settled${who}, ${instantText(conflict.settledAt!, zone)}. Nothing has changed.`;
}
