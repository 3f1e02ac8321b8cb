import { type DestinationStream, type Level, pino } from "pino";
import { type ErrorFacts, errorFacts } from "./error-facts.ts";

/**
 * What a log line may hold: ids, numbers and words of fixed lists. There is no field for a message,
 * a name or a typed text, and a value that does not look like its field is withheld.
 */
export interface LogFields {
  conversationId?: string | null;
  activityId?: string | null;
  tenantId?: string | null;
  /** the directory's id of a person, or the Entra object id */
  personId?: string | null;
  /** what a person was told to quote */
  reference?: string;
  channelId?: string | null;
  scope?: "personal" | "groupChat" | "channel";
  kind?: string;
  verb?: string;
  outcome?: string;
  reason?: string;
  state?: string;
  queue?: string;
  mode?: string;
  status?: number | null;
  latencyMs?: number;
  count?: number;
  cardId?: number;
  importRun?: number;
  port?: number;
  pid?: number;
  revision?: bigint | number;
  retryAfterMs?: number;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Holds the class, code and stack frames of an error; never its message, which may quote data. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

const ID = /^(?=.*[\d:@_.-])[A-Za-z0-9:@._;=~+/|-]{1,300}$/;
/** Words of fixed lists: `other_tenant`, `Throttled`, `return.open`. */
const WORD = /^[A-Za-z][A-Za-z_.-]{0,60}$/;
/** A verb comes from a button's data: only the table's own forms are written down. */
const VERB = /^(?:ask|page|help|[a-z][A-Za-z_]*(?:\.[a-z][A-Za-z_]*)+)$/;
const WITHHELD = "(withheld)";

const ALLOWED: Record<keyof LogFields, RegExp | "number"> = {
  conversationId: ID,
  activityId: ID,
  tenantId: ID,
  personId: ID,
  reference: ID,
  channelId: WORD,
  scope: WORD,
  kind: WORD,
  verb: VERB,
  outcome: WORD,
  reason: WORD,
  state: WORD,
  queue: WORD,
  mode: WORD,
  status: "number",
  latencyMs: "number",
  count: "number",
  cardId: "number",
  importRun: "number",
  port: "number",
  pid: "number",
  revision: "number",
  retryAfterMs: "number",
};

/** Only listed fields pass, whatever a caller's object holds besides. */
function safe(fields: LogFields): Record<string, string | number | null> {
  const line: Record<string, string | number | null> = {};
  for (const key of Object.keys(ALLOWED) as (keyof LogFields)[]) {
    const value = fields[key];
    if (value === undefined) continue;
    const rule = ALLOWED[key];
    if (value === null) line[key] = null;
    else if (rule === "number") line[key] = Number.isFinite(Number(value)) ? Number(value) : WITHHELD;
    else line[key] = typeof value === "string" && rule.test(value) ? value : WITHHELD;
  }
  return line;
}

/**
 * The log of a process: one JSON line an event. `event` is a fixed text of the caller's.
 * `destination` is for tests; without it lines go to standard output.
 */
export function createLog(options: {
  clock: () => Date;
  level?: Level;
  destination?: DestinationStream;
}): Log {
  const { clock, level = "info", destination } = options;
  const settings = { level, base: null, timestamp: () => `,"time":"${clock().toISOString()}"` };
  const logger = destination ? pino(settings, destination) : pino(settings);
  return {
    info: (event, fields = {}) => logger.info(safe(fields), event),
    warn: (event, fields = {}) => logger.warn(safe(fields), event),
    error: (event, error, fields = {}) => {
      const failure: ErrorFacts = errorFacts(error);
      logger.error({ ...safe(fields), failure }, event);
    },
  };
}
