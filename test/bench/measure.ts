import { loadavg } from "node:os";
import { ASKERS, type Ask, AT_ONCE, chatWith, type Told } from "./asking.ts";
import type { Bot } from "./bots.ts";
import type { Connector } from "./connector.ts";
import { QUESTIONS } from "./questions.ts";

/** Milliseconds from the POST to the reply's arrival. */
export interface Times {
  /** what a turn takes when little else is in its way: for machines that others use too */
  p10: number;
  p50: number;
  p95: number;
  /** median of the processor's time, of the bot's process and the server's together: hardly longer on a busy machine */
  cpu: number;
}

export interface Measured {
  echo: Times;
  questions: (Times & { text: string })[];
  /** turns a second with 32 asking at once */
  atOnce: { echo: number; homeward: number };
  /** the machine's load of the last minute, at the beginning and at the end */
  load: [number, number];
}

export interface Measuring {
  echo: Bot;
  homeward: Bot;
  /** milliseconds of the database's server, where that is another process on this machine */
  serverCpu: () => Promise<number>;
  connector: Connector;
  rounds: number;
  /** how long the 32 ask each bot, in turns */
  seconds: number;
  /** and how long before that: a bot that has just begun spends a third of its time on making its own code faster */
  settling: number;
}

const WARM_UP = 3;
/** How often the 32 ask each bot, one bot after the other. */
const TURNS = 4;

/** Every question `rounds` times, each turn after one of the echo bot's: the ratio then holds on a busy machine. */
export async function measure(m: Measuring): Promise<Measured> {
  const { echo, homeward, connector } = m;
  const before = loadavg()[0]!;
  const floor = timed(chatWith(echo, connector, ASKERS[AT_ONCE]!), async () => (await echo.usage()).cpuMs);
  const whole = timed(
    chatWith(homeward, connector, ASKERS[AT_ONCE]!),
    async () => (await homeward.usage()).cpuMs + (await m.serverCpu()),
  );
  const floors: Turn[] = [];
  const samples = new Map(QUESTIONS.map((text) => [text, [] as Turn[]]));
  for (let round = -WARM_UP; round < m.rounds; round += 1) {
    for (const text of QUESTIONS) {
      const least = await floor(text);
      const turn = await whole(text);
      checkAnswered(text, turn);
      if (round < 0) continue;
      floors.push(least);
      samples.get(text)!.push(turn);
    }
  }
  for (const bot of [echo, homeward]) await turnsASecond(bot, connector, m.settling);
  const atOnce = { echo: 0, homeward: 0 };
  for (let turn = 0; turn < TURNS; turn += 1) {
    atOnce.echo += (await turnsASecond(echo, connector, m.seconds / TURNS)) / TURNS;
    atOnce.homeward += (await turnsASecond(homeward, connector, m.seconds / TURNS)) / TURNS;
  }
  return {
    echo: timesOf(floors),
    questions: [...samples].map(([text, sample]) => ({ text, ...timesOf(sample) })),
    atOnce,
    load: [before, loadavg()[0]!],
  };
}

interface Turn extends Told {
  cpu: number;
}

function timed(ask: Ask, cpuSoFar: () => Promise<number>): (text: string) => Promise<Turn> {
  return async (text) => {
    const before = await cpuSoFar();
    const told = await ask(text);
    return { ...told, cpu: (await cpuSoFar()) - before };
  };
}

/** Each of the 32 asks the next question as soon as it has its answer. */
async function turnsASecond(bot: Bot, connector: Connector, seconds: number): Promise<number> {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
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

/** An error is said in a sentence, and soon: only a card is an answer. */
function checkAnswered(text: string, { body }: Told): void {
  if (!body.includes("application/vnd.microsoft.card.adaptive")) {
    throw new Error(`"${text}" was not answered with a card: ${body.slice(0, 300)}`);
  }
}

function timesOf(sample: readonly Turn[]): Times {
  const ms = sample.map((turn) => turn.ms);
  return {
    p10: quantile(ms, 0.1),
    p50: quantile(ms, 0.5),
    p95: quantile(ms, 0.95),
    cpu: quantile(
      sample.map(({ cpu }) => cpu),
      0.5,
    ),
  };
}

export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
