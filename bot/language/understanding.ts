import type { Names, Request } from "../../data/vocabulary.ts";
import type { Alternative } from "./alternatives.ts";

export type { Names };

/** Which of the asker's words gave a slot; offsets into the text as it came. */
export interface Span {
  start: number;
  end: number;
  slot: string;
  text: string;
}

/** What `understand` (understand.ts) makes of a text. */
export interface Understanding {
  request: Request;
  spans: Span[];
  /** content words that nothing explained */
  unused: string[];
  /** the text tried to name a child by name (known or not), rather than by reference or id */
  namesChild: boolean;
  /** other readings that are as good */
  alternatives: Alternative[];
}

export interface UnderstandInput {
  text: string;
  /** the instant of asking */
  now: Date;
  /** built once a names revision by `indexNames` (names.ts) */
  names: NameIndex;
  /** the last reading of this person in this conversation, null where there is none or it is old */
  context: Request | null;
}

/** Opaque to callers; made by `indexNames(names: Names): NameIndex` in names.ts. */
export interface NameIndex {
  readonly names: Names;
}
