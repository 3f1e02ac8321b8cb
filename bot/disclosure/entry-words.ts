import { INTERVIEW_OUTCOMES } from "../../data/vocabulary.ts";
import { NEWS } from "./episode-words.ts";
import type { EpisodeMinimum, Lens } from "./lens.ts";
import type { EpisodeEntry } from "./showable.ts";
import { shortInstantText } from "./wording.ts";
import { riskText } from "./words.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an episode that can be corrected, as people read them; the minimum first. */
const FIELDS: Readonly<Record<string, string>> = {
  category: "category",
  startedAt: "start",
  startPrecision: "start",
  endedAt: "return",
  endPrecision: "return",
  agencyId: "reporting agency",
};

type Precisions = Pick<EpisodeMinimum, "startPrecision" | "endPrecision">;
/** Whether an instant has a time of day: said beside it, else as the episode now has it. */
const PRECISION: Readonly<Record<string, keyof Precisions>> = {
  startedAt: "startPrecision",
  endedAt: "endPrecision",
};

/**
 * An entry of an episode's history: "Return corrected from Mon 29 Jul 2019, 14:05 to …". Of the fields that
 * changed only instants, grades and agencies are told, which a reference may tell.
 */
export function entryText(
  { kind, risk, was, is }: EpisodeEntry,
  episode: Precisions,
  { context }: Lens,
): string {
  const at = (fields: Fields | null, field: string) => {
    const instant = fields?.[field];
    if (typeof instant !== "string") return null;
    const key = PRECISION[field];
    const precision = key && ((fields![key] ?? episode[key]) === "date" ? "date" : "instant");
    return shortInstantText(new Date(instant), context.policy.timeZone, precision);
  };
  const returned = (fields: Fields | null) => at(fields, "endedAt");
  const by = typeof is.agencyId === "number" ? ` (${context.label("agency", is.agencyId)})` : "";
  const said = NEWS[kind];
  switch (kind) {
    case "reported": {
      const since = at(is, "startedAt");
      const parts = [
        since && `missing since ${since}`,
        is.endedAt ? `back ${returned(is)}` : null,
        risk && `risk ${riskText(risk).toLowerCase()}`,
      ];
      return joined(`${said}${by}`, parts);
    }
    case "returned":
      return joined(said, [`back ${returned(is)}`]);
    case "return_corrected":
      return `${said} from ${returned(was)} to ${returned(is)}`;
    case "return_undone":
      return joined(said, [`it was ${returned(was)}`]);
    case "risk":
      return `${said} ${riskText(risk).toLowerCase()}`;
    case "corrected":
      return joined(said, [fieldsOf(is)]);
    case "interview_offered":
      return joined(`${said}${by}`, [at(is, "offeredAt")]);
    case "interview_completed":
      return joined(`${said}${by}`, [at(is, "completedAt")]);
    case "interviewer_assigned":
      return `${said}${by}`;
    case "meeting_planned":
      return is.plannedFor ? `${said} for ${at(is, "plannedFor")}` : said;
    case "meeting_held":
      return joined(said, [at(is, "heldAt")]);
    default:
      return INTERVIEW_OUTCOMES.some((outcome) => kind === `interview_${outcome}`)
        ? joined(said, [at(is, "outcomeAt")])
        : said;
  }
}

const joined = (said: string, parts: readonly (string | null)[]): string => {
  const more = parts.filter((part) => part !== null && part !== "");
  return more.length === 0 ? said : `${said}: ${more.join(", ")}`;
};

/** Which fields changed, those of the minimum by name. */
function fieldsOf(is: Fields): string {
  const names = Object.keys(is).map((field) => FIELDS[field] ?? "other details");
  return [...new Set(names)].join(", ");
}
