import { type Activity, CloudAdapter, type ResourceResponse, type TurnContext } from "botbuilder";
import type { Log } from "../log.ts";
import { envelopeSchema } from "./activity.ts";
import type { TeamsBot } from "./bot.ts";
import { type ConnectorHttp, connectorHttp, type HttpClient } from "./connector-http.ts";
import { KeptClients } from "./kept-clients.ts";
import { isLoopback } from "./loopback.ts";
import { createOnTurnError } from "./on-turn-error.ts";
import { postMessage } from "./post-message.ts";

/** As whom the bot speaks: anonymous on this machine alone, or a registered bot. */
export type Identity =
  | { mode: "local"; host: string }
  | {
      mode: "service";
      app: { id: string; tenantId: string } & (
        | { type: "SingleTenant"; password: string }
        | { type: "UserAssignedMSI"; password: null }
      );
    };

/** What the HTTP side sends back. */
export interface HttpAnswer {
  status: number;
  body?: unknown;
}

export interface AdapterOptions {
  identity: Identity;
  log: Log;
  connector?: ConnectorHttp;
  /** settings of botbuilder's authentication that tests point at a local issuer */
  authentication?: Record<string, string>;
}

/** botbuilder without its HTTP layer, which prints errors and answers with their messages. */
export class TeamsAdapter extends CloudAdapter {
  private readonly log: Log;
  private readonly http: HttpClient;

  constructor(options: AdapterOptions) {
    const http = connectorHttp(options.connector);
    super(authenticationOf(options, http));
    this.log = options.log;
    this.http = http;
    this.onTurnError = createOnTurnError(options.log);
  }

  /**
   * As botbuilder has it, but with JavaScript's own way of waiting. botbuilder is compiled to generators: each call
   * makes a function, whose shape is collected with the old part of memory alone, and until then holds on to the turn.
   */
  protected override async runMiddleware(
    context: TurnContext,
    next: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const { proxy, revoke } = Proxy.revocable(context, {});
    try {
      await this.middleware.run(proxy, () => next(proxy));
    } catch (error) {
      await this.onTurnError(proxy, error as Error);
    } finally {
      revoke();
    }
  }

  /** A message alone, as nearly every reply is, goes to the connector on a shorter way than botbuilder's. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const [message] = activities;
    const post = activities.length === 1 ? this.#posting(context, message!) : null;
    return post ? [await post()] : super.sendActivities(context, activities);
  }

  /** One message, made ready at once: nothing of it leaves before `go` resolves; never, where it rejects. */
  async sendWhen(
    context: TurnContext,
    message: Partial<Activity>,
    go: Promise<void>,
  ): Promise<ResourceResponse | undefined> {
    const post = this.#posting(context, message);
    if (post) return post(go);
    await go;
    return (await super.sendActivities(context, [message]))[0];
  }

  #posting(context: TurnContext, message: Partial<Activity>) {
    const client = context.turnState.get(this.ConnectorClientKey);
    if (message.type !== "message" || !client) return null;
    return (go?: Promise<void>) => postMessage(this.http, client.credentials, message, go);
  }

  /**
   * One HTTP body. 400: not an activity; 401: not signed by the Bot Service for this bot; otherwise
   * 200 with an invoke's body or none. 500 holds nothing of the error.
   */
  async receive(authorization: string, body: unknown, bot: TeamsBot): Promise<HttpAnswer> {
    if (!envelopeSchema.safeParse(body).success) return { status: 400, body: { error: "not an activity" } };
    const activity = body as Activity;
    let arrived = false;
    try {
      const answer = await this.processActivity(authorization, activity, (context) => {
        arrived = true;
        return bot(context);
      });
      return { status: answer?.status ?? 200, body: answer?.body };
    } catch (error) {
      if (!arrived && isUnauthorised(error)) {
        this.log.warn("request refused", { reason: "not_authorised" });
        return { status: 401, body: { error: "not authorised" } };
      }
      this.log.error("request failed", error);
      return { status: 500, body: { error: "something went wrong" } };
    }
  }
}

/** Throws where an anonymous bot could be reached from another machine. */
function authenticationOf({ identity, authentication = {} }: AdapterOptions, httpClient: HttpClient) {
  if (identity.mode === "local" && !isLoopback(identity.host)) {
    throw new Error("A bot without an app id takes anybody's word, so it may listen on this machine alone.");
  }
  const settings =
    identity.mode === "local"
      ? { MicrosoftAppId: "" }
      : {
          MicrosoftAppId: identity.app.id,
          MicrosoftAppType: identity.app.type,
          MicrosoftAppTenantId: identity.app.tenantId,
          MicrosoftAppPassword: identity.app.password ?? "",
        };
  return new KeptClients({ ...settings, ...authentication }, undefined, undefined, undefined, {
    httpClient: httpClient,
  });
}

/** Before a turn begins, whatever fails is a token that cannot be accepted, unless the keys cannot be had. */
function isUnauthorised(error: unknown): boolean {
  const name = error instanceof Error ? error.constructor.name : "";
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return ["JsonWebTokenError", "TokenExpiredError", "NotBeforeError"].includes(name) || status === 401;
}

export function createAdapter(options: AdapterOptions): TeamsAdapter {
  return new TeamsAdapter(options);
}
