/** A piece of a file that stands for one row, before it is cut into cells. */
export interface TextRecord {
  /** at which it begins, from 1 */
  line: number;
  /** without its line end; of a record with a fault, as much as is worth showing */
  text: string;
  /** it holds quotation marks */
  quoted: boolean;
  /**
   * `too_long`: more than MOST_CHARACTERS; `quote_open`: a quotation mark is opened and never closed;
   * `quotes`: a mark stands where none may be
   */
  fault: "too_long" | "quote_open" | "quotes" | null;
}

/** No row of a council's file comes near; what does is damaged, or is no CSV. */
export const MOST_CHARACTERS = 1_000_000;
const SHOWN = 500;

/**
 * Cuts text into records: one ends at the first LF that has an even number of quotation marks between
 * itself and the record's start, so that a quoted cell may hold line breaks. Where a mark stays open to the
 * end of the file, or for too long, or where the lines that it joins are not well formed, its line alone is
 * at fault and reading goes on with the next line: one stray mark costs one row. Blank lines are no records.
 * Holds at most one record and one piece of text.
 */
export class RecordCutter {
  private text = "";
  private at = 0;
  private line = 1;
  private skipping = false;

  /** `wellFormed`: whether a text that holds line breaks is one row of a CSV file */
  constructor(private readonly wellFormed: (text: string) => boolean) {}

  /** The records that this piece of text completes. */
  push(piece: string): TextRecord[] {
    this.text = this.text.slice(this.at) + piece;
    this.at = 0;
    return this.cut(false);
  }

  /** The last record, which need not end with a line break. */
  end(): TextRecord[] {
    return this.cut(true);
  }

  private cut(last: boolean): TextRecord[] {
    const records: TextRecord[] = [];
    const { text } = this;
    let mark = text.indexOf('"');
    while (this.at < text.length) {
      const start = this.at;
      const lineEnd = text.indexOf("\n", start);
      const end = lineEnd < 0 ? text.length : lineEnd;
      if (this.skipping) {
        this.skipping = lineEnd < 0;
        if (this.skipping) this.at = text.length;
        else this.moveTo(end + 1, 1);
        continue;
      }
      if (end - start > MOST_CHARACTERS) {
        records.push(this.faulty("too_long", end));
        this.skipping = true;
        continue;
      }
      if (lineEnd < 0 && !last) break;
      if (mark >= 0 && mark < start) mark = text.indexOf('"', start);
      if (mark < 0 || mark >= end) {
        if (end > start) this.add(records, start, end, false);
        this.moveTo(end + 1, 1);
        continue;
      }
      const { end: closed, breaks } = this.closing(start, end);
      if (closed < 0) {
        if (!last && text.length - start <= MOST_CHARACTERS) break;
        records.push(this.faulty("quote_open", end));
        this.moveTo(end + 1, 1);
      } else if (closed === text.length && !last) {
        break;
      } else if (breaks > 0 && !this.wellFormed(withoutReturn(text.slice(start, closed)))) {
        records.push(this.faulty("quotes", end));
        this.moveTo(end + 1, 1);
      } else {
        this.add(records, start, closed, true);
        this.moveTo(closed + 1, breaks + 1);
      }
    }
    return records;
  }

  /**
   * Where the record that has marks on its first line ends; -1 where a mark is open as far as is known, or
   * the record is too long.
   */
  private closing(start: number, lineEnd: number): { end: number; breaks: number } {
    const { text } = this;
    let end = lineEnd;
    let breaks = 0;
    let open = text.indexOf('"', start);
    while (open >= 0 && open < end) {
      const closed = text.indexOf('"', open + 1);
      if (closed < 0 || closed - start > MOST_CHARACTERS) return { end: -1, breaks };
      for (; end < closed; breaks++) {
        const next = text.indexOf("\n", end + 1);
        end = next < 0 ? text.length : next;
      }
      open = text.indexOf('"', closed + 1);
    }
    return { end: end - start > MOST_CHARACTERS ? -1 : end, breaks };
  }

  private moveTo(at: number, lines: number) {
    this.at = Math.min(at, this.text.length);
    this.line += lines;
  }

  private add(records: TextRecord[], start: number, end: number, quoted: boolean) {
    const text = withoutReturn(this.text.slice(start, end));
    if (text !== "") records.push({ line: this.line, text, quoted, fault: null });
  }

  private faulty(fault: TextRecord["fault"], end: number): TextRecord {
    const text = withoutReturn(this.text.slice(this.at, Math.min(end, this.at + SHOWN)));
    return { line: this.line, text, quoted: true, fault };
  }
}

/** Of a line that ends with CR LF. */
function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
