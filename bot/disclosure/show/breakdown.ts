import type { Bar, BreakdownView } from "../../../cards/views.ts";
import type { Answer, AnswerRow } from "../../answers/answer.ts";
import { headlineOf } from "../headline.ts";
import type { Lens } from "../lens.ts";
import { figureText, shareText } from "../wording.ts";
import { GROUPING_WORDS } from "../words.ts";
import {
  type AnswerShowable,
  answerChange,
  answerFrame,
  exportButtons,
  PAGE,
  paging,
} from "./answer-frame.ts";
import { bucketLabel } from "./rows.ts";

/** A measure by something other than time: the longest bar first, what is not known last. */
export function showBreakdown(showable: AnswerShowable, lens: Lens): BreakdownView {
  const { answer, offset } = showable;
  const { page, more } = paging(answer.rowCount, offset, answer);
  const rows = [...answer.rows].sort((a, b) => place(a) - place(b));
  return {
    card: "breakdown",
    ...answerFrame(showable, lens, more, exportButtons(showable, lens)),
    headline: headlineOf(answer),
    change: answerChange(answer, lens),
    dimension: answer.question.groupBy ? GROUPING_WORDS[answer.question.groupBy] : "",
    unit: answer.unit === "share" ? "share" : answer.unit,
    bars: rows.slice(offset, offset + PAGE).map((row) => bar(row, answer)),
    previousLegend: answer.compare?.period?.label ?? null,
    page,
  };
}

/** The buckets as they come, then all others, then those of which it is not known. */
function place({ subject }: AnswerRow): number {
  if (subject.kind === "others") return 1;
  return subject.kind === "bucket" && subject.key === "unknown" ? 2 : 0;
}

/** Units of which a bucket is a part of the whole; of children too, though one may be in several. */
const PARTS: readonly Answer["unit"][] = ["episodes", "children", "meetings"];

function bar(row: AnswerRow, answer: Answer): Bar {
  const { value } = row;
  const before = row.compare;
  const isPart = PARTS.includes(answer.unit) && value !== null && answer.value;
  return {
    label: bucketLabel(row.subject),
    value: value ?? 0,
    shown: rowFigure(row),
    share: isPart ? figureText(value / answer.value!, "share") : null,
    ...(before ? { previous: { value: before.value ?? 0, shown: figureText(before.value, row.unit) } } : {}),
  };
}

/** "345", "62 % (31 of 50)" */
export function rowFigure(row: Pick<AnswerRow, "value" | "unit" | "numerator" | "denominator">): string {
  return row.unit === "share" ? shareText(row) : figureText(row.value, row.unit);
}
