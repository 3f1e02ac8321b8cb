import type { CardJson, Json } from "./template.ts";

/** What a node of a template becomes; null where it is left out. */
type Fill = (data: unknown) => Json | Json[];

/** A placeholder is one path and the whole of its string: everything else is typed code's work. */
const PLACEHOLDER = /^\$\{([a-zA-Z]+(?:\.[a-zA-Z]+)*)\}$/;

/**
 * What Adaptive Cards Templating makes of a template whose placeholders are single paths, as functions that are
 * made once: its own expansion looks at every node anew for each card, and takes many times as long. The function
 * returned mutates neither data nor template and shares nothing with them. Throws for a template that uses more
 * of that language.
 */
export function filling<Data extends object>(template: CardJson): (data: Data) => CardJson {
  return objectOf(template) as (data: unknown) => CardJson;
}

function nodeOf(template: Json): Fill {
  if (typeof template === "string") return textOf(template);
  if (template === null || typeof template !== "object") return () => template;
  if (Array.isArray(template)) return listOf(template);
  const { $when, $data, ...rest } = template;
  const fill = objectOf(rest);
  const stands = $when === undefined ? null : pathOf($when);
  const one = (data: unknown) => (stands === null || stands(data) === true ? fill(data) : null);
  if ($data === undefined) return one;
  const items = pathOf($data);
  return (data) => {
    const found = items(data);
    if (!Array.isArray(found)) return one(found);
    const filled = found.flatMap((item) => one(item) ?? []);
    return filled.length > 1 ? filled : (filled[0] ?? null);
  };
}

function objectOf(template: CardJson): (data: unknown) => CardJson {
  const fills = Object.entries(template).map(([key, value]): [string, Fill] => {
    if (key.startsWith("$")) throw new Error(`A card's template cannot say "${key}".`);
    return [key, nodeOf(value)];
  });
  return (data) => {
    const filled: CardJson = {};
    for (const [key, fill] of fills) filled[key] = fill(data);
    return filled;
  };
}

/** What is left out leaves no gap, and what is repeated stands side by side. */
function listOf(template: Json[]): Fill {
  const fills = template.map(nodeOf);
  return (data) => {
    const filled: Json[] = [];
    for (const fill of fills) {
      const item = fill(data);
      if (Array.isArray(item)) filled.push(...item);
      else if (item !== null) filled.push(item);
    }
    return filled;
  };
}

function textOf(template: string): Fill {
  if (!template.includes("${")) return () => template;
  const value = pathOf(template);
  return (data) => {
    const found = value(data);
    // a button's data would otherwise be shared with the view
    return (typeof found === "object" ? structuredClone(found) : found) as Json;
  };
}

/** The value of a placeholder; itself where the data has none. */
function pathOf(placeholder: Json): (data: unknown) => unknown {
  const path = PLACEHOLDER.exec(String(placeholder))?.[1]?.split(".");
  if (!path) throw new Error(`A card's template cannot say "${placeholder}".`);
  return (data) => {
    let found = data;
    for (const step of path) found = (found as Record<string, unknown> | null | undefined)?.[step];
    return found ?? placeholder;
  };
}
