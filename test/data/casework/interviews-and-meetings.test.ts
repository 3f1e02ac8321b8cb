import { expect } from "chai";
import { storeEpisodes } from "../../../data/casework/episodes.ts";
import { type InterviewRow, storeInterviews } from "../../../data/casework/interviews.ts";
import { storeMeetings } from "../../../data/casework/meetings.ts";
import { write } from "../../../data/casework/write.ts";
import type { Store } from "../../../data/store/store.ts";
import {
  aMeeting,
  anAuthor,
  anEndedEpisode,
  anEpisode,
  anInterview,
  havingCard,
  havingChildren,
  havingEpisodes,
  hours,
  NOW,
} from "../../support/builders.ts";
import { describeOnBothStores } from "../../support/stores.ts";
import { refused } from "./refused.ts";

describeOnBothStores("Storing interviews and meetings", (open) => {
  let store: Store;
  before(async () => {
    store = await open();
  });
  const storing = (...rows: InterviewRow[]) => write(store, anAuthor(), (w) => storeInterviews(w, rows));

  /** Two episodes that ended 70 and 40 hours ago, and one that is open. */
  async function anHistory(): Promise<[number, number, number]> {
    const [childId] = await havingChildren(store, {});
    const ended = (n: number) => anEndedEpisode(childId!, { startedAt: hours(-n - 2), endedAt: hours(-n) });
    const ids = await havingEpisodes(
      store,
      ended(70),
      ended(40),
      anEpisode(childId!, { startedAt: hours(-3) }),
    );
    return ids as [number, number, number];
  }

  it("links one interview to every episode that it serves, whatever their order", async () => {
    const [first, second] = await anHistory();
    const key = { source: "lcs", externalId: "I1" };
    const { rowIds } = await storing(anInterview([second, first, first], key));
    expect(await links(rowIds[0]!)).to.deep.equal([first, second]);
    expect((await storing(anInterview([first, second], key))).unchanged).to.equal(1);
  });

  it("brings a corrected interview and its episodes up together", async () => {
    const [first, second] = await anHistory();
    const key = { source: "lcs", externalId: "I2" };
    const { rowIds } = await storing(anInterview([second], { ...key, completedAt: hours(-30) }));
    // completed before the second return: right only for the first
    const result = await storing(anInterview([first], { ...key, completedAt: hours(-50) }));
    expect(result.updated).to.equal(1);
    expect(await links(rowIds[0]!)).to.deep.equal([first]);
    const change = await store.db.change.findFirst({
      where: { table: "interview", rowId: rowIds[0], versionAfter: 2 },
    });
    expect(change!.before).to.deep.equal({ episodeIds: [second], completedAt: hours(-30).toISOString() });
    expect(change!.after).to.deep.equal({ episodeIds: [first], completedAt: hours(-50).toISOString() });
    expect(change!.happenedAt).to.deep.equal(hours(-50));
  });

  it("takes an outcome without an instant as that of the completion, else of the offer", async () => {
    const [first] = await anHistory();
    const { rowIds } = await storing(
      anInterview([first], { outcome: "declined" }),
      anInterview([first], { outcome: "accepted", completedAt: hours(-5) }),
      anInterview([first], { outcome: "declined", outcomeAt: hours(-4) }),
    );
    const rows = await store.db.interview.findMany({ where: { id: { in: rowIds } }, orderBy: { id: "asc" } });
    expect(rows.map((row) => row.outcomeAt)).to.deep.equal([hours(-12), hours(-5), hours(-4)]);
  });

  it("refuses a completion before every return, and lets one between two returns stand", async () => {
    const [first, second, openOne] = await anHistory();
    const early = anInterview([first, second], { completedAt: hours(-71) });
    expect(await refused(storing(early), "completed_before_return")).to.deep.equal([0]);
    const open = anInterview([openOne], { completedAt: NOW });
    expect(await refused(storing(anInterview([first]), open), "completed_before_return")).to.deep.equal([1]);
    expect(
      (await storing(anInterview([first, second, openOne], { completedAt: hours(-60) }))).inserted,
    ).to.equal(1);
  });

  it("holds a return in its place before the interview that followed it", async () => {
    const [first, second] = await anHistory();
    await storing(anInterview([first], { completedAt: hours(-60) }));
    const move = async (id: number, endedAt: Date | null) => {
      const { childId, startedAt } = await store.db.episode.findUniqueOrThrow({ where: { id } });
      const key = { source: "lcs", externalId: `E${id}` };
      await store.db.episode.update({ where: { id }, data: key });
      return write(store, anAuthor(), (w) => storeEpisodes(w, [{ ...key, childId, startedAt, endedAt }]));
    };
    expect(await refused(move(first, hours(-59)), "return_after_interview")).to.deep.equal([0]);
    expect((await move(first, hours(-60))).updated).to.equal(1);
    expect((await move(second, hours(-39))).updated).to.equal(1);
  });

  it("refuses an episode that is not stored, and none at all", async () => {
    const [first] = await anHistory();
    const rows = [anInterview([first]), anInterview([first, 999_999]), anInterview([])];
    expect(await refused(storing(...rows), "unknown_episode")).to.deep.equal([1, 2]);
    const meeting = write(store, anAuthor(), (w) => storeMeetings(w, [aMeeting([999_999])]));
    expect(await refused(meeting, "unknown_episode")).to.deep.equal([0]);
  });

  it("makes the cards of these episodes old, and names their child in the audit", async () => {
    const [first, second] = await anHistory();
    const cardId = await havingCard(store, [first]);
    const jobs: object[] = [];
    const sendJob = async (_tx: unknown, _queue: string, data: object) => void jobs.push(data);
    await write(store, anAuthor(), (w) => storeInterviews(w, [anInterview([second])]), { sendJob });
    expect(jobs).to.deep.equal([]);
    await write(store, anAuthor(), (w) => storeMeetings(w, [aMeeting([first, second])]), { sendJob });
    expect(jobs).to.deep.equal([{ cardId }]);
    const { childId } = await store.db.episode.findUniqueOrThrow({ where: { id: first } });
    const audit = await store.db.audit.findFirst({ orderBy: { id: "desc" } });
    expect(audit!.childIds).to.deep.equal([childId]);
  });

  it("of a meeting that was planned and then held raises its version", async () => {
    const [first] = await anHistory();
    const key = { source: "lcs", externalId: "M1" };
    const meet = (over: object) =>
      write(store, anAuthor(), (w) => storeMeetings(w, [aMeeting([first], { ...key, ...over })]));
    const { rowIds } = await meet({});
    await meet({ heldAt: hours(-1), chair: "R. Hale" });
    const meeting = await store.db.strategyMeeting.findUniqueOrThrow({ where: { id: rowIds[0] } });
    expect(meeting).to.deep.include({
      plannedFor: hours(24),
      heldAt: hours(-1),
      chair: "R. Hale",
      version: 2,
    });
  });

  async function links(interviewId: number): Promise<number[]> {
    const rows = await store.db.interviewEpisode.findMany({ where: { interviewId } });
    return rows.map((row) => row.episodeId).sort((a, b) => a - b);
  }
});
