import type { Disclosed } from "../../cards/disclosed.ts";
import { renderCard } from "../../cards/render.ts";
import type { CardView } from "../../cards/views.ts";
import type { Request } from "../../data/vocabulary.ts";
import { answerJson } from "../answers/answer-json.ts";
import { keyOf } from "../disclosure/keys.ts";
import { frameForPeople } from "../language/frame-for-people.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";

/**
 * What `ask --json` prints: the reading, the answer with its figures, further answers of the same
 * message, the text, the cards. Keys of rows are the council's ids only where the asker may name
 * the child; a clarify, a help or a refusal has no answer.
 */
export function asJson(
  presence: Presence,
  request: Request | null,
  responses: Response[],
  views: Disclosed<CardView>[],
  text: string,
) {
  const answers = responses.flatMap(({ showable }, index) => {
    if (showable.kind !== "answer" || views[index]?.card === "notice") return [];
    const { answer, children, episodes } = showable;
    return [
      answerJson(answer, (subject) =>
        keyOf(subject, { children, episodes, audience: presence.audience, viewer: presence.viewer }),
      ),
    ];
  });
  const [answer = null, ...also] = answers;
  return {
    request: request && frameForPeople(request, presence),
    answer,
    also,
    text,
    cards: views.map(renderCard),
  };
}
