import type { Disclosure } from "../../data/disclosures.ts";
import type { EpisodeEvent, EpisodeEventKind } from "../../data/episode-events.ts";
import type { Interviewing } from "../../data/interviewers.ts";
import type { Clarify, Disclosures, EpisodeHistory, NotHeld, Question } from "../../data/vocabulary.ts";
import type { Answer, AnswerRow } from "../answers/answer.ts";
import type { PackAnswer } from "../answers/pack.ts";
import type { FormName } from "./roles.ts";
import type { ChildFace, ConflictFace, EpisodeFace } from "./viewer.ts";

/** How the question was understood, for the card's "reading" line. */
export interface Reading {
  /** plain English, without names of children: ids stand as `{child:12}` until disclose */
  english: string;
  /** the asker's words that were not used */
  unused: string[];
  /**
   * false: the asker gave every child by reference or the button by id, and no name was typed. Where
   * it is not said, a name is taken to have been typed: then the answer would tell that it is known.
   */
  named?: boolean;
}

/** Next steps under an answer; disclose turns them into buttons or drops them. */
export interface NextStep {
  title: string;
  question: Question;
  /** the reading whose place it takes: its card leads back there */
  instead?: Question;
}

/**
 * Everything that can be shown. A new kind shows nothing until disclose lists it.
 * `children` are the faces of every child that the showable speaks of.
 */
export type Showable =
  | {
      kind: "answer";
      answer: Answer;
      reading: Reading;
      next: NextStep[];
      children: ChildFace[];
      episodes: EpisodeFace[];
      /** first row of the page, from 0 */
      offset: number;
      /** the weekly card has its own heading and groups */
      weekly?: WeeklyParts;
    }
  /** a paper of several answers: its key figures on a card, all of it as a document */
  | { kind: "pack"; pack: PackAnswer; children: ChildFace[]; episodes: EpisodeFace[] }
  /** the rows of an answer, or a pack, as a file: offered, and then handed over */
  | { kind: "file_offer" | "file"; of: Extract<Showable, { kind: "answer" | "pack" }> }
  | { kind: "clarify"; clarify: Clarify; prompt: ClarifyPrompt; children: ChildFace[] }
  | { kind: "help"; topic: string | null }
  | { kind: "welcome"; scope: "personal" | "channel" }
  | { kind: "out_of_scope"; why: string; subject?: NotHeld; nearest: Question[] }
  /** a combination that has no meaning; `reason` is a fixed sentence of the measures, without identity */
  | { kind: "answer_refused"; reason: string; nearest: Question[] }
  | {
      kind: "form";
      form: FormName;
      child: ChildFace;
      /** null where the form makes a new one */
      episode: EpisodeFace | null;
      /** the version that the press will be checked against */
      version: number;
      /** defaults of the inputs, or what was filled in and refused */
      values: Readonly<Record<string, string>>;
      options: FormOptions;
      problem: ProblemCode | null;
      /** who changed the episode, where that is the problem */
      meanwhile: { name: string | null; at: Date } | null;
      /** opened on another card, to which Cancel leads back */
      over?: boolean;
      now: Date;
    }
  | {
      kind: "ask_child";
      form: FormName;
      problem: ProblemCode | null;
      choices: { child: ChildFace; episode: EpisodeFace | null }[];
    }
  | {
      kind: "receipt";
      form: FormName;
      child: ChildFace;
      /** as the store now has it */
      episode: EpisodeFace;
      /** the press was a repeat, or others had acted before */
      again: boolean;
      /** who recorded it and when; the name of staff whom the directory knows */
      by: { name: string | null; at: Date } | null;
    }
  | {
      kind: "episode_card";
      child: ChildFace;
      episode: EpisodeFace;
      last: EpisodeNews | null;
      now: Date;
      /** the card goes to the viewer alone, though it stands in a room: the answer to their own refresh */
      alone?: boolean;
      /** the child's record, for a viewer who may read the name */
      history?: ChildHistory | null;
      /** in a room: the Teams ids of those who may have the card for themselves, nearest first */
      viewers?: readonly string[];
    }
  /** what became of an episode, in the thread below its card */
  | {
      kind: "episode_note";
      child: ChildFace;
      episode: EpisodeFace;
      news: EpisodeNews[];
    }
  | {
      kind: "subscribed";
      weekday: number;
      minuteOfDay: number;
      reading: Reading;
      already: boolean;
      children: ChildFace[];
    }
  | { kind: "unsubscribed"; had: boolean }
  /** `teamIds`: whose new episodes are posted in this conversation now */
  | { kind: "channel_bound"; binds: boolean; changed: boolean; teamIds: number[] }
  | {
      kind: "import_conflicts";
      /** one page of those that are open */
      conflicts: ConflictFace[];
      children: ChildFace[];
      total: number;
      /** the first one's place, from 0 */
      offset: number;
      problem: ConflictProblem | null;
    }
  | {
      kind: "disclosures";
      asked: Disclosures;
      child: ChildFace;
      /** one page, the newest first */
      rows: DisclosureSeen[];
      /** how many there are, and to how many people */
      total: number;
      people: number;
      offset: number;
      /** what the period is called; null: ever */
      during: string | null;
      reading: Reading;
      now: Date;
    }
  | {
      kind: "episode_history";
      asked: EpisodeHistory;
      child: ChildFace;
      episode: EpisodeFace;
      /** one page, the oldest first */
      entries: EpisodeEntry[];
      total: number;
      offset: number;
      reading: Reading;
      now: Date;
    }
  | {
      kind: "conflict_settled";
      conflict: ConflictFace;
      children: ChildFace[];
      /** it had been settled before this press */
      again: boolean;
      /** who had, where it was a person and the directory knows them */
      by: { name: string | null } | null;
      /** how many are still open */
      left: number;
    }
  /** "answered in our own chat" and its kin: fixed sentences by code */
  | { kind: "notice"; code: NoticeCode }
  /** a neutral sentence with the reference that the log holds */
  | { kind: "failure"; reference: string };

/** What a child's record (`child_profile`) says beside one of its episodes. */
export interface ChildHistory {
  /** how often the child was missing lately */
  counts: Answer["beside"];
  /** the newest of its other episodes, newest first, of so many */
  others: { rows: AnswerRow[]; all: number };
  /** the faces of those */
  episodes: EpisodeFace[];
}

/** What happened to an episode, or passed by itself (`by` null). */
export interface EpisodeNews {
  kind: EpisodeEventKind | "long" | "interview_overdue";
  /** when it was written down */
  at: Date;
  /** the member of staff, as far as the directory knows them, or the council's files */
  by: { name: string | null; agency: string | null } | "file" | null;
  risk: string | null;
}

/** One time that a child was shown to somebody. */
export interface DisclosureSeen extends Omit<Disclosure, "personId"> {
  /** the person, as far as the directory knows them; null: a room, and nobody in particular */
  by: { name: string | null; agency: string | null } | null;
}

/** A line of an episode's history. */
export interface EpisodeEntry
  extends Pick<EpisodeEvent, "kind" | "recordedAt" | "risk" | "was" | "is" | "reason" | "role"> {
  by: { name: string | null; agency: string | null } | "file";
}

export type ClarifyPrompt = {
  why: Clarify["why"] /** the words in doubt; shown in 1:1 only */;
  words: string | null;
};

/** What can be chosen in a form. */
export interface FormOptions {
  /** ids of the store */
  agency?: readonly number[];
  placement?: readonly number[];
  /** further episodes of the same child that an interview may serve as well */
  episodes?: readonly EpisodeFace[];
  interviewers?: readonly Interviewing[];
}

/** Why an input or a press was refused, in words chosen by disclose. */
export type ProblemCode =
  | "in_the_future"
  | "before_the_start"
  | "already_ended"
  | "changed_since"
  | "not_a_time"
  | "no_open_episode"
  | "unknown_child"
  | "not_allowed"
  | "unknown_episode"
  | "already_missing"
  | "before_birth"
  | "overlaps"
  | "same_risk"
  | "not_returned"
  | "no_reason"
  | "same_time"
  | "after_the_interview"
  | "too_late"
  | "not_yours"
  | "missing_again"
  | "interview_done"
  | "before_the_return"
  | "in_the_past"
  | "already_offered"
  | "already_completed"
  | "not_chosen";

/** Why a conflict was not settled by a press. */
export type ConflictProblem = "changed_since" | "does_not_fit";

export type NoticeCode =
  | "named_in_channel"
  | "answered_in_own_chat"
  | "ask_me_in_own_chat"
  | "not_known"
  | "not_allowed"
  | "not_here"
  | "not_covered"
  | "only_in_channels"
  | "no_team_of_yours"
  | "old_card"
  | "unknown_episode"
  | "not_returned"
  | "not_yet_possible"
  | "empty_message"
  | "only_attachment"
  | "too_long"
  | "try_again"
  | "not_saved"
  | "perhaps_saved"
  | "saved_unseen"
  | "file_on_its_way"
  | "file_in_own_chat"
  | "file_declined"
  | "file_not_saved"
  | "nothing_to_export"
  | "no_files_here"
  | "pack_of_a_month"
  | "pack_of_a_year"
  | "pack_ahead";

export type FileShowable = Extract<Showable, { kind: "file_offer" | "file" }>;

export interface WeeklyParts {
  /** the whole Monday-to-Sunday week, and the financial year to date */
  week: Answer;
  now: Answer;
  year: Answer;
}
