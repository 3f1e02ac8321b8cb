import type { Question } from "../../data/vocabulary.ts";

/**
 * A question that has no meaning as it stands. `message` is a fixed sentence without identity;
 * `nearest` are questions that can be answered, best first.
 */
export class AnswerRefused extends Error {
  readonly nearest: Question[];

  constructor(reason: string, nearest: Question[]) {
    super(reason);
    this.name = "AnswerRefused";
    this.nearest = nearest;
  }
}
