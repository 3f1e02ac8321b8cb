import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { WireServer } from "./wire-server.ts";

/** Messages between the thread that holds the database and the one that started it. */
export type ToWorker = { kind: "close"; drain: boolean };
export type FromWorker = { kind: "ready" } | { kind: "closed" } | { kind: "broken"; message: string };
export interface WorkerInput {
  folder: string;
  socketPath: string;
}

// Queries are computed here, so that the event loop of the bot never waits for them.
const port = parentPort;
if (!port) throw new Error("pglite-worker runs as a worker thread only");
const { folder, socketPath } = workerData as WorkerInput;
const say = (message: FromWorker) => port.postMessage(message);

const database = await PGlite.create({ dataDir: folder });
const server = new WireServer(database, (error) => say({ kind: "broken", message: String(error) }));
await server.listen(socketPath);
port.on("message", async (message: ToWorker) => {
  if (message.drain) await server.drained();
  await server.close();
  await database.close();
  say({ kind: "closed" });
  port.close();
});
say({ kind: "ready" });
