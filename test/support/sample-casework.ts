import type { Button, ConflictsView, NoticeView, ReceiptView, ReturnFormView } from "../../cards/views.ts";
import { ask } from "./sample-figures.ts";

/** Form, receipt and question back. */

export const returnForm: ReturnFormView = {
  card: "returnForm",
  title: "Log a return",
  demonstration: true,
  facts: [
    { label: "Child", value: "Amira Haddad · MC-1042" },
    { label: "Missing since", value: "Saturday 27 July 2019, 10:00" },
    { label: "Risk", value: "high" },
  ],
  date: "2019-07-30",
  time: "14:00",
  maxDate: "2019-07-30",
  problem: null,
  submit: { title: "Log the return", verb: "return.log", data: { id: 1, version: 3 }, style: "positive" },
  buttons: [{ title: "Cancel", verb: "return.cancel", data: { id: 1, version: 3 } }],
};

export const receipt: ReceiptView = {
  card: "receipt",
  title: "Return logged",
  demonstration: true,
  headline: "Amira Haddad is back",
  facts: [
    { label: "Episode", value: "ME-20345" },
    { label: "Returned", value: "Tuesday 30 July 2019, 14:05" },
    { label: "Away for", value: "3 days 4 hours" },
  ],
  next: "Return interview to be done by Friday 2 August 2019, 14:05 (72 hours).",
  note: null,
  buttons: [{ title: "Undo", verb: "return.undo", data: { id: 1, version: 4 } }],
};

const choose = (title: string, choice: string): Button => ({
  title,
  verb: "conflict.settle",
  data: { id: 7, version: 3, choice },
});

export const conflicts: ConflictsView = {
  card: "conflicts",
  title: "Import conflicts",
  demonstration: false,
  headline: "7 conflicts with the files to settle",
  problem: null,
  conflicts: [
    {
      subject: "Episode ME-20345 (MC-1042)",
      what: "Somebody changed this here after the file was made.",
      fields: [
        { label: "Returned", ours: "Tue 30 Jul 2019, 14:05", file: "Tue 30 Jul 2019, 15:30" },
        { label: "Risk", ours: "high", file: "medium" },
      ],
      found: "episodes.csv, line 12, found Wed 31 Jul 2019, 06:10",
      buttons: [choose("Keep ours", "ours"), choose("Take the file's", "file")],
    },
  ],
  page: "1 to 5 of 7",
  buttons: [{ title: "More", verb: "conflict.list", data: { offset: 5 } }],
};

export const question: NoticeView = {
  card: "notice",
  title: "Which do you mean?",
  demonstration: true,
  tone: "question",
  paragraphs: ["“Rose” is a child and a home."],
  buttons: [
    ask("Missing episodes of Rose Whitfield · MC-1077 · 2019/20 so far"),
    ask("Missing episodes · Rose Court · 2019/20 so far"),
  ],
};
