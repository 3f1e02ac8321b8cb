import { expect } from "chai";
import { dueText } from "../../bot/disclosure/due-text.ts";
import { LONDON } from "../../data/calendar.ts";

describe("A deadline in words", () => {
  const text = (dueBy: string, now: string) => dueText(new Date(dueBy), new Date(now), LONDON);

  it("says how long is left in whole hours and when that is on the London clock", () => {
    expect(text("2019-07-30T15:40:00Z", "2019-07-30T01:00:00Z")).to.equal("due in 14 h, Tuesday 16:40");
    expect(text("2019-08-02T13:00:00Z", "2019-07-30T13:30:00Z")).to.equal("due in 2 days 23 h, Friday 14:00");
    expect(text("2019-08-01T13:00:00Z", "2019-07-30T13:00:00Z")).to.equal("due in 2 days, Thursday 14:00");
  });

  it("never says more than is left: 59 minutes are no hour, and the last seconds a minute", () => {
    expect(text("2019-07-30T13:59:59Z", "2019-07-30T13:00:00Z")).to.equal("due in 59 min, Tuesday 14:59");
    expect(text("2019-07-30T13:00:20Z", "2019-07-30T13:00:00Z")).to.equal("due in 1 min, Tuesday 14:00");
  });

  it("is overdue from its very instant on", () => {
    expect(text("2019-07-30T13:00:00Z", "2019-07-30T13:00:00Z")).to.equal("overdue, since Tuesday 14:00");
    expect(text("2019-07-30T10:00:00Z", "2019-07-30T13:59:00Z")).to.equal(
      "overdue by 3 h, since Tuesday 11:00",
    );
  });

  it("names the date where the weekday could be another week's", () => {
    expect(text("2019-07-01T13:00:00Z", "2019-07-31T12:00:00Z")).to.equal(
      "overdue by 29 days, since Mon 1 Jul 2019, 14:00",
    );
  });

  it("counts elapsed hours across the March change: 72 hours after a return on Friday evening", () => {
    // back on Friday 29 March 2019, 18:00 GMT: 72 elapsed hours end on Monday, 19:00 BST
    const due = "2019-04-01T18:00:00Z";
    expect(text(due, "2019-03-29T18:00:00Z")).to.equal("due in 3 days, Monday 19:00");
    // 00:59 GMT, a minute before the clocks go forward
    expect(text(due, "2019-03-31T00:59:00Z")).to.equal("due in 41 h, Monday 19:00");
    expect(text("2019-03-31T01:00:00Z", "2019-03-31T00:30:00Z")).to.equal("due in 30 min, Sunday 02:00");
  });

  it("counts elapsed hours across the October change, and tells the hour that occurs twice apart", () => {
    // back on Friday 25 October 2019, 18:00 BST: 72 elapsed hours end on Monday, 17:00 GMT
    expect(text("2019-10-28T17:00:00Z", "2019-10-25T17:00:00Z")).to.equal("due in 3 days, Monday 17:00");
    const eve = "2019-10-26T20:00:00Z";
    expect(text("2019-10-27T00:30:00Z", eve)).to.equal("due in 4 h, Sunday 01:30 BST");
    expect(text("2019-10-27T01:30:00Z", eve)).to.equal("due in 5 h, Sunday 01:30 GMT");
    expect(text("2019-10-27T00:59:59Z", eve)).to.equal("due in 4 h, Sunday 01:59 BST");
    expect(text("2019-10-27T02:00:00Z", eve)).to.equal("due in 6 h, Sunday 02:00");
  });
});
