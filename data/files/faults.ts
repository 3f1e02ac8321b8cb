import type { Column } from "./formats.ts";
import type { NoInstant } from "./moments.ts";

/** What is wrong with a cell or a row, and what to do: the sentences of the rejects file. */
export interface Fault {
  code: string;
  message: string;
}

const TIMES = "dd/mm/yyyy HH:MM or yyyy-mm-dd HH:MM, or with its offset as 2019-05-01T10:00:00+01:00";
const DATES = "dd/mm/yyyy or yyyy-mm-dd";

export const blank = ({ name }: Column): Fault => ({
  code: "required",
  message: `${name} is blank, and every row needs it. Fill it in.`,
});

export const noDate = (value: string): Fault => ({
  code: "date",
  message: `“${shown(value)}” is no date. Write a day of the calendar as ${DATES}.`,
});

export const noInstant = (value: string, why: NoInstant, column: Column, zone: string): Fault => {
  if (why === "gap") {
    return {
      code: "no_such_time",
      message: `“${shown(value)}” does not exist in ${zone}: the clocks went forward over that hour. Correct the time, or write it with its offset.`,
    };
  }
  if (why === "no_time") {
    return {
      code: "time_missing",
      message: `“${shown(value)}” has no time of day. Write ${column.name} as ${TIMES}.`,
    };
  }
  const bare = column.reading === "instant_or_date" ? ` Where only the day is known, write ${DATES}.` : "";
  return { code: "time", message: `“${shown(value)}” is no date and time. Write it as ${TIMES}.${bare}` };
};

export const noYesOrNo = (value: string): Fault => ({
  code: "yes_no",
  message: `“${shown(value)}” is neither yes nor no. Write Y or N, or leave the cell blank.`,
});

export const unknownCode = (value: string, { name, codes, required }: Column): Fault => {
  const known = Object.keys(codes!);
  const meant = known.find((code) => code === value.toLowerCase() || code === value.toUpperCase());
  const advice = meant
    ? `Write it as ${meant}.`
    : `Write ${listed(known, "or")}${required ? "" : ", or leave the cell blank"}.`;
  return { code: "unknown_code", message: `“${shown(value)}” is no ${name} that Homeward knows. ${advice}` };
};

export const tooLongText = ({ name }: Column, most: number): Fault => ({
  code: "too_long",
  message: `${name} is longer than ${most} characters. Shorten it; if the row has run into others, look for a quotation mark that is not closed.`,
});

export const unreadable: Fault = {
  code: "character",
  message:
    "The cell holds a character that cannot be read. The file may be damaged: export it again as UTF-8, or correct the cell.",
};

export const endBeforeStart: Fault = {
  code: "end_before_start",
  message: "The return is before the start of the episode. Correct missing_from or returned_at.",
};

export const headerAgain: Fault = {
  code: "header_again",
  message: "The header stands here a second time. Take the line out.",
};

export const ragged = (cells: number, columns: number): Fault => ({
  code: "ragged",
  message: `The row has ${counted(cells, "cell")} and the header ${counted(columns, "column")}. ${
    cells > columns
      ? "Put a cell that holds a comma in quotation marks, or take the extra cells out."
      : "Fill in the missing commas, or close a quotation mark that is open."
  }`,
});

export const badRecord = (fault: "too_long" | "quote_open" | "quotes"): Fault => ({
  code: fault,
  message: {
    too_long: "The line is longer than 1,000,000 characters and was not read. Correct it or take it out.",
    quote_open:
      "A quotation mark is opened in this line and not closed. Close it, or write a mark inside a cell twice and put the cell in quotation marks.",
    quotes:
      "A quotation mark stands where none may be. Write a mark inside a cell twice, and put the cell in quotation marks.",
  }[fault],
});

/** A cell's text in a message: on one line, and cut where it is long. */
export function shown(value: string): string {
  const line = value.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
