import type { Disclosed } from "../../cards/disclosed.ts";
import type { FileOffer, FileView } from "../../cards/files.ts";
import type { CardView } from "../../cards/views.ts";
import type { Audience } from "../people/directory.ts";
import type { DiscloseContext } from "./context.ts";
import { fileOf, offerOf } from "./file.ts";
import { withoutHouseholds } from "./households.ts";
import { lensOf } from "./lens.ts";
import { NOT_SHOWN, NOTICES } from "./sentences.ts";
import { showAnswer } from "./show/answer.ts";
import { showAskChild } from "./show/ask-child.ts";
import { showChannelBound } from "./show/channel-bound.ts";
import { showClarify } from "./show/clarify.ts";
import { showConflictSettled } from "./show/conflict-settled.ts";
import { showConflicts } from "./show/conflicts.ts";
import { showDisclosures } from "./show/disclosures.ts";
import { showEpisodeCard } from "./show/episode-card.ts";
import { showEpisodeHistory } from "./show/episode-history.ts";
import { showEpisodeNote } from "./show/episode-note.ts";
import { showForm } from "./show/form.ts";
import { notice } from "./show/frame.ts";
import { showHelp } from "./show/help.ts";
import { showPack } from "./show/pack.ts";
import { showAnswerRefused, showFailure, showNotice, showOutOfScope, showWelcome } from "./show/plain.ts";
import { showReceipt } from "./show/receipt.ts";
import { showSubscribed, showUnsubscribed } from "./show/subscribed.ts";
import type { FileShowable, NoticeCode, Showable } from "./showable.ts";
import type { Viewer } from "./viewer.ts";

/** What may be shown to somebody whom the directory does not know. */
const FOR_ANYBODY: readonly string[] = ["notice", "welcome", "failure"];

/** What an operational room may be shown that is sent to nobody in particular. */
const FOR_THE_ROOM: readonly string[] = ["episode_card", "episode_note"];

/**
 * The one door out: what a card may hold of a showable, for this audience and this viewer. It refuses
 * by default: a kind that is not listed here shows a plain refusal and nothing of what it holds.
 */
export function disclose(
  showable: Showable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): Disclosed<CardView> {
  return view(showable, audience, viewer, context) as Disclosed<CardView>;
}

/** A notice as the one sentence that a press gets on its card. */
export function discloseSentence(code: NoticeCode): Disclosed<string> {
  return NOTICES[code].paragraphs[0]! as Disclosed<string>;
}

/**
 * The rows of an answer as a file: what its card shows this viewer here, on all its pages; or a pack as a
 * document. Null where the viewer may not export, where the conversation is not their own, and where the
 * card shows no rows.
 */
export function discloseFile(
  showable: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): Disclosed<FileView> | null {
  return fileOf(showable, audience, viewer, context) as Disclosed<FileView> | null;
}

/** The question whether they want it; null as above. */
export function discloseOffer(
  showable: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): Disclosed<FileOffer> | null {
  return offerOf(showable, audience, viewer, context) as Disclosed<FileOffer> | null;
}

function view(
  showable: Showable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): CardView {
  const anybody = audience === "operational" ? [...FOR_ANYBODY, ...FOR_THE_ROOM] : FOR_ANYBODY;
  if (viewer === null && audience !== "outside" && !anybody.includes(showable.kind)) {
    return notice(NOTICES.not_known, context, "refusal");
  }
  const lens = (faces: Parameters<typeof lensOf>[0], options?: Parameters<typeof lensOf>[4]) =>
    lensOf(faces, audience, viewer, context, options);
  const blind = lens({ children: [] });
  switch (showable.kind) {
    case "answer": {
      const answer = withoutHouseholds(showable.answer, audience, context);
      return showAnswer({ ...showable, answer }, audience, viewer, context);
    }
    case "pack":
      return showPack(showable, lens({ children: showable.children }));
    case "clarify":
      return showClarify(showable, lens({ children: showable.children }));
    case "help":
      return showHelp(showable, blind);
    case "welcome":
      return showWelcome(showable, blind);
    case "out_of_scope":
      return showOutOfScope(showable, blind);
    case "answer_refused":
      return showAnswerRefused(showable, blind);
    case "form":
    case "receipt": {
      const { child, episode } = showable;
      const others = showable.kind === "form" ? (showable.options?.episodes ?? []) : [];
      const one = lens({ children: [child], episodes: [...(episode ? [episode] : []), ...others] });
      return showable.kind === "receipt" ? showReceipt(showable, one) : showForm(showable, one);
    }
    case "episode_card": {
      const { child, episode, history, alone } = showable;
      const episodes = [episode, ...(history?.episodes ?? [])];
      return showEpisodeCard(showable, lens({ children: [child], episodes }, { alone }));
    }
    case "episode_note":
      return showEpisodeNote(showable, lens({ children: [showable.child], episodes: [showable.episode] }));
    case "ask_child":
      return showAskChild(
        showable,
        lens({
          children: showable.choices.map(({ child }) => child),
          episodes: showable.choices.flatMap(({ episode }) => episode ?? []),
        }),
      );
    case "subscribed":
      return showSubscribed(showable, lens({ children: showable.children }));
    case "unsubscribed":
      return showUnsubscribed(showable, blind);
    case "channel_bound":
      return showChannelBound(showable, blind);
    case "import_conflicts":
      return showConflicts(showable, lens({ children: showable.children }));
    case "disclosures":
      return showDisclosures(showable, lens({ children: [showable.child] }));
    case "episode_history":
      return showEpisodeHistory(showable, lens({ children: [showable.child], episodes: [showable.episode] }));
    case "conflict_settled":
      return showConflictSettled(showable, lens({ children: showable.children }));
    case "notice":
      return showNotice(showable, blind);
    case "failure":
      return showFailure(showable, blind);
    default:
      return notice(NOT_SHOWN, context, "refusal");
  }
}
