import { disclose, discloseFile, discloseOffer, discloseSentence } from "./disclosure/disclose.ts";
import type { Showable } from "./disclosure/showable.ts";
import type { Presence } from "./presence.ts";
import type { Response } from "./respond.ts";
import type { Reply } from "./turn.ts";

/** The only place where a response becomes something that can be sent. */
export function show(presence: Presence, { showable, follow, onCard }: Response): Reply {
  const { audience, viewer, show: context } = presence;
  if (showable.kind === "file_offer") {
    const offer = discloseOffer(showable, audience, viewer, context);
    if (offer) return { kind: "offer", offer };
  } else if (showable.kind === "file") {
    const file = discloseFile(showable, audience, viewer, context);
    if (file) return { kind: "file", file, otherwise: discloseSentence("file_not_saved") };
  } else if (onCard && showable.kind === "notice") {
    return { kind: "sentence", text: discloseSentence(showable.code) };
  }
  const shown: Showable =
    showable.kind === "file_offer" || showable.kind === "file"
      ? { kind: "notice", code: "nothing_to_export" }
      : showable;
  return { kind: "card", view: disclose(shown, audience, viewer, context), follow };
}
