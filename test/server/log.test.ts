import { Writable } from "node:stream";
import { expect } from "chai";
import fc from "fast-check";
import { createLog, type LogFields } from "../../bot/log.ts";

const CANARY = "Olivia Brown";

function recording() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ clock: () => new Date("2019-07-30T13:00:00Z"), destination });
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) };
}

describe("The log", () => {
  it("holds the event, the clock's time, and ids", () => {
    const { log, last } = recording();
    log.info("turn taken", {
      conversationId: "19:abc@thread.tacv2;messageid=1",
      personId: "aaaaaaaa-0000-4000-8000-000000000001",
      verb: "return.open",
      latencyMs: 12,
      revision: 7n,
      activityId: null,
    });
    expect(last()).to.deep.equal({
      level: 30,
      time: "2019-07-30T13:00:00.000Z",
      msg: "turn taken",
      conversationId: "19:abc@thread.tacv2;messageid=1",
      activityId: null,
      personId: "aaaaaaaa-0000-4000-8000-000000000001",
      verb: "return.open",
      latencyMs: 12,
      revision: 7,
    });
  });

  it("has no field for a name or a text, whatever a caller's object holds", () => {
    const { log, lines, last } = recording();
    const activity = { text: CANARY, from: { name: CANARY }, name: CANARY, conversationId: "a:1", count: 1 };
    log.info("turn taken", activity as LogFields);
    expect(last()).to.have.all.keys("level", "time", "msg", "conversationId", "count");
    expect(lines.join("")).not.to.contain("Olivia");
  });

  it("withholds what does not look like its field", () => {
    const { log, lines } = recording();
    for (const key of [
      "conversationId",
      "activityId",
      "personId",
      "tenantId",
      "reference",
      "verb",
      "outcome",
      "reason",
    ]) {
      log.warn("turn taken", { [key]: CANARY });
      log.warn("turn taken", { [key]: { name: CANARY } } as LogFields);
      log.warn("turn taken", { [key]: [CANARY] } as LogFields);
    }
    log.warn("turn taken", { count: CANARY, latencyMs: Number.NaN } as unknown as LogFields);
    expect(lines.join("")).to.contain("(withheld)").and.not.to.contain("Olivia");
  });

  it("withholds a verb that is a word of a stranger's", () => {
    const { log, last } = recording();
    for (const [verb, kept] of [
      ["return.open", "return.open"],
      ["ask", "ask"],
      ["olivia", "(withheld)"],
      ["Olivia.Brown", "(withheld)"],
      ["return.open Olivia", "(withheld)"],
    ] as const) {
      log.info("turn taken", { verb });
      expect(last().verb, verb).to.equal(kept);
    }
  });

  it("holds the class, the code and the frames of an error, and nothing of its message", () => {
    const { log, lines, last } = recording();
    class QueryFailed extends Error {}
    const cause = Object.assign(new Error(`Key (name)=(${CANARY}) already exists.`), { code: "23505" });
    const message = `${CANARY}\n    at ${CANARY} (/x/y.ts:1:2)\nInvalid \`create()\` on ${CANARY}`;
    log.error(
      "turn failed",
      Object.assign(new QueryFailed(message, { cause }), { code: "P2002", meta: CANARY }),
      {
        reference: "AB12C-34DE5",
      },
    );
    expect(last().failure).to.deep.include({ class: "QueryFailed", code: "P2002" });
    expect(last().failure.cause).to.deep.include({ class: "Error", code: "23505" });
    expect(last().failure.frames[0]).to.match(/^at .*log\.test\.ts:\d+:\d+/);
    expect(lines.join("")).not.to.contain("Olivia").and.not.to.contain("already exists");
  });

  it("holds only the type of what is thrown without being an error", () => {
    const { log, last } = recording();
    for (const thrown of [CANARY, null, undefined, { message: CANARY }, 7]) {
      log.error("turn failed", thrown);
      expect(last().failure).to.deep.equal({ class: typeof thrown, frames: [] });
    }
  });

  it("holds no code and no status that could be words", () => {
    const { log, lines } = recording();
    log.error("turn failed", Object.assign(new Error("x"), { code: CANARY, status: CANARY, name: CANARY }));
    expect(lines.join("")).not.to.contain("Olivia");
  });

  it("lets no two words through in any field, however they are put", () => {
    const { log, lines } = recording();
    const anywhere = fc.record({
      before: fc.string({ maxLength: 5 }),
      after: fc.string({ maxLength: 5 }),
      key: fc.constantFrom<keyof LogFields>(
        "conversationId",
        "personId",
        "verb",
        "outcome",
        "kind",
        "count",
        "state",
      ),
    });
    fc.assert(
      fc.property(anywhere, ({ before, after, key }) => {
        lines.length = 0;
        log.info("turn taken", { [key]: `${before}${CANARY}${after}` });
        log.error("turn failed", new Error(`${before}${CANARY}${after}`), {
          [key]: `${before}${CANARY}${after}`,
        });
        expect(lines.join("")).not.to.contain("Olivia");
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
