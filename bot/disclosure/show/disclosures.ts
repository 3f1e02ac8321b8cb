import type { ListRow, ListView, NoticeView } from "../../../cards/views.ts";
import { METRICS } from "../../../data/vocabulary.ts";
import { FORMS } from "../forms/forms.ts";
import { type Lens, WITHHELD } from "../lens.ts";
import { allowed } from "../permissions.ts";
import { FORM_NAMES } from "../roles.ts";
import { NOT_SHOWN, NOTICES } from "../sentences.ts";
import type { DisclosureSeen, Showable } from "../showable.ts";
import { duringText } from "../when.ts";
import { count, shortInstantText } from "../wording.ts";
import { METRIC_TITLES, personText } from "../words.ts";
import { notice } from "./frame.ts";
import { placeText, recordFrame } from "./record-frame.ts";

type Disclosures = Extract<Showable, { kind: "disclosures" }>;

/** Who was shown a child, what, where and when: for those who may read the audit, in a 1:1 chat. */
export function showDisclosures(shown: Disclosures, lens: Lens): ListView | NoticeView {
  const { asked, child, rows, total, people, during } = shown;
  const { context, audience, viewer } = lens;
  const permission = allowed(asked, audience, viewer);
  if (permission !== "yes") return notice(NOTICES[permission], context, "refusal");
  const subject = lens.child(child.id);
  if (subject === WITHHELD) return notice(NOT_SHOWN, context, "refusal");
  const when = duringText(during);
  return {
    card: "list",
    ...recordFrame(`Who looked at ${subject}`, shown, lens, {
      definition:
        "Each answer, form, card or file that showed this child to somebody, from Homeward's audit, the newest first. What was refused showed nothing and is not among them; nor is what was seen outside Homeward.",
    }),
    headline: `Shown ${count(total, "time")}${when}, to ${people === 1 ? "1 person" : `${people} people`}`,
    change: null,
    columns: ["Who", "What", "Where", "When"],
    rows: rows.map((row) => rowOf(row, lens)),
    beside: [],
    empty: `Homeward has shown this child to nobody${when}.`,
  };
}

function rowOf(row: DisclosureSeen, { context }: Lens): ListRow {
  const { by, role, audience, scope, sent, detail, at } = row;
  const atTerminal = by?.name === null && scope === null;
  const who = by === null ? "Everybody in the room" : personText(atTerminal ? OPERATOR : by, role);
  const what = `${whatText(detail)}${sent ? ", sent by itself" : ""}`;
  return {
    cells: [who, what, placeText(audience, scope), shortInstantText(at, context.policy.timeZone)],
  };
}

const OPERATOR = { name: "Whoever sits at the machine", agency: null };

const THINGS: Readonly<Record<string, string>> = {
  episode_card: "the card of an episode",
  episode_note: "what became of an episode, in its thread",
  import_conflicts: "Import conflicts",
  conflict_receipt: "a conflict that was settled",
  disclosures: "Who looked at this child",
  episode_history: "the history of an episode",
};

/** What was shown, by what the audit says of it; an audit row holds ids and figures, and none is repeated. */
function whatText(detail: Readonly<Record<string, unknown>>): string {
  const what = typeof detail.what === "string" ? detail.what : "";
  if (Object.hasOwn(THINGS, what)) return THINGS[what]!;
  const form = FORM_NAMES.find((name) => what === `${name}_form` || what === `${name}_receipt`);
  if (form) return `the ${what.endsWith("_form") ? "form" : "receipt"} “${FORMS[form].title}”`;
  const reading = detail.reading as { metric?: unknown } | null | undefined;
  const metric = METRICS.find((one) => one === reading?.metric);
  if (!metric) return "an answer";
  return what === "export" ? `${METRIC_TITLES[metric]}, as a file` : METRIC_TITLES[metric];
}
