import { type FactsData, factsData, type HeadData, headData } from "./frame.ts";
import type { Kind } from "./kind.ts";
import template from "./receipt.json" with { type: "json" };
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { ReceiptView } from "./views.ts";

export interface ReceiptData extends HeadData, FactsData {
  headline: string;
  hasNext: boolean;
  next: string;
  hasNote: boolean;
  note: string;
  hasRecorded: boolean;
  recorded: string;
}

const fill = compile<ReceiptData>(template);

export function receiptData(view: ReceiptView): ReceiptData {
  return {
    ...headData(view),
    ...factsData(view.facts),
    // A repeat changed nothing and does not look like a success of its own.
    headline: `${view.note === null ? "✓ " : ""}${md(view.headline)}`,
    hasNext: view.next !== null,
    next: md(view.next ?? "", 300),
    hasNote: view.note !== null,
    note: md(view.note ?? "", 400),
    hasRecorded: view.recorded !== null,
    recorded: md(view.recorded ?? "", 300),
  };
}

/** What was written, and what has to be done by when. */
export const receipt: Kind<ReceiptView> = {
  length: () => 0,
  card: (view) => fill(receiptData(view)),
};
