import template from "./conflicts.json" with { type: "json" };
import {
  type ButtonData,
  buttonData,
  type FactData,
  factsData,
  type HeadData,
  headData,
  type MoreData,
  moreData,
} from "./frame.ts";
import type { Kind } from "./kind.ts";
import { compile } from "./template.ts";
import { md } from "./text.ts";
import type { ConflictsView } from "./views.ts";

export interface ConflictsData extends HeadData, MoreData {
  headline: string;
  hasProblem: boolean;
  problem: string;
  conflicts: {
    subject: string;
    what: string;
    facts: FactData[];
    found: string;
    buttons: ButtonData[];
  }[];
  hasPage: boolean;
  page: string;
}

const fill = compile<ConflictsData>(template);

export function conflictsData(view: ConflictsView, shown: number): ConflictsData {
  const conflicts = view.conflicts.slice(0, shown);
  return {
    ...headData(view),
    ...moreData(view.conflicts.length, conflicts.length),
    headline: md(view.headline),
    hasProblem: view.problem !== null,
    problem: md(view.problem ?? "", 300),
    conflicts: conflicts.map(({ subject, what, fields, found, buttons }) => ({
      subject: md(subject, 200),
      what: md(what, 200),
      facts: factsData(
        fields.map(({ label, ours, file }) => ({ label, value: `ours: ${ours} · the file's: ${file}` })),
      ).facts,
      found: md(found, 200),
      buttons: buttons.map(buttonData),
    })),
    hasPage: view.page !== null,
    page: md(view.page ?? ""),
  };
}

/** What the files and the store disagree about, each with its own two buttons. */
export const conflicts: Kind<ConflictsView> = {
  length: (view) => view.conflicts.length,
  card: (view, shown) => fill(conflictsData(view, shown)),
};
