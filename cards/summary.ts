import {
  type AnswerData,
  answerData,
  type ChangeData,
  changeData,
  type MoreData,
  moreData,
} from "./frame.ts";
import type { Kind } from "./kind.ts";
import template from "./summary.json" with { type: "json" };
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { SummaryView } from "./views.ts";

export interface SummaryData extends AnswerData, MoreData {
  groups: { heading: string; lines: LineData[] }[];
  hasDataFrom: boolean;
  dataFrom: string;
}

interface LineData extends ChangeData {
  label: string;
  figure: string;
  /** "655 of 1,064", below a share */
  hasOf: boolean;
  of: string;
}

const fill = compile<SummaryData>(template);

const count = (view: SummaryView) => view.groups.reduce((sum, group) => sum + group.lines.length, 0);

export function summaryData(view: SummaryView, shown: number): SummaryData {
  let left = shown;
  const groups = view.groups.map(({ heading, lines }) => {
    const kept = lines.slice(0, left);
    left -= kept.length;
    return { heading: md(heading), lines: kept.map(lineData) };
  });
  return {
    ...answerData(view),
    ...moreData(count(view), shown),
    groups: groups.filter(({ lines }) => lines.length > 0),
    hasDataFrom: view.dataFrom !== null,
    dataFrom: md(view.dataFrom ?? "", 300),
  };
}

/** "62 % (655 of 1,064)" is too wide for a phone in one line of large figures. */
function lineData({ label, figure, change }: SummaryView["groups"][number]["lines"][number]): LineData {
  const [, large = figure, of = ""] = /^(.+?) \((.+)\)$/.exec(figure) ?? [];
  return {
    label: md(label, 100),
    figure: md(large, 40),
    hasOf: of !== "",
    of: md(of, 40),
    ...changeData(change),
  };
}

/** The figures of a week, of now and of a year, one line each. */
export const summary: Kind<SummaryView> = {
  length: count,
  card: (view, shown) => fill(summaryData(view, shown)),
};
