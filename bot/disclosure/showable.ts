import type { Action, Clarify, NotHeld, Question } from "../../data/vocabulary.ts";
import type { Answer } from "../answers/answer.ts";
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
  /** the rows of an answer as a file: offered, and then handed over */
  | { kind: "file_offer" | "file"; of: Extract<Showable, { kind: "answer" }> }
  | { kind: "clarify"; clarify: Clarify; prompt: ClarifyPrompt; children: ChildFace[] }
  | { kind: "help"; topic: string | null }
  | { kind: "welcome"; scope: "personal" | "channel" }
  | { kind: "out_of_scope"; why: string; subject?: NotHeld; nearest: Question[] }
  /** a combination that has no meaning; `reason` is a fixed sentence of the measures, without identity */
  | { kind: "answer_refused"; reason: string; nearest: Question[] }
  | {
      kind: "return_form";
      child: ChildFace;
      episode: EpisodeFace;
      at: Date;
      problem: ProblemCode | null;
      now: Date;
    }
  | {
      kind: "ask_child";
      action: Action["action"];
      problem: ProblemCode | null;
      choices: { child: ChildFace; episode: EpisodeFace | null }[];
    }
  | {
      kind: "receipt";
      child: ChildFace;
      episode: EpisodeFace;
      returnedAt: Date;
      interviewDueBy: Date;
      /** set where the press was a repeat, or where others had acted before */
      again: boolean;
      /** the member of staff who logged it, where the directory knows them */
      by: { name: string | null; at: Date } | null;
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

export type ClarifyPrompt = {
  why: Clarify["why"] /** the words in doubt; shown in 1:1 only */;
  words: string | null;
};

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
  | "unknown_episode";

/** Why a conflict was not settled by a press. */
export type ConflictProblem = "changed_since" | "does_not_fit";

export type NoticeCode =
  | "named_in_channel"
  | "answered_in_own_chat"
  | "ask_me_in_own_chat"
  | "not_known"
  | "not_allowed"
  | "not_here"
  | "old_card"
  | "not_yet_possible"
  | "empty_message"
  | "only_attachment"
  | "too_long"
  | "try_again"
  | "file_on_its_way"
  | "file_in_own_chat"
  | "file_declined"
  | "file_not_saved"
  | "nothing_to_export"
  | "no_files_here";

export type FileShowable = Extract<Showable, { kind: "file_offer" | "file" }>;

export interface WeeklyParts {
  /** the whole Monday-to-Sunday week, and the financial year to date */
  week: Answer;
  now: Answer;
  year: Answer;
}
