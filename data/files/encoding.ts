import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";

/** How a file's bytes become text. */
export interface Encoding {
  name: "UTF-8" | "UTF-16LE" | "UTF-16BE" | "Windows-1252";
  /**
   * What the bytes do not spell is shown as U+FFFD, and a cell that holds one is damaged. Where it is
   * false, each U+FFFD was in the file.
   */
  replaces: boolean;
}

const CHUNK = 1 << 16;
/** Enough to tell UTF-16 without a byte-order mark by its NULs. */
const SAMPLE = 1 << 12;

/**
 * A byte-order mark decides; else NULs in every other byte are UTF-16; else a file that is UTF-8 from its
 * first byte to its last is UTF-8. Of one that is not, the likelier counts: where UTF-8 spells at least as
 * many letters beyond ASCII as there are places that it does not spell, it is UTF-8 with some rows damaged,
 * and those are rejected; else it is Windows-1252, whose accents seldom spell anything in UTF-8. One stray
 * byte then costs one row, and garbles no name. Reads the whole file, in bounded memory.
 */
export async function encodingOf(file: FileHandle): Promise<Encoding> {
  const head = await headOf(file, SAMPLE);
  if (head[0] === 0xff && head[1] === 0xfe) return { name: "UTF-16LE", replaces: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: "UTF-16BE", replaces: true };
  const wide = byItsNuls(head);
  if (wide) return { name: wide, replaces: true };
  const valid = await isUtf8Throughout(file);
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (valid) return { name: "UTF-8", replaces: false };
  return marked || (await isMostlyUtf8(file))
    ? { name: "UTF-8", replaces: true }
    : { name: "Windows-1252", replaces: false };
}

/** The first bytes of a file, at most `length`. */
export async function headOf(file: FileHandle, length = SAMPLE): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === length) return buffer.subarray(0, filled);
  }
}

/** The text of a file from its start, a piece at a time, without a byte-order mark. */
export async function* textOf(
  file: FileHandle,
  encoding: Encoding,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = encoding.name === "Windows-1252" ? WINDOWS_1252 : new TextDecoder(encoding.name);
  let position = 0;
  for await (const bytes of chunksOf(file)) {
    position += bytes.length;
    const text = decoder.decode(bytes, { stream: true });
    onBytes?.(position);
    if (text !== "") yield text;
  }
  const last = decoder.decode();
  if (last !== "") yield last;
}

/** 0x80 to 0x9F of Windows-1252; the five bytes without a letter stay what they are, as in the WHATWG's table. */
const LETTERS = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"];

/** By hand: TextDecoder takes Windows-1252 for Latin-1 in many versions of Node 20 to 24 (nodejs/node#56542). */
const WINDOWS_1252 = {
  decode(bytes?: Buffer, _options?: { stream: boolean }): string {
    const latin1 = bytes?.toString("latin1") ?? "";
    return latin1.replace(/[\x80-\x9f]/g, (letter) => LETTERS[letter.charCodeAt(0) - 0x80]!);
  },
};

/** Letters of the council's files are mostly below U+0100: of their two bytes, one is NUL. */
function byItsNuls(head: Uint8Array): "UTF-16LE" | "UTF-16BE" | null {
  const pairs = head.length >> 1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  if (odd > pairs / 2 && even < pairs / 10) return "UTF-16LE";
  if (even > pairs / 2 && odd < pairs / 10) return "UTF-16BE";
  return null;
}

async function isUtf8Throughout(file: FileHandle): Promise<boolean> {
  let begun = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    const bytes = begun.length > 0 ? Buffer.concat([begun, chunk]) : chunk;
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    begun = Buffer.from(bytes.subarray(whole));
  }
  return begun.length === 0;
}

/** Letters that UTF-8 spells against places where it spells nothing, each of which is one U+FFFD. */
async function isMostlyUtf8(file: FileHandle): Promise<boolean> {
  let spelled = 0;
  let strays = 0;
  for await (const text of textOf(file, { name: "UTF-8", replaces: true })) {
    spelled += text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
    strays += text.match(/\ufffd/g)?.length ?? 0;
  }
  return spelled > 0 && spelled >= strays;
}

/** How many bytes at the end begin a character that the next chunk must finish. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

/** The same buffer each time: what it holds is to be used before the next. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(CHUNK);
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
