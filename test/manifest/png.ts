import { inflateSync } from "node:zlib";

export interface Picture {
  width: number;
  height: number;
  /** red, green, blue, alpha of the pixel at column x, row y; alpha not multiplied in */
  at(x: number, y: number): [number, number, number, number];
}

/** Reads a PNG of 8 bits a channel with alpha and no interlace, which is what the icons are. */
export function readPng(png: Uint8Array): Picture {
  const view = Buffer.from(png);
  const width = view.readUInt32BE(16);
  const height = view.readUInt32BE(20);
  const [depth, colourType, , , interlace] = view.subarray(24, 29);
  if (depth !== 8 || colourType !== 6 || interlace !== 0) throw new Error("Not an 8 bit RGBA picture.");
  const parts: Buffer[] = [];
  for (let offset = 8; offset < view.length; ) {
    const length = view.readUInt32BE(offset);
    const type = view.toString("latin1", offset + 4, offset + 8);
    if (type === "IDAT") parts.push(view.subarray(offset + 8, offset + 8 + length));
    offset += 12 + length;
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * 4, height);
  return {
    width,
    height,
    at: (x, y) =>
      [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)] as ReturnType<Picture["at"]>,
  };
}

/** Undoes the five filters of PNG (specification, chapter 9). */
function unfilter(data: Buffer, stride: number, height: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const raw = data[y * (stride + 1) + 1 + x]!;
      const left = x < 4 ? 0 : out[y * stride + x - 4]!;
      const up = y === 0 ? 0 : out[(y - 1) * stride + x]!;
      const corner = x < 4 || y === 0 ? 0 : out[(y - 1) * stride + x - 4]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * stride + x] = (raw + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
