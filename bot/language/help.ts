import type { ActionName, Metric } from "../../data/vocabulary.ts";
import { LEXICON } from "./lexicon.ts";
import type { Line } from "./line.ts";
import { readMetric } from "./metrics.ts";

const ACTION_WORDS: [RegExp, ActionName][] = [
  [/ (log|record|mark|enter) .{0,20}return/, "log_return"],
  [/ (report|log) .{0,20}missing/, "report_missing"],
  [/ (record|log|add|enter) .{0,20}interview/, "record_interview"],
  [/ (arrange|book|schedule|organise|set up|plan) .{0,20}strategy/, "arrange_strategy_meeting"],
  [/ unsubscribe|stop .{0,20}(weekly|summary)/, "unsubscribe"],
  [/ subscribe|sign up/, "subscribe"],
  [/ (export|download)/, "export"],
  [/ undo/, "undo"],
  [/ weekly summary/, "weekly_summary"],
];

/** How to use the bot, or what a term means; null where a line asks for something else. */
export function readHelp(line: Line): { topic: string | null } | null {
  if (!LEXICON.help.some((re) => line.has(re)) && !line.has(LEXICON.helpTerms)) return null;
  const text = line.text;
  const action = ACTION_WORDS.find(([re]) => re.test(text))?.[1];
  if (action) return { topic: action };
  const metric = readMetric(line.copy());
  if (metric && metric.strength !== "weak" && !GENERAL.test(text))
    return { topic: metric.metric satisfies Metric };
  for (const { key, patterns } of LEXICON.filters)
    if (patterns.some((re) => line.has(re))) return { topic: key };
  return { topic: null };
}

const GENERAL = /what (can|could|do|does|are) (i|you|this|we)|^ help/;
