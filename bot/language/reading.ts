import { z } from "zod";
import { isDay } from "../../data/calendar.ts";
import {
  ACTIONS,
  CATEGORIES,
  type Choice,
  FLAGS,
  GENDERS,
  GROUPINGS,
  INTERVIEW_OUTCOMES,
  LEGAL_STATUSES,
  METRICS,
  NOT_HELD,
  PACKS,
  PLACEMENT_TYPES,
  type Request,
  RISKS,
} from "../../data/vocabulary.ts";

/** A button's data is a stranger's word: lists are short, ids are whole numbers, days are real. */
const MOST_VALUES = 50;
const id = z.int().min(1).max(2_147_483_647);
const set = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(MOST_VALUES).optional();
const teamRef = z.union([id, z.literal("@my_team")]);
const workerRef = z.union([id, z.literal("@me")]);

const setFilters = {
  placementType: set(z.enum(PLACEMENT_TYPES)),
  category: set(z.enum(CATEGORIES)),
  placement: set(id),
  provider: set(id),
  child: set(id),
  team: set(teamRef),
  worker: set(workerRef),
  agency: set(id),
  risk: set(z.enum(RISKS)),
  legalStatus: set(z.enum(LEGAL_STATUSES)),
  flag: set(z.enum(FLAGS)),
  gender: z.enum(GENDERS).optional(),
};
type Negated = { [K in keyof typeof setFilters as `not_${K}`]: (typeof setFilters)[K] };
const negated = Object.fromEntries(
  Object.entries(setFilters).map(([key, value]) => [`not_${key}`, value]),
) as Negated;

const age = z.int().min(0).max(25).optional();
const hours = z.number().min(0).max(100_000).optional();
const filters = z.strictObject({
  ...setFilters,
  ...negated,
  lookedAfter: z.boolean().optional(),
  outOfArea: z.boolean().optional(),
  ageMin: age,
  ageMax: age,
  minDurationHours: hours,
  maxDurationHours: hours,
  minEpisodes: z.int().min(1).max(999).optional(),
  interviewOffered: z.boolean().optional(),
  interviewOutcome: set(z.enum(["completed", "accepted", "declined"])),
});

const day = z.string().refine(isDay, "not a day");
const period = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from < to, "the end is not after the beginning");

const frame = {
  filters,
  period: period.nullable(),
  compare: z.enum(["previous_period", "previous_year"]).nullable(),
  groupBy: z.enum(GROUPINGS).nullable(),
  limit: z.int().min(1).max(500).nullable(),
};
const one = z.strictObject({
  kind: z.literal("question"),
  metric: z.enum(METRICS),
  ...frame,
  order: z.literal("asc").optional(),
});

/** A question as a button, a saved reading or a subscription holds it. */
export const questionSchema = one.extend({ also: z.array(one).min(1).max(6).optional() });

const weekly = /^weekly:(MON|TUE|WED|THU|FRI|SAT|SUN)(@([01]\d|2[0-3]):[0-5]\d)?$/;
const episode = z.string().regex(/^ME-[1-9]\d{0,8}$/);
const slots = z.strictObject({
  at: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/)
    .refine((text) => isDay(text.slice(0, 10)), "not a day")
    .optional(),
  outcome: z.enum(["completed", ...INTERVIEW_OUTCOMES]).optional(),
  risk: z.enum(RISKS).optional(),
  schedule: z.string().regex(weekly).optional(),
  episode: episode.optional(),
  pack: z.enum(PACKS).optional(),
});

/** An action as a button of a question back holds it. */
export const actionSchema = z.strictObject({
  kind: z.literal("action"),
  action: z.enum(ACTIONS),
  metric: z.enum(METRICS).nullable(),
  ...frame,
  slots: slots.optional(),
});

const ofChild = z.strictObject({ child: z.array(id).length(1).optional() });
const disclosuresSchema = z.strictObject({
  kind: z.literal("disclosures"),
  filters: ofChild,
  period: period.nullable(),
});
const episodeHistorySchema = z.strictObject({
  kind: z.literal("episode_history"),
  episode: z.union([episode, z.enum(["this", "latest"])]),
  filters: ofChild,
});

export const readingSchema = z.discriminatedUnion("kind", [
  questionSchema,
  actionSchema,
  disclosuresSchema,
  episodeHistorySchema,
]);

const topic = z.string().max(100).nullable();
const requestSchema = z.discriminatedUnion("kind", [
  questionSchema,
  actionSchema,
  disclosuresSchema,
  episodeHistorySchema,
  z.strictObject({ kind: z.literal("import_conflicts") }),
  z.strictObject({ kind: z.literal("help"), topic }),
  z.strictObject({
    kind: z.literal("clarify"),
    why: z.enum(["child", "metric", "context", "period", "episode", "name", "grouping"]),
    choices: z.array(readingSchema).max(MOST_VALUES),
  }),
  z.strictObject({
    kind: z.literal("out_of_scope"),
    why: z.enum(["chitchat", "destructive", "no_data", "hr_it", "injection", "advice", "not_understood"]),
    subject: z.enum(NOT_HELD).optional(),
    nearest: z.array(questionSchema).max(10),
  }),
]);

/** A complete reading from a button's data; null for anything that is not exactly one. */
export function parseReading(data: unknown): Choice | null {
  const parsed = readingSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** Any request from what was stored; null for anything that is not exactly one. */
export function parseRequest(data: unknown): Request | null {
  const parsed = requestSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
