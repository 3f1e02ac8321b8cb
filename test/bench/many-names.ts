import type { Names } from "../../data/vocabulary.ts";

const STARTS =
  "al ben cal dan el far gra har is jas kam lew mar nor ol pre qui ros sam tom um vic wil yus zar".split(" ");
const MIDDLES = "a e i o u an el in on ar er ia io am is".split(" ");
const ENDS = "na la ra den ton ley ford wick son mar sha ria lin ton well by".split(" ");

/** The n-th made-up word: names of so many children are alike, first names above all. */
export function word(n: number): string {
  const letters =
    STARTS[n % STARTS.length]! +
    MIDDLES[Math.floor(n / STARTS.length) % MIDDLES.length]! +
    ENDS[Math.floor(n / (STARTS.length * MIDDLES.length)) % ENDS.length]!;
  const more = Math.floor(n / (STARTS.length * MIDDLES.length * ENDS.length));
  return capital(more === 0 ? letters : `${letters}${STARTS[more % STARTS.length]}`);
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** `world` with `count` children in place of its own few, who keep their ids and names before them. */
export function withChildren(world: Names, count: number): Names {
  const made = Array.from({ length: Math.max(0, count - world.children.length) }, (_, i) => ({
    id: 1_000 + i,
    reference: `MC-${10_000 + i}`,
    externalId: `CH-${10_000 + i}`,
    // 600 first names among 9,000 last ones
    name: `${word((i * 7) % 600)} ${word(600 + ((i * 31) % 9_000))}`,
  }));
  return { ...world, children: [...world.children, ...made] };
}
