import { childFaces, episodeFaces } from "../data/faces.ts";
import { KNOWN } from "../data/measures/rows.ts";
import type { Action, Filters, Question, RecordQuestion, Request } from "../data/vocabulary.ts";
import type { Answer } from "./answers/answer.ts";
import { AnswerRefused, answer } from "./answers/answer-question.ts";
import { disclosureList } from "./answers/disclosures.ts";
import { episodeLife } from "./answers/episode-history.ts";
import { refusalOf } from "./answers/refusals.ts";
import { weekly } from "./answers/weekly.ts";
import { bindHere } from "./casework/channels.ts";
import { conflictList } from "./casework/conflicts.ts";
import { offerExport } from "./casework/export.ts";
import { openTyped } from "./casework/form-open.ts";
import { formOfAction } from "./casework/forms.ts";
import { packResponse } from "./casework/pack.ts";
import { subscribe, unsubscribe } from "./casework/subscriptions.ts";
import { answerFor } from "./disclosure/answer-for.ts";
import { allowed, goesByInterviews, mayName } from "./disclosure/permissions.ts";
import type { NextStep, NoticeCode, Reading, Showable } from "./disclosure/showable.ts";
import type { Alternative } from "./language/alternatives.ts";
import { explain } from "./language/explain.ts";
import { meanwhile } from "./meanwhile.ts";
import { fresh, type Presence } from "./presence.ts";
import type { Followed } from "./turn.ts";

/** Rows on one card: what a narrow pane shows without scrolling for long. */
export const PAGE = 10;

/** What is to be shown, and what the audit and later edits need to know of it. */
export interface Response {
  showable: Showable;
  /** a press leaves its card as it is and says the notice on it */
  onCard?: boolean;
  /** set where the card must follow later writes */
  follow?: Followed;
  /** the question is not kept: a follow-up to it would tell what its answer did not */
  unsaid?: boolean;
  /** for the audit: ids and figures, never names or words */
  audit: {
    kind: "answer" | "refusal" | "disclosure" | "write";
    detail: Record<string, unknown>;
    childIds: number[];
  };
}

export interface RespondOptions {
  /** the asker's words that were not used */
  unused?: string[];
  /** readings that are as good: one tap on the answer changes to them */
  alternatives?: readonly Alternative[];
  /** a name was typed: one that the asker may not read is answered like one that nobody bears */
  named?: boolean;
  /** the first row shown, from 0 */
  offset?: number;
  /** rows whose children and episodes are looked up: a card's page, or all for an answer as JSON */
  page?: number;
}

/** The answer to a request that has been understood; several for a message of several questions. */
export async function respond(
  presence: Presence,
  request: Request,
  options: RespondOptions = {},
): Promise<Response[]> {
  const permission = allowed(request, presence.audience, presence.viewer);
  if (permission !== "yes") return [refusal(permission, request, asksAbout(request))];
  switch (request.kind) {
    case "question": {
      const { also = [], ...first } = request;
      const questions: Question[] = [first, ...also];
      const responses: Response[] = [];
      for (const question of questions) {
        const permission = allowed(question, presence.audience, presence.viewer);
        responses.push(
          permission === "yes" ? await answered(presence, question, options) : refusal(permission, question),
        );
      }
      return responses;
    }
    case "action":
      return [await acted(presence, request, options.named ?? false)];
    case "disclosures":
      return [await disclosureList(presence, request, options)];
    case "episode_history":
      return [await episodeLife(presence, request, options)];
    case "import_conflicts":
      return [await conflictList(presence)];
    case "help":
      return [plain({ kind: "help", topic: request.topic }, request.kind)];
    case "clarify": {
      const ids = request.choices.flatMap((choice) => choice.filters.child ?? []);
      const children = await childFaces(presence.house.store.db, ids);
      const prompt = { why: request.why, words: options.unused?.join(" ") || null };
      return [plain({ kind: "clarify", clarify: request, prompt, children }, request.kind)];
    }
    case "out_of_scope":
      return [plain({ ...request, kind: "out_of_scope" }, request.kind)];
  }
}

async function answered(
  presence: Presence,
  question: Question,
  { unused = [], named = false, alternatives = [], offset = 0, page = PAGE }: RespondOptions,
): Promise<Response> {
  const { house, now, viewer } = presence;
  const db = house.store.db;
  const answerShowing = (first: number) =>
    answer(
      db,
      question,
      { asOf: now, policy: house.policy, me: viewer },
      Number.isFinite(page) ? { first, count: page } : null,
    );
  let result: Answer;
  let said: { reading: Reading; others: NextStep[] };
  try {
    [result, said] = await Promise.all([
      answerShowing(offset),
      meanwhile(() => ({
        reading: { ...readingOf(presence, question, unused), named },
        others: otherReadings(question, alternatives),
      })),
    ]);
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error;
    return plain({ kind: "answer_refused", reason: error.message, nearest: error.nearest }, "answer_refused");
  }
  // a list that has grown shorter since its card was made ends on another page
  const first = offset < result.rowCount ? offset : lastPage(result.rowCount);
  if (first !== offset) result = await answerShowing(first);
  const rows = result.rows.slice(first, first + page);
  const childIds = childrenOf(result, rows);
  const [children, episodes] = await Promise.all([
    childFaces(db, childIds, { parties: goesByInterviews(viewer) }),
    episodeFaces(db, episodesOf(rows)),
  ]);
  if (named && children.some((child) => asksFor(question, child.id) && !mayName(viewer, child)))
    return unknownName();
  // of those whom the answer speaks of, whom its card shows this person here
  const disclosed = answerFor({ ...result, rows }, children, presence.audience, viewer);
  // also the rows of later pages: the headline counts them
  const followed = episodesOf(result.rows).slice(0, KNOWN);
  return {
    showable: {
      kind: "answer",
      answer: result,
      reading: said.reading,
      next: [...said.others, ...result.next],
      children,
      episodes,
      offset: first,
    },
    follow:
      followed.length > 0
        ? { reading: question, episodeIds: followed, revision: result.revision }
        : undefined,
    audit: {
      kind: "answer",
      detail: figures(result),
      childIds: childrenOf(disclosed, disclosed.rows),
    },
  };
}

/** The buttons that change the reading stand before the next steps. */
function otherReadings(asked: Question, alternatives: readonly Alternative[]): NextStep[] {
  return alternatives
    .filter(({ question }) => !refusalOf(question))
    .map(({ title, question }) => ({
      title: `I meant: ${title[0]!.toLowerCase()}${title.slice(1)}`,
      question,
      instead: asked,
    }));
}

/** "Weekly summary": the same card by hand as by subscription. */
export async function weeklyResponse(presence: Presence, request: { filters: Filters }): Promise<Response> {
  const { house, now, viewer } = presence;
  const parts = await weekly(house.store.db, request.filters, {
    asOf: now,
    policy: house.policy,
    me: viewer,
  });
  return {
    showable: {
      kind: "answer",
      answer: parts.week,
      reading: readingOf(presence, parts.week.question, []),
      next: [],
      children: [],
      episodes: [],
      offset: 0,
      weekly: parts,
    },
    audit: { kind: "answer", detail: { weekly: true, ...figures(parts.week) }, childIds: [] },
  };
}

async function acted(presence: Presence, request: Action, named: boolean): Promise<Response> {
  const form = formOfAction(request.action);
  if (form) return openTyped(presence, form, request, { named });
  switch (request.action) {
    case "weekly_summary":
      return weeklyResponse(presence, request);
    case "subscribe":
      return subscribe(await fresh(presence), request);
    case "unsubscribe":
      return unsubscribe(await fresh(presence));
    case "bind_channel":
    case "unbind_channel":
      return bindHere(await fresh(presence), request);
    case "pack":
      return packResponse(presence, request);
    case "export":
      return offerExport(await fresh(presence), request);
    default:
      return refusal("not_yet_possible", request);
  }
}

/** The English reading; children stand as `{child:12}` until disclose names them. */
export function readingOf(
  presence: Presence,
  question: Question | RecordQuestion,
  unused: string[],
): Reading {
  const english = explain(question, (kind, id) =>
    kind === "child" ? `{child:${id}}` : presence.show.label(kind, id),
  );
  return { english, unused };
}

export function refusal(code: NoticeCode, request: { kind: string }, childIds: number[] = []): Response {
  return {
    showable: { kind: "notice", code },
    audit: { kind: "refusal", detail: { code, request: request.kind }, childIds },
  };
}

/** Whose record somebody tried to read: the audit keeps it, also where it was refused. */
function asksAbout(request: Request): number[] {
  const ofRecord = request.kind === "disclosures" || request.kind === "episode_history";
  return ofRecord ? (request.filters.child ?? []) : [];
}

function plain(showable: Showable, what: string): Response {
  return { showable, audit: { kind: "answer", detail: { what }, childIds: [] } };
}

/** The same words for a name that fits nobody and for somebody else's child; nothing to follow up. */
export function unknownName(): Response {
  const asked = askBack("child");
  const audit: Response["audit"] = { kind: "refusal", detail: { code: "unknown_name" }, childIds: [] };
  return { ...asked, audit, unsaid: true };
}

/** Asks which child or episode is meant, without a choice. */
export function askBack(why: "child" | "episode"): Response {
  const clarify = { kind: "clarify" as const, why, choices: [] };
  return plain({ kind: "clarify", clarify, prompt: { why, words: null }, children: [] }, "clarify");
}

function asksFor({ filters }: Question, childId: number): boolean {
  return [...(filters.child ?? []), ...(filters.not_child ?? [])].includes(childId);
}

const lastPage = (rows: number): number => Math.max(0, Math.ceil(rows / PAGE) - 1) * PAGE;

export function episodesOf(rows: Answer["rows"]): number[] {
  return rows.flatMap(({ subject }) => (subject.kind === "episode" ? [subject.episodeId] : []));
}

/** Every child that the page speaks of: its rows, the outlier, and those the question asked for. */
export function childrenOf(result: Answer, rows: Answer["rows"]): number[] {
  const ids = new Set(result.question.filters.child);
  for (const { subject } of rows) {
    if (subject.kind === "child" || subject.kind === "episode") ids.add(subject.childId);
    if (subject.kind === "bucket" && subject.grouping === "child") ids.add(Number(subject.key));
  }
  for (const caveat of result.caveats) if (caveat.kind === "outlier") ids.add(caveat.childId);
  for (const id of result.question.filters.not_child ?? []) ids.add(id);
  return [...ids].filter(Number.isInteger);
}

/** What a quoted figure needs to be explained later. */
export function figures(result: Answer): Record<string, unknown> {
  const { question, value, numerator, denominator, asOf, revision, period } = result;
  return {
    reading: question,
    period: period && { from: period.from, to: period.to },
    value,
    numerator,
    denominator,
    asOf: asOf.toISOString(),
    revision: String(revision),
  };
}
