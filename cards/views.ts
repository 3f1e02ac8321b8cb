/**
 * What a card may hold: words and numbers that are ready to be shown. A view is made by
 * bot/disclosure and by nothing else; the same view always gives the same card.
 */

/** A button. `data` holds ids, versions and readings only. */
export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  style?: "positive" | "destructive";
}

/** The parts that every card has. */
interface Frame {
  title: string;
  buttons: Button[];
  /** "Demonstration data" is said on every card of such a store */
  demonstration: boolean;
}

/** The parts that every answer has: how it was read, as at when, what the figure means. */
export interface AnswerFrame extends Frame {
  /** "Missing episodes · foster care · 1 Apr 2018 to 31 Mar 2019 (2018/19)" */
  reading: string;
  /** "As at Tuesday 30 July 2019, 14:00" */
  asAt: string;
  definition: string;
  caveats: string[];
  /** the words of the question that were not used; null in a channel and where there are none */
  unused: string | null;
}

export interface Fact {
  label: string;
  value: string;
}

/** `good` is a matter of the measure: more compliance is good, more episodes is not. */
export interface Change {
  /** "up 114 (+58 %) from 195 in 2017/18" */
  text: string;
  tone: "good" | "bad" | "neutral";
  /** what drove it, in a sentence */
  why?: string;
}

export interface FigureView extends AnswerFrame {
  card: "figure";
  /** "1,069", "62 %", "none due" */
  figure: string;
  /** "missing episodes in 2018/19" */
  label: string;
  /** "31 of 44" */
  of: string | null;
  change: Change | null;
  beside: Fact[];
}

export interface ListRow {
  /** one cell for each column; the first is the subject */
  cells: string[];
  button?: Button;
  /** overdue, high risk: said by the last cell, which is shown in colour */
  alert?: boolean;
}

export interface ListView extends AnswerFrame {
  card: "list";
  /** "7 children are missing now" */
  headline: string;
  change: Change | null;
  /** at most four, for narrow panes */
  columns: string[];
  /** one page: at most ten */
  rows: ListRow[];
  /** "1 to 10 of 23"; null where all are shown */
  page: string | null;
  beside: Fact[];
  /** the sentence where there are no rows: "No child is missing now." */
  empty: string;
}

export interface Bar {
  label: string;
  value: number;
  /** the value as it is read: "345", "62 % (31 of 50)" */
  shown: string;
  /** "32 %"; null where shares make no sense */
  share: string | null;
  previous?: { value: number; shown: string } | null;
}

export interface BreakdownView extends AnswerFrame {
  card: "breakdown";
  headline: string;
  change: Change | null;
  dimension: string;
  unit: string;
  /** what the bars' `previous` are: "2017/18"; "before" where none is given */
  previousLegend?: string | null;
  /** one page, sorted */
  bars: Bar[];
  /** "1 to 10 of 31"; null where all are shown */
  page: string | null;
}

export interface TrendPoint {
  /** "Apr 2018" */
  label: string;
  /** null: nothing to divide by */
  value: number | null;
  shown: string;
  /** the first and the last may be cut to the period */
  part: boolean;
  /** from here on recording is another: the line is broken before it */
  newSeries?: boolean;
  previous?: { label: string; value: number | null; shown: string; newSeries?: boolean } | null;
}

export interface TrendView extends AnswerFrame {
  card: "trend";
  headline: string;
  change: Change | null;
  /** "Highest: Jul 2018, 102. Lowest: Apr 2018, 74." */
  note: string | null;
  unit: string;
  /** legends of the lines: this period, and the one beside it where there is one */
  legend: string;
  previousLegend: string | null;
  points: TrendPoint[];
}

export interface SummaryLine {
  label: string;
  figure: string;
  change: Change | null;
}

/** `summary` asked in chat, and the weekly card. */
export interface SummaryView extends AnswerFrame {
  card: "summary";
  /** groups of lines: "Last week", "Now", "Financial year to date" */
  groups: { heading: string; lines: SummaryLine[] }[];
  /** "Data from LCS, last updated Thursday 19 November 2026, 06:10"; null where no file was taken in */
  dataFrom: string | null;
}

export interface HistoryView extends AnswerFrame {
  card: "history";
  subject: string;
  facts: Fact[];
  episodes: {
    reference: string;
    when: string;
    length: string;
    interview: string;
    meeting: string | null;
    open: boolean;
    button?: Button;
  }[];
  page: string | null;
}

/** One thing to fill in. What is filled in comes back as text under `id`; an empty input may be left out. */
export type Input = {
  id: string;
  label: string;
  /** the default: `yyyy-mm-dd`, `HH:MM` (London), a choice's value (several: with commas between) or text */
  value: string;
  required: boolean;
  /** what to do, said where it is left empty */
  error: string;
} & (
  | { type: "date"; min: string; max: string }
  | { type: "time" }
  | { type: "text"; maxLength: number; placeholder?: string; lines?: boolean }
  | { type: "choice"; choices: { title: string; value: string }[]; several?: boolean }
);

/** The form is the confirmation: nothing is written before its button is pressed. */
export interface FormView extends Frame {
  card: "form";
  facts: Fact[];
  inputs: Input[];
  /** why the last try was refused; null at first */
  problem: string | null;
  submit: Button;
}

export interface ReceiptView extends Frame {
  card: "receipt";
  headline: string;
  facts: Fact[];
  /** "Return interview to be done by Friday 2 August 2019, 14:05 (72 hours)." */
  next: string | null;
  /** the same press again: "Already logged … Nothing has changed." */
  note: string | null;
  /** "Recorded by Dana Price, Tuesday 30 July 2019, 14:06." */
  recorded: string | null;
}

/** One episode, which the card follows to its end. */
export interface EpisodeCardView extends Frame {
  card: "episode";
  /** "Missing for 1 day 2 h", "Closed: back after 5 h" */
  headline: string;
  /** overdue: a deadline has passed; closed: nothing is to be done any more */
  tone: "overdue" | "missing" | "back" | "closed";
  facts: Fact[];
  /** what is due, was done or is late, each in words */
  deadlines: { label: string; text: string; overdue: boolean }[];
  /** the child's other episodes; only where the viewer may read the child's name */
  history: { heading: string; lines: string[] } | null;
  /** "Last: return logged by …"; null where nothing is known */
  last: string | null;
  asAt: string;
  /** whose Teams asks by itself, by this button, for a card of their own; nearest first */
  refresh: { button: Button; userIds: readonly string[] } | null;
}

/** What the council's files and the store disagree about, for those who settle it. */
export interface ConflictsView extends Frame {
  card: "conflicts";
  /** "3 conflicts with the files to settle" */
  headline: string;
  /** why the last press settled nothing */
  problem: string | null;
  conflicts: {
    /** "Episode ME-20345 (MC-1042)" */
    subject: string;
    what: string;
    fields: { label: string; ours: string; file: string }[];
    /** "episodes.csv, line 12, found Fri 2 Aug 2019, 06:10" */
    found: string;
    buttons: Button[];
  }[];
  page: string | null;
}

export interface HelpView extends Frame {
  card: "help";
  intro: string;
  groups: { heading: string; examples: { text: string; button?: Button }[] }[];
  footnote: string | null;
}

/** Refusals, questions back, plain notices and the welcome. */
export interface NoticeView extends Frame {
  card: "notice";
  tone: "plain" | "question" | "refusal" | "welcome";
  paragraphs: string[];
}

export type CardView =
  | FigureView
  | ListView
  | BreakdownView
  | TrendView
  | SummaryView
  | HistoryView
  | FormView
  | ReceiptView
  | EpisodeCardView
  | ConflictsView
  | HelpView
  | NoticeView;
