/** Bytes into rows of cells for the second, simple reader (naive-reader.ts), a character at a time. */
export interface NaiveLine {
  line: number;
  /** null: no row of a CSV file; the next line is tried */
  cells: NaiveCell[] | null;
}

export interface NaiveCell {
  text: string;
  /** in quotation marks: spaces at its ends belong to it */
  quoted: boolean;
}

/** `damaged`: some bytes spell nothing, and each such place is a U+FFFD. */
export function decoded(bytes: Uint8Array): { content: string; damaged: boolean } {
  const wide = wideOf(bytes);
  if (wide) return { content: new TextDecoder(wide).decode(bytes), damaged: true };
  try {
    return { content: new TextDecoder("utf-8", { fatal: true }).decode(bytes), damaged: false };
  } catch {
    const content = new TextDecoder("utf-8").decode(bytes);
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const spelled = content.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
    const strays = content.match(/\ufffd/g)?.length ?? 0;
    // the likelier of the two, by the letters that are none of ASCII's
    if (marked || (spelled > 0 && spelled >= strays)) return { content, damaged: true };
    const high = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
    const letters = [...bytes].map((byte) =>
      byte >= 0x80 && byte <= 0x9f ? high[byte - 0x80]! : String.fromCharCode(byte),
    );
    return { content: letters.join(""), damaged: false };
  }
}

/** By its mark, else by a NUL in one of every two bytes. */
function wideOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, Math.min(bytes.length, 4_096) & ~1);
  const pairs = head.length / 2;
  const nuls = [0, 1].map((side) => head.filter((byte, at) => byte === 0 && at % 2 === side).length);
  const [first, second] = nuls as [number, number];
  if (second > pairs / 2 && first < pairs / 10) return "utf-16le";
  if (first > pairs / 2 && second < pairs / 10) return "utf-16be";
  return null;
}

export function linesOf(content: string): NaiveLine[] {
  const rows: NaiveLine[] = [];
  let at = 0;
  while (at < content.length) {
    const line = content.slice(0, at).split("\n").length;
    const row = rowAt(content, at);
    const lineEnd = content.indexOf("\n", at) < 0 ? content.length : content.indexOf("\n", at);
    const isBlank = ["", "\r"].includes(content.slice(at, lineEnd));
    // nobody's row is a million characters long
    const end = row && row.end - at <= 1_000_000 ? row.end : null;
    if (!isBlank) rows.push({ line, cells: end === null ? null : row!.cells });
    at = (end !== null && !isBlank ? end : lineEnd) + 1;
  }
  return rows;
}

function rowAt(content: string, start: number): { cells: NaiveCell[]; end: number } | null {
  const cells: NaiveCell[] = [];
  let at = start;
  for (;;) {
    let text = "";
    const quoted = content[at] === '"';
    if (quoted) {
      for (at++; content[at] !== '"' || content[at + 1] === '"'; at++) {
        if (at >= content.length) return null;
        if (content[at] === '"') at++;
        text += content[at];
      }
      at++;
    } else {
      while (at < content.length && !/[,\n]/.test(content[at]!) && !content.startsWith("\r\n", at)) {
        if (content[at] === '"') return null;
        if (content[at] === "\r" && at === content.length - 1) break;
        text += content[at++];
      }
    }
    cells.push({ text, quoted });
    if (content[at] === ",") {
      at++;
      continue;
    }
    if (content[at] === "\r" && at === content.length - 1) at++;
    if (content.startsWith("\r\n", at)) at++;
    return at >= content.length || content[at] === "\n" ? { cells, end: at } : null;
  }
}
