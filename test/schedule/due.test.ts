import { expect } from "chai";
import fc from "fast-check";
import { due, lastAppointment, type Scheduled, sentKey } from "../../bot/schedule/due.ts";
import { addDays, dayOf, mondayOf, weekdayOf } from "../../data/calendar.ts";

const GRACE = 12;
const mondayAtEight: Scheduled = {
  id: 7,
  conversationId: "a:manager",
  weekday: 1,
  minuteOfDay: 8 * 60,
  createdAt: new Date("2026-01-05T00:00:00Z"),
};
const dueAt = (iso: string, sent: string[] = [], subscription = mondayAtEight) =>
  due(new Date(iso), [subscription], new Set(sent), GRACE);

describe("which weekly summaries are due", () => {
  it("is due on Monday at 08:00 London, for the Monday-to-Sunday week before", () => {
    expect(dueAt("2026-11-23T08:00:00Z")).to.deep.equal([
      { subscriptionId: 7, conversationId: "a:manager", week: "2026-11-16" },
    ]);
  });

  it("is not due a minute before", () => {
    expect(dueAt("2026-11-23T07:59:59Z")).to.deep.equal([]);
  });

  it("is due at 07:00 UTC in summer, which is 08:00 London", () => {
    expect(dueAt("2026-07-06T07:00:00Z")).to.have.lengthOf(1);
    expect(dueAt("2026-07-06T06:59:00Z")).to.have.lengthOf(0);
  });

  it("goes out up to twelve hours late, and later not at all", () => {
    expect(dueAt("2026-11-23T20:00:00Z")).to.have.lengthOf(1);
    expect(dueAt("2026-11-23T20:00:01Z")).to.have.lengthOf(0);
  });

  it("is not due again for a week that was sent to that conversation", () => {
    expect(dueAt("2026-11-23T08:01:00Z", [sentKey("a:manager", "2026-11-16")])).to.deep.equal([]);
    expect(dueAt("2026-11-23T08:01:00Z", [sentKey("a:other", "2026-11-16")])).to.have.lengthOf(1);
  });

  it("begins with the first appointed time after the subscription was made", () => {
    const made = { ...mondayAtEight, createdAt: new Date("2026-11-23T09:00:00Z") };
    expect(dueAt("2026-11-23T10:00:00Z", [], made)).to.deep.equal([]);
    expect(dueAt("2026-11-30T08:00:00Z", [], made)).to.have.lengthOf(1);
    const atEight = { ...mondayAtEight, createdAt: new Date("2026-11-23T08:00:00Z") };
    expect(dueAt("2026-11-23T08:01:00Z", [], atEight)).to.have.lengthOf(1);
  });

  it("on a Friday gives the last whole week, not the running one", () => {
    const friday = { ...mondayAtEight, weekday: 5, minuteOfDay: 16 * 60 + 30 };
    expect(dueAt("2026-11-27T16:30:00Z", [], friday).map(({ week }) => week)).to.deep.equal(["2026-11-16"]);
  });

  it("keeps an appointment at a time that the March change skips, an hour later", () => {
    expect(lastAppointment(new Date("2026-03-29T12:00:00Z"), 7, 90)).to.deep.equal(
      new Date("2026-03-29T01:30:00Z"),
    );
  });

  it("never appoints a time in the future, nor one more than a week and an hour ago", () => {
    const instants = fc.date({
      min: new Date("2017-01-01T00:00:00Z"),
      max: new Date("2035-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 1439 }),
        (now, weekday, minute) => {
          const at = lastAppointment(now, weekday, minute);
          const age = now.getTime() - at.getTime();
          expect(age).to.be.within(0, (7 * 24 + 1) * 3_600_000);
          expect(weekdayOf(dayOf(at))).to.equal(weekday);
          const [one] = dueAt(now.toISOString(), [], {
            ...mondayAtEight,
            weekday,
            minuteOfDay: minute,
            createdAt: new Date(0),
          });
          if (one) expect(one.week).to.equal(addDays(mondayOf(dayOf(at)), -7));
        },
      ),
      { numRuns: 200 },
    );
  });
});
