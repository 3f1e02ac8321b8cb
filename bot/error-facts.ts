/** What may be written down of an error. */
export interface ErrorFacts {
  class: string;
  code?: string;
  status?: number;
  frames: string[];
  cause?: ErrorFacts;
}

const CLASS = /^[A-Za-z_$][\w$]{0,60}$/;
const CODE = /^[A-Za-z0-9_]{1,40}$/;
/** A frame ends in file, line and column: a line of a message that begins with "at" does not pass. */
const FRAME = /^\s+at (?:async )?(?:[\w.<>$[\]# ]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+\)?$/;
const MOST_FRAMES = 20;
const DEEPEST_CAUSE = 3;

/**
 * Class, code, HTTP status and stack frames of whatever was thrown, without its message: messages of
 * database and validation errors quote the data that they failed on.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { class: typeof error, frames: [] };
  const { code, status, statusCode, cause } = error as Error & Record<string, unknown>;
  const name = error.constructor.name;
  const facts: ErrorFacts = { class: CLASS.test(name) ? name : "Error", frames: framesOf(error) };
  if (typeof code === "string" && CODE.test(code)) facts.code = code;
  const answered = status ?? statusCode;
  if (typeof answered === "number") facts.status = answered;
  if (cause !== undefined && depth < DEEPEST_CAUSE) facts.cause = errorFacts(cause, depth + 1);
  return facts;
}

/** The message stands at the head of the stack and may have several lines: it is cut off first. */
function framesOf(error: Error): string[] {
  const stack = typeof error.stack === "string" ? error.stack : "";
  const at = error.message ? stack.indexOf(error.message) : -1;
  const rest = at < 0 ? stack : stack.slice(at + error.message.length);
  return rest
    .split("\n")
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim());
}
