import type { CardJson, Json } from "../../cards/template.ts";

/** An object of a card, with the property or list that holds it. */
export interface Place {
  node: CardJson;
  path: string;
}

/** Every object in a card, outermost first, the contents of action data left out: those are not the card's. */
export function* objects(json: Json, path = "card"): Generator<Place> {
  if (Array.isArray(json)) {
    for (const [i, item] of json.entries()) yield* objects(item, `${path}[${i}]`);
  } else if (json !== null && typeof json === "object") {
    yield { node: json, path };
    for (const [key, value] of Object.entries(json)) {
      if (key === "data" && isAction(json)) continue;
      yield* objects(value, `${path}.${key}`);
    }
  }
}

/** The elements, actions and inputs of a card: every object that has a type. */
export function elements(card: Json): Place[] {
  return [...objects(card)].filter(({ node }) => typeof node.type === "string");
}

export const typeOf = (place: Place): string => String(place.node.type);

export const isAction = (node: CardJson): boolean => String(node.type).startsWith("Action.");

export const isChart = (node: CardJson): boolean => String(node.type).startsWith("Chart.");

/** The card as a client without charts shows it: each chart replaced by what it names instead. */
export function withoutCharts(json: Json): Json {
  if (Array.isArray(json)) return json.map(withoutCharts);
  if (json === null || typeof json !== "object") return json;
  if (isChart(json)) return withoutCharts(json.fallback ?? null);
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => key !== "msteams")
      .map(([key, value]) => [key, withoutCharts(value)]),
  );
}

/** Everything that a person can read on the card. */
export function texts(card: Json): string[] {
  const read = ["text", "title", "value", "label", "placeholder", "errorMessage", "legend", "x", "altText"];
  return [...objects(card)].flatMap(({ node }) =>
    read.flatMap((key) => (typeof node[key] === "string" ? [String(node[key])] : [])),
  );
}
