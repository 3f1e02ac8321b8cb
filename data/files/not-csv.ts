/** What files begin with that are no text, and what to do with each. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "is a zip file or an Excel workbook. Unpack it, or save the sheet as “CSV UTF-8”, and give that file.",
  ],
  [[0x50, 0x4b, 0x05, 0x06], "is an empty zip file. Give the CSV file itself."],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "is an old Excel workbook or another Office file. Save the sheet as “CSV UTF-8”, and give that file.",
  ],
  [[0x1f, 0x8b], "is compressed (gzip). Unpack it, and give the CSV file."],
  [[0x25, 0x50, 0x44, 0x46], "is a PDF. Export the rows as CSV from the system they came from."],
];

/** The rest of the sentence "FILE …" about a file of another sort; null where nothing tells. */
export function otherSort(head: Uint8Array): string | null {
  const found = SIGNATURES.find(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  return found ? found[1] : null;
}
