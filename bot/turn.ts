import type { Disclosed } from "../cards/disclosed.ts";
import type { FileOffer, FileView } from "../cards/files.ts";
import type { CardJson } from "../cards/template.ts";
import type { CardView } from "../cards/views.ts";
import type { Question } from "../data/vocabulary.ts";
import type { FormName } from "./disclosure/roles.ts";

/** What bot/teams makes of an activity: plain data, no botbuilder. */
export type Scope = "personal" | "groupChat" | "channel";

/** Enough to reply, edit and send later. `id` is the root conversation (no `;messageid=`). */
export interface ConversationRef {
  id: string;
  /** the thread in a channel: `;messageid=` included; equal to `id` elsewhere */
  threadId: string;
  scope: Scope;
  tenantId: string;
  serviceUrl: string;
  channelId: string;
  botId: string;
  /** channel only: the team's conversation id and, where Teams told it, its Entra group id */
  teamId: string | null;
  teamAadGroupId: string | null;
}

/** Who spoke or pressed. Names stay outside: the directory knows who this is. */
export interface Actor {
  aadObjectId: string;
  /** the Teams id (`29:…`) */
  mri: string;
  tenantId: string;
}

interface TurnBase {
  activityId: string;
  /** the clock's instant when the turn came in, not the client's */
  at: Date;
  conversation: ConversationRef;
  actor: Actor;
}

export type Turn =
  | (TurnBase & {
      kind: "text";
      /** the bot's own mention already stripped; may be empty */
      text: string;
      /** how many files or pictures came along; none of them is read */
      attachments?: number;
    })
  | (TurnBase & {
      kind: "press";
      verb: string;
      /** a stranger's word: validate before use */
      data: unknown;
      /** the message that held the button */
      cardActivityId: string | null;
      automatic: boolean;
    })
  /** the answer to an offered file */
  | (TurnBase & {
      kind: "file_consent";
      accepted: boolean;
      /** what the offer carried; a stranger's word: validate before use */
      context: unknown;
      /** where the file may be put; null where it is declined */
      upload: FileUpload | null;
    })
  | (TurnBase & { kind: "installed" })
  | (TurnBase & { kind: "removed" })
  /** somebody joined or left: what is known of the audience is old */
  | (TurnBase & { kind: "roster_changed" });

/** A place for one file in the person's OneDrive, as Teams names it. A stranger's word. */
export interface FileUpload {
  uploadUrl: string;
  contentUrl: string;
  name: string;
  uniqueId: string;
  fileType: string;
}

/** A form of casework as it stands in a conversation. */
export interface FormReading {
  kind: "form";
  form: FormName;
  childId: number;
  /** null until the press that makes a new one */
  episodeId: number | null;
  /** the version that it shows */
  version: number;
}

/** What a card in a conversation shows, so that it can be made anew when these episodes change. */
export interface Followed {
  reading: Question | FormReading | EpisodeReading;
  episodeIds: number[];
  /** the store's revision that the card shows */
  revision: bigint;
  /** when what it shows changes by itself next */
  turnsAt?: Date | null;
  /** an episode's card in a room: the last change that it shows */
  toldChange?: bigint | null;
}

/** The card of one episode. */
export interface EpisodeReading {
  kind: "episode_card";
  episodeId: number;
}

/** A card that may be shown, with what is needed to edit it later. */
export interface CardReply {
  kind: "card";
  view: Disclosed<CardView>;
  follow?: Followed;
  /** the view's card, where it was drawn before it is wanted */
  drawn?: CardJson;
}

/**
 * What goes back. A text turn may have several, each its own message; a press has at most one:
 * a card that replaces the pressed one for the presser, or a sentence shown on it.
 */
export type Reply =
  | CardReply
  | { kind: "sentence"; text: Disclosed<string> }
  /** asks, in a 1:1 chat, whether the person wants the file */
  | { kind: "offer"; offer: Disclosed<FileOffer> }
  /** goes to where a `file_consent` says; `otherwise` is said where it cannot be put there */
  | { kind: "file"; file: Disclosed<FileView>; otherwise: Disclosed<string> };

/**
 * What bot/teams hands a turn to: the walk with its house already bound. `drawn` hears of the replies while the
 * store is still writing what they leave: they may be made ready to be sent, and must not be sent. What is given
 * in the end is these or others.
 */
export type TakeTurn = (turn: Turn, drawn?: (replies: Reply[]) => void) => Promise<Reply[]>;
