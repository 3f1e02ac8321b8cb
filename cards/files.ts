/** A file that may be handed to its viewer: made by bot/disclosure and by nothing else. */
export interface FileView {
  /** holds no name of a child */
  name: string;
  text: string;
}

/** What asks a person whether they want a file, before it is made for good. */
export interface FileOffer {
  name: string;
  /** one sentence below the file's name */
  description: string;
  /** size of the file as it would be now */
  bytes: number;
  /** comes back with the yes: a reading, never names */
  context: Record<string, unknown>;
}
