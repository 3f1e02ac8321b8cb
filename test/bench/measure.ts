import { loadavg } from "node:os";
import { ASKERS, type Ask, AT_ONCE, chatWith } from "./asking.ts";
import type { Bot } from "./bots.ts";
import type { Connector } from "./connector.ts";
import { QUESTIONS } from "./questions.ts";

/** Milliseconds from the POST to the reply's arrival. */
export interface Times {
  /** what a turn takes when little else is in its way: for machines that others use too */
  p10: number;
  p50: number;
  p95: number;
}

export interface Measured {
  echo: Times;
  questions: (Times & { text: string })[];
  /** turns a second with 32 asking at once */
  atOnce: { echo: number; homeward: number };
  /** CPU of the bot's process for one of the single turns, ms */
  cpuMs: { echo: number; homeward: number };
  /** the machine's load of the last minute, at the beginning and at the end */
  load: [number, number];
}

export interface Measuring {
  echo: Bot;
  homeward: Bot;
  connector: Connector;
  rounds: number;
  /** how long the 32 ask each bot, in two turns */
  seconds: number;
}

const WARM_UP = 3;

/** Every question `rounds` times, each turn after one of the echo bot's: the ratio then holds on a busy machine. */
export async function measure(m: Measuring): Promise<Measured> {
  const { echo, homeward, connector } = m;
  const before = loadavg()[0]!;
  const [floor, asker] = [echo, homeward].map((bot) => chatWith(bot, connector, ASKERS[AT_ONCE]!)) as [
    Ask,
    Ask,
  ];
  const floors: number[] = [];
  const samples = new Map(QUESTIONS.map((text) => [text, [] as number[]]));
  const ofOne = async (ask: Ask, text: string) => answered(text, await ask(text)).ms;
  let begun = await cpu(m);
  for (let round = -WARM_UP; round < m.rounds; round += 1) {
    if (round === 0) begun = await cpu(m);
    for (const text of QUESTIONS) {
      const least = (await floor(text)).ms;
      const whole = await ofOne(asker, text);
      if (round < 0) continue;
      floors.push(least);
      samples.get(text)!.push(whole);
    }
  }
  const ended = await cpu(m);
  const turns = m.rounds * QUESTIONS.length;
  const atOnce = { echo: 0, homeward: 0 };
  for (let half = 0; half < 2; half += 1) {
    atOnce.echo += (await turnsASecond(echo, m)) / 2;
    atOnce.homeward += (await turnsASecond(homeward, m)) / 2;
  }
  return {
    echo: timesOf(floors),
    questions: [...samples].map(([text, sample]) => ({ text, ...timesOf(sample) })),
    atOnce,
    cpuMs: { echo: (ended.echo - begun.echo) / turns, homeward: (ended.homeward - begun.homeward) / turns },
    load: [before, loadavg()[0]!],
  };
}

/** Each of the 32 asks the next question as soon as it has its answer. */
async function turnsASecond(bot: Bot, { connector, seconds }: Measuring): Promise<number> {
  const begun = performance.now();
  const until = begun + (seconds * 1_000) / 2;
  let turns = 0;
  await Promise.all(
    ASKERS.slice(0, AT_ONCE).map(async (asker, i) => {
      const ask = chatWith(bot, connector, asker);
      for (let n = i; performance.now() < until; n += 1) {
        await ask(QUESTIONS[n % QUESTIONS.length]!);
        turns += 1;
      }
    }),
  );
  return turns / ((performance.now() - begun) / 1_000);
}

async function cpu({ echo, homeward }: Measuring) {
  return { echo: (await echo.usage()).cpuMs, homeward: (await homeward.usage()).cpuMs };
}

/** An error is said in a sentence, and soon: only a card is an answer. */
function answered<T extends { body: string }>(text: string, told: T): T {
  if (!told.body.includes("application/vnd.microsoft.card.adaptive")) {
    throw new Error(`"${text}" was not answered with a card: ${told.body.slice(0, 300)}`);
  }
  return told;
}

function timesOf(sample: readonly number[]): Times {
  return { p10: quantile(sample, 0.1), p50: quantile(sample, 0.5), p95: quantile(sample, 0.95) };
}

export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
