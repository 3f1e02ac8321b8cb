/**
 * Chance that repeats: a stream of numbers is named by a seed and some keys, and the same name gives
 * the same numbers on every machine. Each part of the plan names its own streams, so that adding to
 * one part (or to a later year) moves nothing in another.
 */
export interface Random {
  /** from 0 up to, but not including, 1 */
  float(): number;
  /** a whole number, both ends included */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** picks by weight; weights need not sum to 1 */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** standard normal */
  normal(): number;
}

/** The stream that belongs to a seed and keys. */
export function random(seed: number, ...keys: (string | number)[]): Random {
  const next = generator(hash(`${seed}|${keys.join("|")}`));
  const float = () => next() / 4294967296;
  const int = (min: number, max: number) => min + Math.floor(float() * (max - min + 1));
  return {
    float,
    int,
    chance: (probability) => float() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("nothing to pick from");
      return list[Math.floor(float() * list.length)]!;
    },
    weighted: (pairs) => {
      let left = float() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) {
        left -= weight;
        if (left < 0) return value;
      }
      return pairs[pairs.length - 1]![0];
    },
    shuffle: (list) => {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(float() * (i + 1));
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float()),
  };
}

/**
 * Shares a total among n, each from min to max, a few with much and most with little.
 * @throws RangeError where no such sharing exists.
 */
export function partition(rng: Random, n: number, total: number, min: number, max: number): number[] {
  if (total < n * min || total > n * max) {
    throw new RangeError(`cannot share ${total} among ${n} with ${min} to ${max} each`);
  }
  const parts = Array.from({ length: n }, () => min);
  const weights = parts.map(() => Math.exp(rng.normal() * 0.9));
  for (let left = total - n * min; left > 0; left--) {
    const open = parts.flatMap((part, i) => (part < max ? [[i, weights[i]!] as const] : []));
    const i = rng.weighted(open);
    parts[i] = parts[i]! + 1;
  }
  return parts.sort((a, b) => b - a);
}

/** Four 32-bit words from a text (cyrb128). */
function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Whole numbers below 2^32 (sfc32). */
function generator([a, b, c, d]: [number, number, number, number]): () => number {
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
