import { dayOf } from "../../data/calendar.ts";
import type { NotHeld, Question, Request } from "../../data/vocabulary.ts";
import { COMMANDS } from "./commands.ts";
import { indexed } from "./names.ts";
import type { NameIndex, UnderstandInput } from "./understanding.ts";

/** What is held that comes nearest to what is not: of how many children there are, their episodes each. */
const INSTEAD: Readonly<Partial<Record<NotHeld, string>>> = { population: "episodes per child" };
const NEAREST = 3;

/** The questions that are nearest to what could not be answered, as `read` reads them that day. */
export function nearestTo(
  input: UnderstandInput,
  subject: NotHeld | undefined,
  read: (input: UnderstandInput) => Request,
): Question[] {
  const instead = subject && INSTEAD[subject];
  const first = instead ? example(input, instead, read) : null;
  const others = nearestExamples(input.text.slice(0, 300), (text) => example(input, text, read));
  return [...(first ? [first] : []), ...others].slice(0, NEAREST);
}

/**
 * An example of the command table as a question, in which no child is meant; read once for a day and a
 * revision of the organisation's names.
 */
function example(
  input: UnderstandInput,
  text: string,
  read: (input: UnderstandInput) => Request,
): Question | null {
  const day = dayOf(input.now);
  const names = indexed(input.names).organisation;
  let known = EXAMPLES.get(names);
  if (known?.day !== day) {
    known = { day, questions: new Map() };
    EXAMPLES.set(names, known);
  }
  const before = known.questions.get(text);
  if (before !== undefined) return before;
  const request = read({ ...input, names, text, context: null });
  const question = request.kind === "question" ? request : null;
  known.questions.set(text, question);
  return question;
}

const EXAMPLES = new WeakMap<NameIndex, { day: string; questions: Map<string, Question | null> }>();

/** The three examples of the command table that share most letter triples with a text. */
export function nearestExamples(text: string, parse: (example: string) => Question | null): Question[] {
  const wanted = trigrams(text);
  const ranked = COMMANDS.filter(({ kind }) => kind === "question")
    .map((command) => ({ command, score: overlap(wanted, triplesOf(command.example)) }))
    .sort((a, b) => b.score - a.score);
  const found: Question[] = [];
  for (const { command } of ranked) {
    const question = parse(command.example);
    if (question) found.push(question);
    if (found.length === 3) break;
  }
  return found;
}

const TRIPLES = new Map<string, Set<string>>();

function triplesOf(text: string): Set<string> {
  const known = TRIPLES.get(text);
  if (known) return known;
  const made = trigrams(text);
  TRIPLES.set(text, made);
  return made;
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `.slice(0, 400);
  const found = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  return found;
}

function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  for (const triple of fewer) if (more.has(triple)) shared++;
  return (2 * shared) / (a.size + b.size || 1);
}
