import type { DocumentView } from "./document-view.ts";

/** A file that may be handed to its viewer: made by bot/disclosure and by nothing else. */
export type FileView = TextFile | DocumentFile;

export interface TextFile {
  /** holds no name of a child */
  name: string;
  text: string;
}

/** A Word document. */
export interface DocumentFile {
  name: string;
  document: DocumentView;
}

/** What asks a person whether they want a file, before it is made for good. */
export interface FileOffer {
  /** as it would be now */
  file: FileView;
  /** one sentence below the file's name */
  description: string;
  /** comes back with the yes: a reading, never names */
  context: Record<string, unknown>;
}

/** The bytes of a file. */
export async function fileBytes(file: FileView): Promise<Uint8Array> {
  if ("text" in file) return Buffer.from(file.text, "utf8");
  // it takes long to load, and few ask for it
  const { documentBytes } = await import("./document.ts");
  return documentBytes(file.document);
}
