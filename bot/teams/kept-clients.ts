import { ConfigurationBotFrameworkAuthentication } from "botbuilder";

type Authentication = ConfigurationBotFrameworkAuthentication;
type Claims = Parameters<Authentication["createConnectorFactory"]>[0];
type ConnectorFactory = ReturnType<Authentication["createConnectorFactory"]>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory["create"]>>;
type UserTokenClient = Awaited<ReturnType<Authentication["createUserTokenClient"]>>;

/** Service addresses are a few a cloud; a stranger's word on this machine alone names more. */
const MOST_KEPT = 50;

/**
 * botbuilder's authentication, with the clients that it makes kept: it makes two anew for every turn, each with a
 * pipeline of its own, which takes as long as the sending. A client knows no turn, only an address and as whom it
 * speaks; its token is looked up, and had anew where it has run out, at every request.
 */
export class KeptClients extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Kept<ConnectorClient>();
  readonly #tokens = new Kept<UserTokenClient>();

  override async authenticateRequest(...request: Parameters<Authentication["authenticateRequest"]>) {
    const result = await super.authenticateRequest(...request);
    const { connectorFactory, claimsIdentity } = result;
    return connectorFactory
      ? { ...result, connectorFactory: this.#keeping(connectorFactory, claimsIdentity) }
      : result;
  }

  override createConnectorFactory(claims: Claims): ConnectorFactory {
    return this.#keeping(super.createConnectorFactory(claims), claims);
  }

  override createUserTokenClient(claims: Claims): Promise<UserTokenClient> {
    return this.#tokens.get(speakerOf(claims), () => super.createUserTokenClient(claims));
  }

  #keeping(factory: ConnectorFactory, claims: Claims): ConnectorFactory {
    const speaker = speakerOf(claims);
    return {
      create: (serviceUrl, audience) =>
        this.#connectors.get(JSON.stringify([speaker, serviceUrl, audience]), () =>
          factory.create(serviceUrl, audience),
        ),
    };
  }
}

/** As whom botbuilder's factories speak: the claims that they read. */
function speakerOf(claims: Claims): string {
  return claims.getClaimValue("aud") ?? claims.getClaimValue("appid") ?? "";
}

/** What is made once a key; what could not be made is made anew. */
class Kept<T> {
  readonly #made = new Map<string, Promise<T>>();

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key);
    if (known) return known;
    if (this.#made.size >= MOST_KEPT) this.#made.clear();
    const made = make();
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    return made;
  }
}
