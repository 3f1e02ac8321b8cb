import type { Disclosed } from "../../cards/disclosed.ts";
import { renderCard } from "../../cards/render.ts";
import type { CardView } from "../../cards/views.ts";
import type { Request } from "../../data/vocabulary.ts";
import { answerJson } from "../answers/answer-json.ts";
import { answerFor } from "../disclosure/answer-for.ts";
import { withoutHouseholds } from "../disclosure/households.ts";
import { keyOf } from "../disclosure/keys.ts";
import { mayName } from "../disclosure/permissions.ts";
import type { Names } from "../language/understanding.ts";
import type { Presence } from "../presence.ts";
import type { Response } from "../respond.ts";
import { frameWithNames } from "./world.ts";

/**
 * What `ask --json` prints: the reading, the answer with its figures, further answers of the same
 * message, the text, the cards. Names and the council's ids stand only where the asker may name the
 * child; a clarify, a help or a refusal has no answer. `names`: with the children that were looked up.
 */
export function asJson(
  presence: Presence,
  request: Request | null,
  responses: Response[],
  { names, views, text }: { names: Names; views: Disclosed<CardView>[]; text: string },
) {
  const { audience, viewer } = presence;
  const answers = responses.flatMap(({ showable }, index) => {
    if (showable.kind !== "answer" || views[index]?.card === "notice") return [];
    const { answer, children, episodes } = showable;
    const allowed = answerFor(withoutHouseholds(answer, audience, presence.show), children, audience, viewer);
    return [answerJson(allowed, (subject) => keyOf(subject, { children, episodes, audience, viewer }))];
  });
  const [answer = null, ...also] = answers;
  return {
    request: request && frameFor(presence, request, responses, names),
    answer,
    also,
    text,
    cards: views.map(renderCard),
  };
}

/** The frame with names of places and people at work; of children only those that may be named. */
function frameFor({ audience, viewer }: Presence, request: Request, responses: Response[], names: Names) {
  const faces = responses.flatMap(({ showable }) => ("children" in showable ? showable.children : []));
  const named = new Set(
    faces.filter((face) => audience === "personal" && viewer && mayName(viewer, face)).map(({ id }) => id),
  );
  const children = names.children.map((child) => (named.has(child.id) ? child : { ...child, name: null }));
  return frameWithNames(request, { ...names, children });
}
