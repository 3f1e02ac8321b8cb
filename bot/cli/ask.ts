import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { finishTurn } from "../../data/turns.ts";
import type { Request } from "../../data/vocabulary.ts";
import { consider } from "../answer-turn.ts";
import { disclose } from "../disclosure/disclose.ts";
import type { House } from "../house.ts";
import { namesFor } from "../known-names.ts";
import { understand } from "../language/understand.ts";
import { openHouse } from "../open-house.ts";
import { AUDIENCES, type Audience } from "../people/directory.ts";
import type { Presence } from "../presence.ts";
import type { ReadText } from "../read-ahead.ts";
import { asJson } from "./ask-json.ts";
import { atTerminal, commandLineHouse } from "./command-line-house.ts";
import { plainText } from "./plain-text.ts";

const USAGE = `npm run ask -- "who's persistently missing"
  --now ISO                the instant of asking (default: now)
  --as PERSON              ask as this person, by id, such as alex-wilber (default: the local operator)
  --audience personal|operational|outside
  --context "earlier text" the question that this one follows
  --json                   the reading, the answer and the cards as JSON
  --in lines.jsonl         answers a file of {"id","text","now","context"}, one JSON line each`;

/** Answered; a clarify or a refusal; could not be done. */
const EXIT = { answered: 0, error: 2, refused: 3 } as const;

interface Asked {
  text: string;
  now: Date;
  context: string | null;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    now: { type: "string" },
    as: { type: "string" },
    audience: { type: "string", default: "personal" },
    context: { type: "string" },
    json: { type: "boolean", default: false },
    in: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return EXIT.error;
});

async function main(): Promise<number> {
  const text = positionals.join(" ");
  const audience = AUDIENCES.find((known) => known === values.audience);
  if (values.help || (!text && !values.in) || !audience) {
    console.error(USAGE);
    return values.help ? EXIT.answered : EXIT.error;
  }
  const house = await openHouse(commandLineHouse({ as: values.as, audience }));
  try {
    if (values.in) return await answerFile(house, values.in);
    const result = await ask(house, { text, now: instant(values.now), context: values.context ?? null });
    console.log(values.json ? JSON.stringify(result.json, null, 2) : result.json.text);
    return result.exit;
  } finally {
    await house.store.close();
  }
}

/** One JSON line for each line of the file; the worst exit status of all. */
async function answerFile(house: House, path: string): Promise<number> {
  let exit: number = EXIT.answered;
  for await (const line of createInterface({ input: createReadStream(path, "utf8") })) {
    if (!line.trim()) continue;
    const { id, text, now, context } = JSON.parse(line);
    const result = await ask(house, { text, now: instant(now), context: context ?? null });
    console.log(JSON.stringify({ id, ...result.json }));
    exit = Math.max(exit, result.exit);
  }
  return exit;
}

/** The walk of a Teams turn, from words to what may be shown, with its audit row. */
async function ask(house: House, { text, now, context }: Asked) {
  const scope = (values.audience as Audience) === "personal" ? "personal" : "channel";
  const presence = await atTerminal(house, now, { as: values.as, scope });
  const before = context === null ? null : await read(presence, context, null);
  const { names, understanding } = await read(presence, text, before?.understanding.request ?? null);
  const { request, responses } = await consider(presence, understanding, { page: Number.POSITIVE_INFINITY });
  await finishTurn(house.store.db, {
    conversationId: presence.conversation.id,
    activityId: "",
    at: now,
    personId: presence.person?.aadObjectId ?? null,
    role: presence.person?.role ?? null,
    audience: presence.audience,
    audits: responses.map(({ audit }) => audit),
    reading: null,
    failed: null,
  });
  const views = responses.map(({ showable }) =>
    disclose(showable, presence.audience, presence.viewer, presence.show),
  );
  const known = {
    ...names.names,
    children: [names, before?.names].flatMap((one) => one?.names.children ?? []),
  };
  const json = asJson(presence, request, responses, {
    names: known,
    views,
    text: views.map(plainText).join("\n\n"),
  });
  const answered =
    json.answer !== null ||
    request?.kind === "action" ||
    request?.kind === "help" ||
    views.some(({ card }) => card === "conflicts" || card === "list");
  return { json, exit: answered ? EXIT.answered : EXIT.refused };
}

async function read(
  { house, namesAt, now }: Presence,
  text: string,
  context: Request | null,
): Promise<ReadText> {
  const names = await namesFor(house, namesAt, text);
  return { names, understanding: understand({ text, now, names, context }) };
}

function instant(iso: string | undefined): Date {
  if (iso === undefined) return new Date();
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()))
    throw new Error(`"${iso}" is not an instant. Write --now 2019-07-30T13:00:00Z`);
  return at;
}
