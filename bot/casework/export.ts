import { z } from "zod";
import { findPersonal } from "../../data/conversations.ts";
import type { Action, Question } from "../../data/vocabulary.ts";
import { allowed, mayPress } from "../disclosure/permissions.ts";
import { parseReading } from "../language/reading.ts";
import type { Presence } from "../presence.ts";
import { type Response, refusal, respond } from "../respond.ts";
import { fileToOwnChat } from "../schedule/own-chat.ts";
import type { ConversationRef, Turn } from "../turn.ts";
import { packResponse } from "./pack.ts";
import { verb } from "./verb.ts";

/**
 * "Export as CSV", "Word document". The offer goes to the presser's own chat: Teams takes no file in a channel, and a
 * press is answered by nothing but a card or a sentence. What the file will hold is asked again there.
 */
export const exportVerb = verb({
  schema: z.object({ reading: z.unknown() }),
  async handle(presence, { reading }) {
    return { request: null, responses: [{ ...(await sendOffer(presence, reading)), onCard: true }] };
  },
});

async function sendOffer(presence: Presence, reading: unknown): Promise<Response> {
  const { house, person, viewer, conversation, audience } = presence;
  const asked = exportable(reading);
  if (!asked) return refusal("old_card", EXPORT);
  if (!person || audience === "outside" || !mayPress(viewer, "export", null))
    return refusal("not_allowed", EXPORT);
  if (!takesFiles(conversation)) return refusal("no_files_here", EXPORT);
  const own =
    conversation.scope === "personal"
      ? conversation
      : await findPersonal(house.store.db, person.aadObjectId.toLowerCase());
  if (!own) return refusal("ask_me_in_own_chat", EXPORT);
  await fileToOwnChat(house.store, {
    conversationId: own.id,
    personId: person.aadObjectId,
    request: asked,
  });
  return {
    showable: {
      kind: "notice",
      code: conversation.scope === "personal" ? "file_on_its_way" : "file_in_own_chat",
    },
    audit: { kind: "answer", detail: { what: "export_asked", reading: asked }, childIds: [] },
  };
}

/** The offer itself, in a 1:1 chat: after a press, or where "export …" was typed. */
export async function offerExport(presence: Presence, request: Action | Question): Promise<Response> {
  const { metric } = request;
  if (metric === null && !isPack(request)) return refusal("nothing_to_export", EXPORT);
  if (!takesFiles(presence.conversation)) return refusal("no_files_here", EXPORT);
  if (metric === null) return asFile(presence, request, "file_offer");
  const question: Question =
    request.kind === "question"
      ? { ...request, also: undefined }
      : {
          kind: "question",
          metric,
          filters: request.filters,
          period: request.period,
          compare: request.compare,
          groupBy: request.groupBy,
          limit: request.limit,
        };
  return asFile(presence, question, "file_offer");
}

const consentSchema = z.object({ reading: z.unknown() });

/**
 * The answer to an offer. On a yes the figures are worked out again, for this person with the rights
 * that they have now, and the audit says what was handed over.
 */
export async function answerConsent(
  presence: Presence,
  { accepted, context, upload }: Extract<Turn, { kind: "file_consent" }>,
): Promise<Response> {
  if (!presence.person) return refusal("not_known", EXPORT);
  if (presence.audience !== "personal" || !mayPress(presence.viewer, "export", null))
    return refusal("not_allowed", EXPORT);
  if (!accepted) {
    return {
      showable: { kind: "notice", code: "file_declined" },
      audit: { kind: "answer", detail: { what: "export_declined" }, childIds: [] },
    };
  }
  const asked = exportable(consentSchema.safeParse(context).data?.reading);
  if (!asked) return refusal("old_card", EXPORT);
  if (!upload) return refusal("file_not_saved", EXPORT);
  return asFile(presence, asked, "file");
}

/** The rows of a question's answer, or a pack, as a file for this viewer here. */
export async function asFile(
  presence: Presence,
  asked: Question | Action,
  kind: "file_offer" | "file",
): Promise<Response> {
  const permission = allowed(asked, presence.audience, presence.viewer);
  if (permission !== "yes") return refusal(permission, EXPORT);
  const [response] =
    asked.kind === "action"
      ? [await packResponse(presence, asked, { whole: true })]
      : await respond(presence, asked, { page: Number.POSITIVE_INFINITY });
  if (response?.showable.kind !== "answer" && response?.showable.kind !== "pack")
    return response ?? refusal("nothing_to_export", EXPORT);
  const { showable, audit } = response;
  const rows = showable.kind === "answer" ? { rows: showable.answer.rows.length } : {};
  const detail = { what: kind === "file" ? "export" : "export_offer", ...rows };
  return {
    showable: { kind, of: showable },
    audit: {
      kind: kind === "file" ? "disclosure" : "answer",
      detail: { ...audit.detail, ...detail },
      // nobody has been shown anything yet
      childIds: kind === "file" ? audit.childIds : [],
    },
  };
}

const EXPORT = { kind: "export" };

function exportable(reading: unknown): Question | Action | null {
  const request = parseReading(reading);
  if (request?.kind === "question") return { ...request, also: undefined };
  return request?.kind === "action" && isPack(request) ? request : null;
}

const isPack = (request: Action | Question): boolean =>
  request.kind === "action" && request.action === "pack";

/** Not a terminal, and not the Agents Playground, which shows a placeholder for an offered file. */
function takesFiles({ serviceUrl }: Pick<ConversationRef, "serviceUrl">): boolean {
  return serviceUrl !== "" && !/\/_connector\/?$/.test(serviceUrl);
}
