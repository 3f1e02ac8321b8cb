import { z } from "zod";
import { isDay } from "../data/calendar.ts";
import { DEFAULT_POLICY, POLICY_PRESETS, type Policy } from "../data/policy.ts";
import { CATEGORIES, METRICS } from "../data/vocabulary.ts";

const hours = z.number().positive().max(10_000);
const words = z.string().trim().min(1).max(200);

/** A deployment's own decisions; what it leaves out is the preset's, then the default's. */
export const policyFileSchema = z
  .strictObject({
    preset: z.enum(Object.keys(POLICY_PRESETS) as [string, ...string[]]),
    council: words,
    timeZone: words.refine(isTimeZone, "is no time zone (for example Europe/London)"),
    interviewWindowHours: hours,
    longEpisodeHours: hours,
    persistent: z.strictObject({
      episodes: z.number().int().min(2).max(1_000),
      days: z.number().int().min(1).max(3_660),
    }),
    categories: z.array(z.enum(CATEGORIES)).min(1),
    seriesBreaks: z.array(
      z.strictObject({
        day: z.string().refine(isDay, "is no day (yyyy-mm-dd)"),
        metrics: z.array(z.enum(METRICS)).min(1),
        note: z.string().trim().min(1).max(1_000),
      }),
    ),
    agencies: z.array(
      z.strictObject({ name: words, tenantIds: z.array(z.guid()), groupIds: z.array(z.guid()) }),
    ),
    followUpMinutes: z.number().min(0).max(1_440),
    sameEpisodeHours: z.number().min(0).max(168),
    undoWindowHours: z.number().min(0).max(10_000),
    newEpisodeHours: z.number().min(0).max(8_760),
    weeklyGraceHours: z.number().min(0).max(168),
    staleAfterDays: z.number().positive().max(3_660),
    failedTextDays: z.number().int().min(0).max(366),
  })
  .partial();

/** The whole policy: default < preset < the file's own. */
export function policyOf({ preset, ...own }: z.infer<typeof policyFileSchema>): Policy {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_POLICY, ...(preset ? POLICY_PRESETS[preset] : {}), ...given };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
