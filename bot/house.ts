import type { NamesCache } from "../data/names.ts";
import type { Policy } from "../data/policy.ts";
import type { Store } from "../data/store/store.ts";
import type { OwnWords } from "./language/own-words.ts";
import type { Log } from "./log.ts";
import type { Directory } from "./people/directory.ts";

/** How long what is pressed may take, in ms. */
export interface Patience {
  /** for a connection, a lock and the statements of a press: past it, nothing is saved */
  write: number;
  /** for the card of a press, once it is saved */
  grace: number;
  /** for a refresh, by name; and once more for the card as it stands there */
  view: number;
}

export const PATIENCE: Patience = { write: 700, grace: 2_000, view: 2_000 };

/** Everything that a turn or a job may need: opened once by main, the cli or a test. */
export interface House {
  store: Store;
  names: NamesCache;
  directory: Directory;
  policy: Policy;
  /** the council's own words */
  ownWords: OwnWords;
  clock: () => Date;
  /** default: PATIENCE */
  patience?: Patience;
  log: Log;
  /** every card of a demonstration store says so */
  demonstration: boolean;
}
