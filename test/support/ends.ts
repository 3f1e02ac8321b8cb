import type { RootHookObject } from "mocha";

/** How long what the tests have opened may take to close once they are over, ms. */
const GRACE = 60_000;

export const mochaHooks: RootHookObject = {
  /** mocha waits for whatever is still open: a test run that would never end fails, and says why. */
  afterAll() {
    setTimeout(() => {
      console.error(`The tests are over, and still open are: ${process.getActiveResourcesInfo().join(", ")}`);
      // after mocha's own, which says how many tests have failed
      process.on("exit", () => {
        process.exitCode = 1;
      });
      process.exit();
    }, GRACE).unref();
  },
};
