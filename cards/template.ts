import { Constant, ExpressionFunctions, ExpressionType } from "adaptive-expressions";
import { Template } from "adaptivecards-templating";
import actions from "./parts/actions.json" with { type: "json" };
import caveats from "./parts/caveats.json" with { type: "json" };
import change from "./parts/change.json" with { type: "json" };
import facts from "./parts/facts.json" with { type: "json" };
import figures from "./parts/figures.json" with { type: "json" };
import figuresTable from "./parts/figures-table.json" with { type: "json" };
import foot from "./parts/foot.json" with { type: "json" };
import gaps from "./parts/gaps.json" with { type: "json" };
import head from "./parts/head.json" with { type: "json" };
import more from "./parts/more.json" with { type: "json" };
import page from "./parts/page.json" with { type: "json" };
import problem from "./parts/problem.json" with { type: "json" };
import reading from "./parts/reading.json" with { type: "json" };
import submit from "./parts/submit.json" with { type: "json" };

/** Adaptive Card JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type CardJson = { [key: string]: Json };

const PARTS: Readonly<Record<string, object[]>> = {
  actions,
  caveats,
  change,
  facts,
  figures,
  figuresTable,
  foot,
  gaps,
  head,
  more,
  page,
  problem,
  reading,
  submit,
};

/**
 * A name in a template is looked up in its data at once: the library takes each for a path, cuts it up and looks
 * along it, which takes a sixth of all the memory of a turn. What is not found so is left to it.
 */
const accessor = ExpressionFunctions.standardFunctions.get(ExpressionType.Accessor)!;
const alongPath = accessor.tryEvaluate;
accessor.tryEvaluate = (expression, memory, options) => {
  const [name, of] = expression.children;
  const data: unknown = "$data" in memory && memory.$data;
  if (!of && name instanceof Constant && typeof data === "object" && data !== null && !Array.isArray(data)) {
    const value = (data as Record<string, unknown>)[name.value];
    const found = value !== undefined && !name.value.startsWith("$") && Object.hasOwn(data, name.value);
    if (found) return { value, error: undefined as never };
  }
  return alongPath(expression, memory, options);
};

/**
 * A template whose `{"$part": name}` items are replaced by the shared parts: header, change, facts,
 * foot and buttons are written once. Throws for a part that does not exist.
 */
export function withParts(template: object): CardJson {
  return put(template as Json) as CardJson;
}

/** Compiles a template once; the function returned fills it, and mutates neither data nor template. */
export function compile<Data extends object>(template: object): (data: Data) => CardJson {
  const compiled = new Template(withParts(template));
  // A copy, because bound objects (a button's data) would otherwise be shared with the view.
  return (data) => copyOf(compiled.expand({ $root: data }) as CardJson) as CardJson;
}

/** `structuredClone` takes as long as filling the template does. */
function copyOf(json: Json): Json {
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map(copyOf);
  const copy: CardJson = {};
  for (const key in json) copy[key] = copyOf(json[key]!);
  return copy;
}

function put(json: Json): Json {
  if (Array.isArray(json)) return json.flatMap((item) => partOf(item) ?? [put(item)]);
  if (json === null || typeof json !== "object") return json;
  const part = partOf(json);
  // Where one element must stand, a `fallback` for instance, the part has one.
  if (part) return part[0] ?? null;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, put(value)]));
}

function partOf(item: Json): Json[] | null {
  if (item === null || typeof item !== "object" || Array.isArray(item)) return null;
  const name = item.$part;
  if (typeof name !== "string") return null;
  const part = PARTS[name];
  if (!part) throw new Error(`There is no card part "${name}".`);
  return put(part as Json[]) as Json[];
}
