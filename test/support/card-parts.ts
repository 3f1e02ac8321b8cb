import type { Json } from "./json.ts";

export interface PressableButton {
  title: string;
  verb: string;
  data: Record<string, unknown>;
}

/** Every text that a card shows, in order. */
export function textsOf(card: Json): string[] {
  const texts: string[] = [];
  walk(card, (node) => {
    for (const key of ["text", "title", "value", "label"]) {
      if (typeof node[key] === "string") texts.push(node[key]);
    }
  });
  return texts;
}

/** All of a card's words as one text, without the marks that keep it plain. */
export const wordsOf = (card: Json): string =>
  textsOf(card)
    .join("\n")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/\\(?=[^\w\s])/g, "");

export function buttonsOf(card: Json): PressableButton[] {
  const buttons: PressableButton[] = [];
  walk(card, (node) => {
    if (node.type === "Action.Execute")
      buttons.push({ title: node.title, verb: node.verb, data: node.data ?? {} });
  });
  return buttons;
}

/** The first button of that title, with the defaults of the card's inputs, as Teams would send it. */
export function buttonTitled(card: Json, title: string | RegExp): PressableButton {
  const found = buttonsOf(card).find((button) =>
    typeof title === "string" ? button.title === title : title.test(button.title),
  );
  if (!found)
    throw new Error(
      `no button ${title}; there are: ${buttonsOf(card)
        .map((button) => button.title)
        .join(", ")}`,
    );
  return { ...found, data: { ...found.data, ...inputsOf(card) } };
}

/** The inputs' defaults by id. */
export function inputsOf(card: Json): Record<string, string> {
  const inputs: Record<string, string> = {};
  walk(card, (node) => {
    if (typeof node.type === "string" && node.type.startsWith("Input.")) inputs[node.id] = node.value ?? "";
  });
  return inputs;
}

function walk(node: Json, visit: (node: Json) => void): void {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit);
  } else if (node !== null && typeof node === "object") {
    visit(node);
    for (const child of Object.values(node)) walk(child, visit);
  }
}
