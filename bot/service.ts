import { cardSummary, renderCard } from "../cards/render.ts";
import type { Config } from "./config.ts";
import type { House } from "./house.ts";
import { delivered, keepCard } from "./memory.ts";
import { startWorker } from "./schedule/worker.ts";
import { type RunningServer, startServer } from "./server/server.ts";
import { createAdapter } from "./teams/adapter.ts";
import { createTeamsBot } from "./teams/bot.ts";
import type { ConnectorHttp } from "./teams/connector-http.ts";
import { createMessenger } from "./teams/messenger.ts";
import { takeTurn } from "./walk.ts";

export interface Service {
  server: RunningServer;
  /** Takes no more turns, lets running turns and jobs end, closes the store. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  connector?: ConnectorHttp;
  /** how often the queues are looked at, seconds */
  pollingSeconds?: number;
  /** false: takes turns, and leaves the sending to another instance */
  sends?: boolean;
}

/** The bot on an open house: HTTP, the transport, and the worker that sends. */
export async function startService(
  house: House,
  config: Pick<Config, "host" | "port" | "tenants"> &
    ({ mode: "local" } | Pick<Extract<Config, { mode: "service" }>, "mode" | "app">),
  options: ServiceOptions = {},
): Promise<Service> {
  const { log, clock } = house;
  const identity =
    config.mode === "service"
      ? ({ mode: "service", app: config.app } as const)
      : ({ mode: "local", host: config.host } as const);
  const adapter = createAdapter({ identity, log, connector: options.connector });
  const bot = createTeamsBot({
    takeTurn: (turn, drawn) => takeTurn(house, turn, drawn),
    sent: (turn, reply, activityId) => keepCard(house, turn, reply, activityId),
    delivered: (turn) => delivered(house, turn),
    cards: { render: renderCard, summary: cardSummary },
    uploads: { loopback: config.mode === "local" },
    tenants: config.tenants,
    clock,
    log,
  });
  const messenger = createMessenger(adapter, config.mode === "service" ? config.app.id : "");
  const worker =
    options.sends === false ? null : await startWorker(house, messenger, { seconds: options.pollingSeconds });
  const server = await startServer(
    {
      messages: (authorization, body) => adapter.receive(authorization, body, bot),
      ready: async () => (await house.store.db.storeRevision.count()) === 1,
      log,
    },
    config,
  );
  return {
    server,
    async stop() {
      await server.close();
      await worker?.stop();
      await house.store.close();
    },
  };
}
