import type { TokenCredential } from "@azure/identity";
import {
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
} from "@microsoft/microsoft-graph-client";

const SCOPE = "https://graph.microsoft.com/.default";
/** A throttled call is tried once more where Graph asks for no longer a wait than this. */
const LONGEST_WAIT_SECONDS = 2;

export interface GraphClientOptions {
  credential: TokenCredential;
  /** a test's own server; default Graph itself */
  baseUrl?: string;
  /** for each attempt: somebody is waiting for an answer, and no answer is denial */
  timeoutMs?: number;
}

/** Microsoft Graph with a short time-out and at most one repeat. */
export function createGraphClient({
  credential,
  baseUrl = "https://graph.microsoft.com",
  timeoutMs = 4_000,
}: GraphClientOptions): Client {
  const chain: Middleware[] = [
    new RetryHandler(
      new RetryHandlerOptions(1, 1, (_delay, _attempt, _request, _options, response) => {
        const wait = Number(response?.headers.get("Retry-After") ?? 1);
        return wait <= LONGEST_WAIT_SECONDS;
      }),
    ),
    new EachAttempt(credential, baseUrl, timeoutMs),
    new HTTPMessageHandler(),
  ];
  chain.forEach((handler, i) => {
    if (chain[i + 1]) handler.setNext?.(chain[i + 1]!);
  });
  return Client.initWithMiddleware({ middleware: chain[0], baseUrl, defaultVersion: "v1.0" });
}

/** The token, for this host and no other (a page's link comes from outside), and the time limit. */
class EachAttempt implements Middleware {
  private next: Middleware | undefined;

  constructor(
    private readonly credential: TokenCredential,
    private readonly baseUrl: string,
    private readonly timeoutMs: number,
  ) {}

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === "string" ? context.request : context.request.url;
    if (new URL(url).origin !== new URL(this.baseUrl).origin) throw new Error("a link leads away from Graph");
    const signal = AbortSignal.timeout(this.timeoutMs);
    const token = await this.credential.getToken(SCOPE, { abortSignal: signal });
    if (!token) throw new Error("no token for Graph");
    const headers = new Headers(context.options?.headers as ConstructorParameters<typeof Headers>[0]);
    headers.set("Authorization", `Bearer ${token.token}`);
    context.options = { ...context.options, headers: Object.fromEntries(headers), signal };
    await this.next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.next = next;
  }
}
