import type { Button, ConflictsView, FormView, NoticeView, ReceiptView } from "../../cards/views.ts";
import { ask } from "./sample-figures.ts";

/** Form, receipt and question back. */

export const form: FormView = {
  card: "form",
  title: "Log a return",
  demonstration: true,
  facts: [
    { label: "Child", value: "Amira Haddad · MC-1042" },
    { label: "Missing since", value: "Saturday 27 July 2019, 10:00" },
    { label: "Risk", value: "high" },
  ],
  inputs: [
    {
      type: "date",
      id: "date",
      label: "Date of return",
      value: "2019-07-30",
      required: true,
      error: "Give the date of the return, today or earlier.",
      min: "1900-01-01",
      max: "2019-07-30",
    },
    {
      type: "time",
      id: "time",
      label: "Time of return",
      value: "14:00",
      required: true,
      error: "Give the time of the return, for example 14:05.",
    },
  ],
  problem: null,
  submit: { title: "Log the return", verb: "return.log", data: { id: 1, version: 3 }, style: "positive" },
  buttons: [{ title: "Cancel", verb: "return.cancel", data: { id: 1, version: 3 } }],
};

/** A form with every kind of input. */
export const wideForm: FormView = {
  ...form,
  title: "Report a child missing",
  inputs: [
    ...form.inputs,
    {
      type: "choice",
      id: "risk",
      label: "Risk (optional)",
      value: "high",
      required: false,
      error: "Choose the risk.",
      choices: [
        { title: "High", value: "high" },
        { title: "Medium", value: "medium" },
      ],
    },
    {
      type: "text",
      id: "reason",
      label: "Why it is changed",
      value: "",
      required: true,
      error: "Say why.",
      placeholder: "Logged for the wrong child",
      maxLength: 500,
      lines: true,
    },
  ],
};

/** Whose form it is. */
export const whichChild: FormView = {
  ...form,
  facts: [],
  inputs: [
    {
      type: "text",
      id: "child",
      label: "Which child has returned? Type the reference, or the name.",
      value: "",
      placeholder: "MC-1042",
      maxLength: 100,
      required: true,
      error: "Give the child's reference or name.",
    },
  ],
  submit: { title: "Continue", verb: "return.find", data: {}, style: "positive" },
  buttons: [],
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
  recorded: "Recorded by Dana Price, Tuesday 30 July 2019, 14:06.",
  buttons: [{ title: "Undo return", verb: "return.undo", data: { id: 1, version: 4 } }],
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
