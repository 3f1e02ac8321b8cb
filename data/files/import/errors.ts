/** Real data goes into no demonstration store. */
export class NotReal extends Error {
  override name = "NotReal";
  constructor() {
    super(
      "This store holds the demonstration, and the council's data must not be mixed with it. Start an empty store: HOMEWARD_DATA=DIR npm run import -- FILE…",
    );
  }
}

/** Two imports at once would stage their rows on top of each other. */
export class AnotherImport extends Error {
  override name = "AnotherImport";
  constructor(since: string) {
    super(`Another import${since} is under way in this store. Wait until it has ended, then import again.`);
  }
}
