import { expect } from "chai";
import type { Store } from "../../../data/store/store.ts";
import { describeOnBothStores } from "../../support/stores.ts";

const at = (text: string) => new Date(`2019-07-${text}:00Z`);

describeOnBothStores("The database itself", (open) => {
  let store: Store;
  let childId: number;
  beforeEach(async () => {
    store = await open();
    const child = await store.db.child.create({
      data: { dateOfBirth: new Date("2006-05-01"), gender: "female" },
    });
    childId = child.id;
  });

  const episode = (
    started: string,
    ended: string | null,
    more: { voidedAt?: Date; category?: string } = {},
  ) =>
    store.db.episode.create({
      data: {
        childId,
        category: "missing",
        startedAt: at(started),
        endedAt: ended ? at(ended) : null,
        ageAtStart: 13,
        recordedAt: at(started),
        ...more,
      },
    });
  const interview = (completed: string, episodeIds: number[]) =>
    store.db.$transaction(async (tx) => {
      const { id } = await tx.interview.create({ data: { completedAt: at(completed) } });
      await tx.interviewEpisode.createMany({
        data: episodeIds.map((episodeId) => ({ interviewId: id, episodeId })),
      });
      return id;
    });

  it("holds one open episode per child, whatever its category", async () => {
    await episode("01T20:00", null);
    expect(await refused(() => episode("02T20:00", null))).to.match(/Unique constraint/);
    expect(await refused(() => episode("02T20:00", null, { category: "away" }))).to.match(
      /Unique constraint/,
    );
  });

  it("makes two reports at the same moment one", async () => {
    const outcomes = await Promise.allSettled([episode("01T20:00", null), episode("01T20:01", null)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).to.deep.equal(["fulfilled", "rejected"]);
  });

  it("lets a child go missing again after a return, and after a report that was voided", async () => {
    await episode("01T20:00", "02T08:00");
    await episode("03T20:00", null, { voidedAt: at("03T21:00") });
    await episode("04T20:00", null);
    expect(await store.db.episode.count()).to.equal(3);
  });

  it("refuses a return before its start, and takes one at the same minute", async () => {
    expect(await refused(() => episode("02T20:00", "02T19:59"))).to.match(/episode_return_not_before_start/);
    await episode("02T20:00", "02T20:00");
  });

  it("refuses an interview before its return", async () => {
    const { id } = await episode("01T20:00", "02T08:00");
    expect(await refused(() => interview("02T07:59", [id]))).to.match(/before the return/);
    await interview("02T08:00", [id]);
  });

  it("refuses an interview for an episode that is still open", async () => {
    const { id } = await episode("01T20:00", null);
    expect(await refused(() => interview("02T08:00", [id]))).to.match(/before the return/);
  });

  it("takes an interview for two episodes that came after the first return", async () => {
    const first = await episode("01T20:00", "02T08:00");
    const second = await episode("02T18:00", "03T08:00");
    await interview("02T12:00", [first.id, second.id]);
  });

  it("refuses a return that is moved behind its interview", async () => {
    const { id } = await episode("01T20:00", "02T08:00");
    const interviewId = await interview("02T12:00", [id]);
    const move = (endedAt: Date | null) => store.db.episode.update({ where: { id }, data: { endedAt } });
    expect(await refused(() => move(at("02T13:00")))).to.match(/before the return/);
    expect(await refused(() => move(null))).to.match(/before the return/);
    await store.db.interview.update({ where: { id: interviewId }, data: { voidedAt: at("03T00:00") } });
    await move(at("02T13:00"));
  });

  it("refuses an interview that is moved before its return", async () => {
    const { id } = await episode("01T20:00", "02T08:00");
    const interviewId = await interview("02T12:00", [id]);
    const completed = (completedAt: Date) =>
      store.db.interview.update({ where: { id: interviewId }, data: { completedAt } });
    expect(await refused(() => completed(at("02T07:00")))).to.match(/before the return/);
    await completed(at("02T09:00"));
  });

  it("refuses words that are not in the vocabulary", async () => {
    expect(await refused(() => episode("01T20:00", null, { category: "lost" }))).to.match(/episode_category/);
    const { id } = await episode("01T20:00", null);
    const grade = () =>
      store.db.episodeRisk.create({ data: { episodeId: id, grade: "severe", gradedAt: at("01T21:00") } });
    expect(await refused(grade)).to.match(/episode_risk_grade/);
    const weekday = (weekday: number, minuteOfDay: number) => () =>
      store.db.subscription.create({
        data: {
          conversationId: "c",
          personId: "p",
          reading: {},
          weekday,
          minuteOfDay,
          createdAt: at("01T20:00"),
        },
      });
    expect(await refused(weekday(0, 540))).to.match(/subscription_weekday/);
    expect(await refused(weekday(1, 1440))).to.match(/subscription_minute/);
  });

  it("refuses an episode of a child that there is not", async () => {
    childId = 999_999;
    expect(await refused(() => episode("01T20:00", null))).to.match(/refers to child 999999/);
  });

  it("refuses references to what there is not, whatever refers to it", async () => {
    const { id } = await episode("01T20:00", "02T08:00");
    const missing = 999_999;
    const gradedAt = at("01T20:00");
    const meeting = await store.db.strategyMeeting.create({ data: {} });
    const risk = await store.db.episodeRisk.create({ data: { episodeId: id, grade: "high", gradedAt } });
    for (const attempt of [
      () => store.db.episodeRisk.create({ data: { episodeId: missing, grade: "high", gradedAt } }),
      () => store.db.episodeRisk.update({ where: { id: risk.id }, data: { episodeId: missing } }),
      () => store.db.episode.update({ where: { id }, data: { childId: missing } }),
      () => interview("02T09:00", [missing]),
      () => store.db.interviewEpisode.create({ data: { interviewId: missing, episodeId: id } }),
      () => store.db.strategyMeetingEpisode.create({ data: { meetingId: meeting.id, episodeId: missing } }),
      () => store.db.strategyMeetingEpisode.create({ data: { meetingId: missing, episodeId: id } }),
    ]) {
      expect(await refused(attempt)).to.match(/which is not there|before the return/);
    }
  });

  it("refuses a child's home, team or worker that there is not, among children who have none", async () => {
    const born = { dateOfBirth: new Date("2007-05-01"), gender: "male" };
    for (const lost of [{ placementId: 999_999 }, { teamId: 999_999 }, { workerId: 999_999 }]) {
      const several = () => store.db.child.createMany({ data: [born, { ...born, ...lost }, born] });
      expect(await refused(several)).to.match(/refers to \w+ 999999, which is not there/);
      const moved = () => store.db.child.update({ where: { id: childId }, data: lost });
      expect(await refused(moved)).to.match(/refers to \w+ 999999, which is not there/);
    }
    expect(await store.db.child.count()).to.equal(1);
  });

  it("keeps what is referred to", async () => {
    const { id } = await episode("01T20:00", "02T08:00");
    const interviewId = await interview("02T12:00", [id]);
    const home = await store.db.placement.create({ data: { name: "Millbrook", type: "council_care_home" } });
    const team = await store.db.team.create({ data: { name: "North" } });
    const worker = await store.db.worker.create({ data: { name: "Ada Quill" } });
    const of = { placementId: home.id, teamId: team.id, workerId: worker.id };
    await store.db.child.update({ where: { id: childId }, data: of });
    for (const attempt of [
      () => store.db.placement.delete({ where: { id: home.id } }),
      () => store.db.team.delete({ where: { id: team.id } }),
      () => store.db.worker.delete({ where: { id: worker.id } }),
      () => store.db.child.delete({ where: { id: childId } }),
      () => store.db.episode.delete({ where: { id } }),
      () => store.db.interview.delete({ where: { id: interviewId } }),
    ]) {
      expect(await refused(attempt)).to.match(/still referred to/);
    }
  });

  for (const table of ["audit", "change"] as const) {
    it(`lets nobody rewrite, remove or empty ${table}`, async () => {
      await store.db.audit.create({ data: { at: at("01T20:00"), kind: "write", detail: {} } });
      await store.db.change.create({
        data: {
          table: "child",
          rowId: childId,
          versionBefore: 0,
          versionAfter: 1,
          happenedAt: at("01T20:00"),
          recordedAt: at("01T20:00"),
        },
      });
      for (const sql of [`UPDATE "${table}" SET id = id`, `DELETE FROM "${table}"`, `TRUNCATE "${table}"`]) {
        expect(await refused(() => store.db.$executeRawUnsafe(sql)), sql).to.match(/append-only/);
      }
      const [row] = await store.db.$queryRawUnsafe<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM "${table}"`,
      );
      expect(row!.n).to.equal(1);
    });
  }
});

async function refused(attempt: () => Promise<unknown>): Promise<string> {
  return attempt().then(
    () => "it was accepted",
    (error: Error) => `${error.message} ${JSON.stringify(error)}`,
  );
}
