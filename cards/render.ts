import { breakdown } from "./breakdown.ts";
import { conflicts } from "./conflicts.ts";
import type { Disclosed } from "./disclosed.ts";
import { episode } from "./episode.ts";
import { figure } from "./figure.ts";
import { form } from "./form.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import type { Kind } from "./kind.ts";
import { list } from "./list.ts";
import { notice } from "./notice.ts";
import { receipt } from "./receipt.ts";
import { summary } from "./summary.ts";
import type { CardJson } from "./template.ts";
import { trend } from "./trend.ts";
import type { CardView } from "./views.ts";

/** A card's size in UTF-8: far below what Teams accepts (about 100 KB), and quick on a phone. */
export const CARD_BYTES = 24 * 1024;

type Kinds = { [Name in CardView["card"]]: Kind<Extract<CardView, { card: Name }>> };

const KINDS: Kinds = {
  figure,
  list,
  breakdown,
  trend,
  summary,
  history,
  form,
  receipt,
  episode,
  conflicts,
  help,
  notice,
};

/**
 * The Adaptive Card (1.5) of a view, never larger than `CARD_BYTES`: where it would be, fewer rows
 * are shown and the card says how many were left out. Pure: the same view gives the same card.
 */
export function renderCard(view: Disclosed<CardView>): CardJson {
  const kind = KINDS[view.card] as Kind<CardView>;
  const all = kind.card(view, kind.length(view));
  return fits(all) ? all : largestThatFits(kind, view);
}

/** Halving, since a card grows with every row: a long list costs a few renderings, not one a row. */
function largestThatFits(kind: Kind<CardView>, view: CardView): CardJson {
  // Only the data of the buttons is never cut, so only they can be too much even with no row.
  let best = kind.card(view, 0);
  if (!fits(best)) return kind.card({ ...view, buttons: [] }, 0);
  let low = 0;
  let high = kind.length(view);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const card = kind.card(view, middle);
    if (fits(card)) {
      low = middle;
      best = card;
    } else high = middle;
  }
  return best;
}

function fits(card: CardJson): boolean {
  return cardBytes(card) <= CARD_BYTES;
}

/** The size of a card as it is sent. */
export function cardBytes(card: CardJson): number {
  return Buffer.byteLength(JSON.stringify(card), "utf8");
}

const SUMMARIES: { [Name in CardView["card"]]: string } = {
  figure: "Homeward: an answer to your question",
  list: "Homeward: an answer to your question",
  breakdown: "Homeward: an answer to your question",
  trend: "Homeward: an answer to your question",
  summary: "Homeward: a summary",
  history: "Homeward: an answer to your question",
  form: "Homeward: a form to fill in",
  episode: "Homeward: a missing episode",
  receipt: "Homeward: a change was recorded",
  conflicts: "Homeward: an answer to your question",
  help: "Homeward: what you can ask",
  notice: "Homeward: a message for you",
};

/** What a locked phone shows: one fixed sentence for each kind of card, and nothing of its content. */
export function cardSummary(view: Disclosed<CardView>): string {
  return SUMMARIES[view.card];
}
