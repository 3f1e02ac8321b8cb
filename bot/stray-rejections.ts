import type { EventEmitter } from "node:events";
import type { Log } from "./log.ts";

/**
 * A rejection that nobody waited for is written down, and the bot goes on: pg-boss does not wait for
 * what it notes of a job, and a database that is away for a moment would end the process. The job itself
 * is found again.
 */
export function outliveStrayRejections(log: Log, source: EventEmitter = process): void {
  source.on("unhandledRejection", (error) => log.error("unhandled rejection", error));
}
