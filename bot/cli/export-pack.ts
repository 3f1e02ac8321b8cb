import { fileBytes } from "../../cards/files.ts";
import { ExportRefused, writeOne } from "../../data/files/export/drafts.ts";
import { finishTurn } from "../../data/turns.ts";
import type { PackName } from "../../data/vocabulary.ts";
import { asFile } from "../casework/export.ts";
import { discloseFile, discloseSentence } from "../disclosure/disclose.ts";
import { namesFor } from "../known-names.ts";
import { understand } from "../language/understand.ts";
import { openHouse } from "../open-house.ts";
import { atTerminal, commandLineHouse } from "./command-line-house.ts";

/** How `--pack` names them, and how they are said. */
export const PACK_WORDS: Readonly<Record<string, { pack: PackName; words: string; example: string }>> = {
  monthly: { pack: "monthly_group", words: "monitoring group pack", example: "October 2018" },
  annual: { pack: "board_report", words: "board report", example: "2018/19" },
};

/**
 * Writes a pack as a Word document, as the local operator would get it in chat.
 * @returns what to say
 * @throws ExportRefused
 */
export async function exportPack(options: {
  to: string;
  force: boolean;
  pack: string;
  period: string | undefined;
}): Promise<string> {
  const named = Object.hasOwn(PACK_WORDS, options.pack) ? PACK_WORDS[options.pack] : undefined;
  if (!named) throw new ExportRefused(`"${options.pack}" is no pack. Write --pack monthly or --pack annual.`);
  const house = await openHouse(commandLineHouse({ audience: "personal" }));
  try {
    const now = house.clock();
    const presence = await atTerminal(house, now);
    const text = `${named.words} ${options.period ?? ""}`;
    const names = await namesFor(house, presence.namesAt, text);
    const { request } = understand({ text, now, names, context: null });
    if (request.kind !== "action" || request.slots?.pack !== named.pack)
      throw new ExportRefused(
        `"${options.period}" is no period that I know. Write --period "${named.example}".`,
      );
    const { showable, audit } = await asFile(presence, request, "file");
    if (showable.kind === "notice") throw new ExportRefused(discloseSentence(showable.code));
    const { audience, person, viewer, show } = presence;
    const file = showable.kind === "file" ? discloseFile(showable, audience, viewer, show) : null;
    if (!file) throw new ExportRefused(discloseSentence("nothing_to_export"));
    await finishTurn(house.store.db, {
      conversationId: presence.conversation.id,
      activityId: "",
      at: now,
      personId: person?.aadObjectId ?? null,
      role: person?.role ?? null,
      audience,
      audits: [audit],
      reading: null,
      failed: null,
    });
    await writeOne(options.to, file.name, await fileBytes(file), options);
    return `${house.demonstration ? "Demonstration data. " : ""}Exported to ${options.to}:\n  ${file.name}`;
  } finally {
    await house.store.close();
  }
}
