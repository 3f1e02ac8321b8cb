/**
 * What a document may hold: words and numbers that are ready to be shown, like a card's view. A view is
 * made by bot/disclosure and by nothing else; the same view always gives the same bytes.
 */
export interface DocumentView {
  /** "Missing children: board report" */
  title: string;
  /** "2018/19" */
  period: string;
  council: string;
  /** "As at Tuesday 30 July 2019, 14:00" */
  asAt: string;
  /** "Data from LCS, last updated …"; null where no file was taken in */
  dataFrom: string | null;
  demonstration: boolean;
  /** who may read it, and how children stand in it */
  notices: string[];
  /** what has to be known to read the figures of several sections, with their titles */
  caveats: { text: string; of: string }[];
  sections: SectionView[];
  definitions: { term: string; meaning: string }[];
  /** the document's own date: the instant that it stands as at */
  madeAt: Date;
}

export interface SectionView {
  title: string;
  figures: FiguresView | null;
  charts: ChartView[];
  tables: TableView[];
  /** what has to be known to read this section's figures */
  caveats: string[];
}

/** Figures, one a line, beside those of the periods that they are compared with. */
export interface FiguresView {
  /** "2018/19", then what it stands beside: "2017/18" */
  columns: string[];
  lines: {
    label: string;
    figure: string;
    /** one for each further column; null: nothing stands there */
    beside: { figure: string; change: string | null }[];
    /** a part of the line above */
    part: boolean;
  }[];
}

export interface ChartView {
  caption: string;
  /** upright bars in time order, or lying ones with their labels written out */
  shape: "time" | "parts";
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
  /** values between 0 and 1, shown as per cent */
  share: boolean;
}

export interface TableView {
  caption: string;
  columns: string[];
  rows: string[][];
  /** "20 of 23 are shown."; what is said instead of the rows where there are none */
  note: string | null;
}
