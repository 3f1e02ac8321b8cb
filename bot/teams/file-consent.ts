import type { Activity } from "botbuilder";
import { type FileOffer, type FileView, fileBytes } from "../../cards/files.ts";
import type { FileUpload } from "../turn.ts";
import { isLoopback } from "./loopback.ts";

/**
 * Files in a 1:1 chat (Microsoft Learn, "Send and receive files through a Teams bot"): a consent card
 * asks, its answer names a place in the person's OneDrive, the bot puts the bytes there and shows a file
 * card. Not in channels.
 */
const CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent";
const FILE_CARD = "application/vnd.microsoft.teams.card.file.info";

/** The question whether the person wants the file. */
export async function offerActivity({ file, description, context }: FileOffer): Promise<Partial<Activity>> {
  const sizeInBytes = (await fileBytes(file)).length;
  const content = { description, sizeInBytes, acceptContext: context, declineContext: {} };
  return {
    type: "message",
    summary: "Homeward: a file for you",
    attachments: [{ contentType: CONSENT_CARD, name: file.name, content }],
  };
}

/** The file that now stands in the person's OneDrive. */
export function fileActivity({ name, contentUrl, uniqueId, fileType }: FileUpload): Partial<Activity> {
  return {
    type: "message",
    summary: "Homeward: a file for you",
    attachments: [{ contentType: FILE_CARD, name, contentUrl, content: { uniqueId, fileType } }],
  };
}

export interface Uploads {
  /** local mode: a place on this machine too, where a stand-in for OneDrive listens */
  loopback: boolean;
  timeoutMs?: number;
}

/**
 * Puts a file where Teams said. The address is a stranger's word: the file goes to SharePoint (which
 * OneDrive for work is) over https and nowhere else, follows no redirect and carries no credentials.
 *
 * @returns false where it was not put there
 */
export async function putFile(
  { uploadUrl }: FileUpload,
  file: FileView,
  { loopback, timeoutMs = 10_000 }: Uploads,
): Promise<boolean> {
  if (!isPlaceForFiles(uploadUrl, loopback)) return false;
  const bytes = await fileBytes(file);
  try {
    const response = await fetch(uploadUrl, {
      method: "PUT",
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Range": `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      body: bytes,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** `https://TENANT.sharepoint.com/…` or `https://TENANT-my.sharepoint.com/…`; on loopback, where allowed, any. */
export function isPlaceForFiles(address: string, loopback: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (loopback && isLoopback(hostname)) return protocol === "http:" || protocol === "https:";
  return protocol === "https:" && port === "" && /^[a-z0-9-]+\.sharepoint\.com$/.test(hostname);
}
