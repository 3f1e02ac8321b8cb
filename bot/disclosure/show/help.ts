import type { Button, HelpView } from "../../../cards/views.ts";
import { definition } from "../../../data/measures/definitions.ts";
import { type ActionName, METRICS } from "../../../data/vocabulary.ts";
import { COMMANDS, type Command } from "../../language/commands.ts";
import { EXAMPLE_READINGS, OUTSIDE_EXAMPLES } from "../examples.ts";
import type { Lens } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { FORM_ACTION, ROLE_TABLE } from "../roles.ts";
import { GLOSSARY, HELP_INTRO } from "../sentences.ts";
import type { Showable } from "../showable.ts";
import { METRIC_TITLES } from "../words.ts";
import { askable, askButton, frame } from "./frame.ts";

/** What can be done already; the rest of the table is understood and answered with "not yet". */
const OFFERED: readonly ActionName[] = [
  ...Object.values(FORM_ACTION),
  "weekly_summary",
  "pack",
  "subscribe",
  "unsubscribe",
  "bind_channel",
  "unbind_channel",
];

/** What this viewer can ask here, with buttons: examples that would be refused are left out. */
export function showHelp({ topic }: Extract<Showable, { kind: "help" }>, lens: Lens): HelpView {
  return {
    card: "help",
    ...frame("What you can ask", lens.context),
    intro: explained(topic, lens) ?? HELP_INTRO[lens.audience],
    groups: lens.audience === "outside" ? OUTSIDE : groupsFor(lens),
    footnote: "Each answer says how the question was read, as at when it stands and what the figure means.",
  };
}

const OUTSIDE: HelpView["groups"] = [
  { heading: "You can ask", examples: OUTSIDE_EXAMPLES.map((text) => ({ text })) },
];

/** What a measure, an action or a term means; null for anything else. */
function explained(topic: string | null, { context }: Lens): string | null {
  const metric = METRICS.find((one) => one === topic);
  if (metric) return `${METRIC_TITLES[metric]}: ${definition(metric, context.policy)}`;
  const command = COMMANDS.find(({ action }) => action !== undefined && action === topic);
  if (command) return `${command.title}: ${command.description}. For example: “${command.example}”.`;
  return topic !== null && Object.hasOwn(GLOSSARY, topic) ? GLOSSARY[topic]! : null;
}

function groupsFor(lens: Lens): HelpView["groups"] {
  const groups = new Map<string, HelpView["groups"][number]>();
  for (const command of COMMANDS) {
    if (!mayUse(command, lens)) continue;
    const { group: heading, example } = command;
    const group = groups.get(heading) ?? { heading, examples: [] };
    const button = askingButton(command);
    group.examples.push({ text: example, ...(button ? { button } : {}) });
    groups.set(heading, group);
  }
  return [...groups.values()];
}

/** Examples that mean the same on any day are asked by a press; the others are typed. */
function askingButton({ kind, example }: Command): Button | null {
  if (kind === "import_conflicts") return { title: "Ask", verb: "conflict.list", data: { offset: 0 } };
  const question = EXAMPLE_READINGS[example];
  return question ? askButton("Ask", question) : null;
}

function mayUse({ kind, action, example }: Command, lens: Lens): boolean {
  if (kind === "help") return false;
  if (kind === "import_conflicts") return allowed({ kind }, lens.audience, lens.viewer) === "yes";
  if (kind === "disclosures")
    return allowed({ kind, filters: {}, period: null }, lens.audience, lens.viewer) === "yes";
  if (kind === "episode_history")
    return allowed({ kind, episode: "this", filters: {} }, lens.audience, lens.viewer) === "yes";
  if (kind === "action") {
    if (!action || !OFFERED.includes(action)) return false;
    const asked = { metric: null, filters: {}, period: null, compare: null, groupBy: null, limit: null };
    return allowed({ kind: "action", action, ...asked }, lens.audience, lens.viewer) === "yes";
  }
  const question = EXAMPLE_READINGS[example];
  if (question) return askable(lens, question);
  // a question of the figures, for a role that reads more than totals
  return lens.viewer !== null && ROLE_TABLE[lens.viewer.role].reads !== "totals";
}
