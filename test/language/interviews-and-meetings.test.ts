import { expect } from "chai";
import { frame } from "./support.ts";

describe("What is done about an interview or a meeting", () => {
  for (const [text, action, slots] of [
    ["offer Leah Firth an interview", "offer_interview", undefined],
    ["offered a return interview to Leah Firth", "offer_interview", undefined],
    ["Leah Firth was offered an RHI", "offer_interview", undefined],
    ["interview offered to Leah Firth", "offer_interview", undefined],
    ["record the interview offer to Leah Firth", "offer_interview", undefined],
    ["Leah Firth declined the interview", "record_interview", { outcome: "declined" }],
    ["strategy meeting held for Leah Firth", "hold_strategy_meeting", undefined],
    ["record a strategy meeting for Leah Firth", "hold_strategy_meeting", undefined],
    ["Leah Firth's strat was held", "hold_strategy_meeting", undefined],
    ["plan a strategy meeting for Leah Firth", "arrange_strategy_meeting", undefined],
    ["strategy meeting for Leah Firth", "arrange_strategy_meeting", undefined],
  ] as const) {
    it(`is read from “${text}”`, () => {
      const read = frame(text);
      expect(read).to.deep.include({ kind: "action", action, filters: { child: ["Leah Firth"] } });
      expect(read.slots).to.deep.equal(slots);
    });
  }

  for (const [text, filters] of [
    ["assign Tom Ellis to Leah Firth's interview", { worker: ["Tom Ellis"] }],
    ["allocate Leah Firth's interview to Tom Ellis", { worker: ["Tom Ellis"] }],
    ["assign Leah Firth's return interview to Open Door", { agency: ["Open Door"] }],
    ["assign Leah Firth's interview to me", { worker: ["@me"] }],
    ["Tom Ellis will do Leah Firth's interview", { worker: ["Tom Ellis"] }],
  ] as const) {
    it(`names the interviewer in “${text}”`, () => {
      const expected = { kind: "action", action: "assign_interviewer" };
      expect(frame(text)).to.deep.include({ ...expected, filters: { child: ["Leah Firth"], ...filters } });
    });
  }

  for (const text of [
    "was Leah Firth offered an interview",
    "how many interviews were offered to Leah Firth",
    "strategy meetings held last month",
    "which interviews has Tom Ellis done",
    "interviews offered this year",
    "has a strategy meeting been held for Leah Firth?",
  ]) {
    it(`is not done by a question: ${text}`, () => {
      expect(frame(text).kind).to.equal("question");
    });
  }

  for (const text of ["my interviews", "show me my return interviews please"]) {
    it(`is what a worker still has to do: ${text}`, () => {
      expect(frame(text)).to.deep.include({
        metric: "interviews_outstanding",
        filters: { worker: ["@me"] },
        period: null,
      });
    });
  }

  for (const text of ["what's due for me", "what do I have to do next", "my tasks"]) {
    it(`is interviews and meetings: ${text}`, () => {
      const { metric, also } = frame(text);
      expect([metric, ...(also ?? []).map((other) => other.metric)]).to.deep.equal([
        "interviews_outstanding",
        "long_without_strategy_meeting",
      ]);
    });
  }
});
