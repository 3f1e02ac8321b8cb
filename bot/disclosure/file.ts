import type { FileOffer, FileView } from "../../cards/files.ts";
import { clockOf, dayOf } from "../../data/calendar.ts";
import { csvLine } from "../../data/files/export/csv.ts";
import type { Audience } from "../people/directory.ts";
import type { DiscloseContext } from "./context.ts";
import { titleOfAnswer } from "./headline.ts";
import { withoutHouseholds } from "./households.ts";
import { mayPress } from "./permissions.ts";
import { answerSeen } from "./show/answer.ts";
import { showTable, type Table } from "./show/table.ts";
import type { FileShowable } from "./showable.ts";
import type { Viewer } from "./viewer.ts";
import { count } from "./wording.ts";

/** People open it by a double click, and without this mark their spreadsheet misreads every accent. */
const BYTE_ORDER_MARK = "\ufeff";

/** For `discloseFile` alone. */
export function fileOf(
  showable: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): FileView | null {
  const table = tableOf(showable, audience, viewer, context);
  return table && { name: nameOf(showable, context), text: csvOf(table) };
}

/** For `discloseOffer` alone. */
export function offerOf(
  showable: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): FileOffer | null {
  const table = tableOf(showable, audience, viewer, context);
  const { answer } = showable.of;
  return (
    table && {
      name: nameOf(showable, context),
      description: `${titleOfAnswer(answer)}: ${count(table.rows.length, "row")}, worked out again when you allow it.`,
      bytes: Buffer.byteLength(csvOf(table), "utf8"),
      context: { reading: answer.question },
    }
  );
}

function tableOf(
  { of }: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): Table | null {
  if (audience !== "personal" || !mayPress(viewer, "export", null)) return null;
  const shown = { ...of, answer: withoutHouseholds(of.answer, audience, context) };
  const table = showTable(shown, answerSeen(shown, audience, viewer, context));
  return table && table.rows.length > 0 ? table : null;
}

function csvOf({ header, rows }: Table): string {
  return BYTE_ORDER_MARK + [header, ...rows].map(csvLine).join("");
}

/** "homeward-currently-missing-2019-07-30-1400.csv": the measure and as at when, nothing of what was asked. */
function nameOf({ of }: FileShowable, { policy }: DiscloseContext): string {
  const { metric, asOf } = of.answer;
  const at = `${dayOf(asOf, policy.timeZone)}-${clockOf(asOf, policy.timeZone).replace(":", "")}`;
  return `homeward-${metric.replaceAll("_", "-")}-${at}.csv`;
}
