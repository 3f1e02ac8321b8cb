import type { FileOffer, FileView } from "../../cards/files.ts";
import { clockOf, dayOf, financialYearLabel } from "../../data/calendar.ts";
import { csvLine } from "../../data/files/export/csv.ts";
import type { Audience } from "../people/directory.ts";
import type { DiscloseContext } from "./context.ts";
import { showDocument } from "./document.ts";
import { titleOfAnswer } from "./headline.ts";
import { withoutHouseholds } from "./households.ts";
import { mayPress } from "./permissions.ts";
import { PACK_TITLES } from "./sentences.ts";
import { answerSeen } from "./show/answer.ts";
import type { AnswerShowable } from "./show/answer-frame.ts";
import { type PackShowable, packReading } from "./show/pack.ts";
import { showTable, type Table } from "./show/table.ts";
import type { FileShowable } from "./showable.ts";
import type { Viewer } from "./viewer.ts";
import { count } from "./wording.ts";

/** People open it by a double click, and without this mark their spreadsheet misreads every accent. */
const BYTE_ORDER_MARK = "\ufeff";

/** For `discloseFile` alone. */
export function fileOf(
  { of }: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): FileView | null {
  if (audience !== "personal" || !mayPress(viewer, "export", null)) return null;
  if (of.kind === "pack") return { name: nameOfPack(of), document: showDocument(of, viewer, context) };
  const table = tableOf(of, audience, viewer, context);
  return table && { name: nameOf(of, context), text: csvOf(table) };
}

/** For `discloseOffer` alone. */
export function offerOf(
  showable: FileShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): FileOffer | null {
  const file = fileOf(showable, audience, viewer, context);
  const { of } = showable;
  if (!file) return null;
  if (of.kind === "pack") {
    const { pack, period } = of.pack;
    const description = `${PACK_TITLES[pack].title}, ${period.label}: worked out again when you allow it.`;
    return { file, description, context: { reading: packReading(of.pack) } };
  }
  const rows = count(tableOf(of, audience, viewer, context)!.rows.length, "row");
  const description = `${titleOfAnswer(of.answer)}: ${rows}, worked out again when you allow it.`;
  return { file, description, context: { reading: of.answer.question } };
}

function tableOf(
  of: AnswerShowable,
  audience: Audience,
  viewer: Viewer | null,
  context: DiscloseContext,
): Table | null {
  const shown = { ...of, answer: withoutHouseholds(of.answer, audience, context) };
  const table = showTable(shown, answerSeen(shown, audience, viewer, context));
  return table && table.rows.length > 0 ? table : null;
}

function csvOf({ header, rows }: Table): string {
  return BYTE_ORDER_MARK + [header, ...rows].map(csvLine).join("");
}

/** "homeward-currently-missing-2019-07-30-1400.csv": the measure and as at when, nothing of what was asked. */
function nameOf(of: AnswerShowable, { policy }: DiscloseContext): string {
  const { metric, asOf } = of.answer;
  const at = `${dayOf(asOf, policy.timeZone)}-${clockOf(asOf, policy.timeZone).replace(":", "")}`;
  return `homeward-${metric.replaceAll("_", "-")}-${at}.csv`;
}

/** "homeward-board-report-2018-19.docx" */
function nameOfPack({ pack: { pack, asked } }: PackShowable): string {
  const monthly = pack === "monthly_group";
  const period = monthly ? asked.from.slice(0, 7) : financialYearLabel(asked.from).replace("/", "-");
  return `homeward-${monthly ? "monitoring-group-pack" : "board-report"}-${period}.docx`;
}
