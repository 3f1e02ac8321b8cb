import type { NamesCache } from "../data/names.ts";
import type { Policy } from "../data/policy.ts";
import type { Store } from "../data/store/store.ts";
import type { OwnWords } from "./language/own-words.ts";
import type { Log } from "./log.ts";
import type { Directory } from "./people/directory.ts";

/** Everything that a turn or a job may need: opened once by main, the cli or a test. */
export interface House {
  store: Store;
  names: NamesCache;
  directory: Directory;
  policy: Policy;
  /** the council's own words */
  ownWords: OwnWords;
  clock: () => Date;
  log: Log;
  /** every card of a demonstration store says so */
  demonstration: boolean;
}
