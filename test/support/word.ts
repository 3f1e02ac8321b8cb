import { strFromU8, unzipSync } from "fflate";

/** A Word document's parts, as text, and all that a reader sees in order. */
export interface WordDocument {
  parts: Record<string, string>;
  words: string;
  /** the description of each picture or chart */
  descriptions: string[];
}

/** Opens a document; throws where it is no archive, lacks what Word needs, or a part is not well formed. */
export function openWord(bytes: Uint8Array): WordDocument {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).flatMap(([name, part]) =>
      /\.(xml|rels)$/.test(name) ? [[name, strFromU8(part)]] : [[name, embedded(part)]],
    ),
  );
  for (const name of ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"])
    if (!parts[name]) throw new Error(`${name} is missing`);
  for (const [name, text] of Object.entries(parts)) if (/\.(xml|rels)$/.test(name)) wellFormed(name, text);
  const document = parts["word/document.xml"]!;
  const words = document
    .replace(/<\/w:p>/g, "\n")
    .replace(/<\/w:tc>/g, "\t")
    .replace(/<[^>]*>/g, "")
    .replace(/&amp;/g, "&")
    .replace(/\u00a0/g, " ");
  const descriptions = [...document.matchAll(/<wp:docPr\b[^>]*>/g)].map(([tag]) =>
    (/descr="([^"]*)"/.exec(tag)?.[1] ?? "").replace(/\u00a0/g, " "),
  );
  return { parts, words, descriptions };
}

/** The workbook behind a chart is an archive of its own: its text, so that it can be searched too. */
function embedded(part: Uint8Array): string {
  return Object.values(unzipSync(part))
    .map((inner) => strFromU8(inner))
    .join("\n");
}

function wellFormed(name: string, xml: string): void {
  const open: string[] = [];
  for (const [, end, tag, , empty] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (empty) continue;
    if (!end) open.push(tag!);
    else if (open.pop() !== tag) throw new Error(`${name}: </${tag}> closes nothing`);
  }
  if (open.length > 0) throw new Error(`${name}: <${open.join("><")}> stays open`);
  const outside = xml.replace(/<[^<>]*>/g, "");
  if (/[<>]/.test(outside) || /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(outside))
    throw new Error(`${name}: a sign is not escaped`);
}
