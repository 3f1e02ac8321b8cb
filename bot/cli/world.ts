import { z } from "zod";
import { type Filters, PLACEMENT_TYPES, type Request } from "../../data/vocabulary.ts";
import type { NameKind } from "../language/names.ts";
import type { Names } from "../language/understanding.ts";

const worldSchema = z.object({
  children: z.array(z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()).default([]) })),
  placements: z.array(
    z.object({ name: z.string(), type: z.enum(PLACEMENT_TYPES), provider: z.string().optional() }),
  ),
  providers: z.array(z.string()).default([]),
  teams: z.array(z.string()).default([]),
  workers: z.array(z.string()).default([]),
  agencies: z.array(z.string()).default([]),
});

/** A question set's world as the names of a store: ids and references by their order. */
export function namesOfWorld(json: unknown): Names {
  const world = worldSchema.parse(json);
  const plain = (names: string[]) => names.map((name, i) => ({ id: i + 1, name }));
  return {
    children: world.children.map(({ id, name, aliases }, i) => ({
      id: i + 1,
      reference: `MC-${1001 + i}`,
      externalId: id,
      name,
      aliases,
    })),
    placements: world.placements.map(({ name, type, provider }, i) => {
      const owner = provider === undefined ? -1 : world.providers.indexOf(provider);
      return { id: i + 1, name, type, providerId: owner < 0 ? null : owner + 1 };
    }),
    providers: plain(world.providers),
    teams: plain(world.teams),
    workers: plain(world.workers),
    agencies: plain(world.agencies),
  };
}

/** The name of somebody or something; the reference of a child without one. */
export function nameOf(names: Names, kind: NameKind, id: number): string {
  if (kind === "child") {
    const child = names.children.find((one) => one.id === id);
    return child?.name ?? child?.reference ?? `child ${id}`;
  }
  const lists = {
    placement: names.placements,
    provider: names.providers,
    team: names.teams,
    worker: names.workers,
    agency: names.agencies,
  };
  return lists[kind].find((one) => one.id === id)?.name ?? `${kind} ${id}`;
}

const NAMED = new Set<string>(["child", "placement", "provider", "team", "worker", "agency"]);

/** A frame with names in its filters: for people and for the scorer, never for a button. */
export function frameWithNames(request: Request, names: Names): Record<string, unknown> {
  if (request.kind === "import_conflicts") return CONFLICTS;
  if (request.kind === "disclosures" || request.kind === "episode_history") {
    const { kind: metric, filters, ...rest } = request;
    return { ...CONFLICTS, metric, ...rest, filters: filtersWithNames(filters, names) };
  }
  const frame: Record<string, unknown> = { ...request };
  if ("filters" in request) frame.filters = filtersWithNames(request.filters, names);
  if (request.kind === "question" && request.also)
    frame.also = request.also.map((one) => frameWithNames(one, names));
  if (request.kind === "clarify") frame.choices = request.choices.map((one) => frameWithNames(one, names));
  if (request.kind === "out_of_scope")
    frame.nearest = request.nearest.map((one) => frameWithNames(one, names));
  return frame;
}

/** For the scorer, a question like the others. */
const CONFLICTS = {
  kind: "question",
  metric: "import_conflicts",
  filters: {},
  period: null,
  compare: null,
  groupBy: null,
  limit: null,
};

function filtersWithNames(filters: Filters, names: Names): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).map(([key, value]) => {
      const kind = key.replace(/^not_/, "");
      if (!NAMED.has(kind) || !Array.isArray(value)) return [key, value];
      return [
        key,
        value.map((one) => (typeof one === "number" ? nameOf(names, kind as NameKind, one) : one)),
      ];
    }),
  );
}
