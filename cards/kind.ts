import type { CardJson } from "./template.ts";
import type { CardView } from "./views.ts";

/** How one kind of view becomes a card. */
export interface Kind<View extends CardView> {
  /** rows, bars, points, episodes: what is left out, last first, when the card is too large */
  length(view: View): number;
  /** the card with the first `shown` of them, and a line that says how many were left out */
  card(view: View, shown: number): CardJson;
}
