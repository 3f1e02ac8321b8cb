import { expect } from "chai";
import type { Answer } from "../../bot/answers/answer.ts";
import { disclose, discloseFile, discloseOffer } from "../../bot/disclosure/disclose.ts";
import { mayName, OUTSIDE_METRICS } from "../../bot/disclosure/permissions.ts";
import { FORM_NAMES } from "../../bot/disclosure/roles.ts";
import { NOT_SHOWN } from "../../bot/disclosure/sentences.ts";
import type { NoticeCode, ProblemCode, Showable } from "../../bot/disclosure/showable.ts";
import type { ChildFace, ConflictFace, EpisodeFace, Viewer } from "../../bot/disclosure/viewer.ts";
import { AUDIENCES, type Audience, ROLES } from "../../bot/people/directory.ts";
import { type Filters, GROUPINGS, METRICS, PACKS } from "../../data/vocabulary.ts";
import {
  answer,
  CHILDREN,
  CONTEXT,
  childRows,
  EPISODES,
  episodeRows,
  MINE,
  NOW,
  question,
  STRANGER,
  shown,
  tokens,
  viewer,
  YEAR,
} from "./builders.ts";

/** What the asker typed: echoed to the asker alone. */
const TYPED = "TYPEDX";
/** English as it comes from the parser's room: every child stands in it by placeholder. */
const READING = { english: CHILDREN.map(({ id }) => `{child:${id}}`).join(", "), unused: [TYPED] };
const NEXT = [
  { title: "Only {child:6}", question: question("episodes", { filters: { child: [STRANGER] } }) },
  { title: "By month", question: question("episodes", { groupBy: "month" }) },
];
const OUTLIER = {
  kind: "outlier" as const,
  childId: STRANGER,
  episodes: 82,
  without: 263,
  withoutBefore: 308,
};
/** Whatever a file may hold of a child. */
const CONFLICTS = CHILDREN.map(({ id, name, externalId, dateOfBirth }): ConflictFace => {
  const values = { name, childId: externalId, dateOfBirth, placement: `Placement${id}X`, risk: "high" };
  return {
    id,
    kind: "changed_here",
    table: "child",
    ours: values,
    file: { ...values, episodeIds: [externalId] },
    fileName: "children.csv",
    line: 12,
    detectedAt: NOW,
    settledAt: null,
    settledBy: null,
    choice: null,
    version: 1,
    episodes: [`ME-${8100 + id}`],
    childIds: [id],
    homes: [],
  };
});
const FILTERS: Filters[] = [{ child: [STRANGER] }, { not_child: [STRANGER] }, { flag: ["cse"] }];

function* answers(): Generator<Showable> {
  const rowsOf = [[], episodeRows(), childRows(), bucketRows()];
  for (const metric of METRICS) {
    const period = OUTSIDE_METRICS.includes(metric) ? YEAR : null;
    for (const rows of rowsOf) {
      const made = answer(question(metric, { period }), { rows, caveats: [OUTLIER] });
      yield shown(made, { reading: READING, next: NEXT });
    }
    for (const filters of FILTERS) {
      const made = answer(question(metric, { filters }), { rows: episodeRows(), caveats: [OUTLIER] });
      const byName = filters.flag ? [undefined] : [true, false, undefined];
      for (const named of byName) yield shown(made, { reading: { ...READING, named }, next: NEXT });
    }
  }
  for (const groupBy of GROUPINGS) {
    for (const rows of rowsOf) {
      yield shown(answer(question("episodes", { groupBy }), { rows, caveats: [OUTLIER] }), {
        reading: READING,
      });
    }
  }
  const week = answer(question("summary", { period: YEAR }), { caveats: [OUTLIER], rows: episodeRows() });
  yield shown(week, { reading: READING, weekly: { week, now: week, year: week } });
}

/** A measure that labelled a bucket by a child's name by mistake. */
function bucketRows() {
  return CHILDREN.map(({ id, name }) => ({
    subject: { kind: "bucket" as const, grouping: "child" as const, key: String(id), label: name! },
    value: 3,
    unit: "episodes",
  }));
}

/** Papers of whatever may stand in one. */
function* packs(): Generator<Showable> {
  for (const pack of PACKS) {
    const made = METRICS.flatMap((metric) =>
      [episodeRows(), childRows(), bucketRows()].map((rows) =>
        answer(question(metric, { period: YEAR }), { rows, caveats: [OUTLIER] }),
      ),
    );
    const rows = made.map((answer) => ({ caption: "A list", answer }));
    const figures = made.map((answer) => ({
      label: "A figure",
      key: true as const,
      answers: [answer] as [Answer],
    }));
    const sections = [{ title: "A section", figures, charts: rows, tables: rows, ask: NEXT[1]! }];
    const period = { ...YEAR, label: "2018/19", assumed: true };
    yield {
      kind: "pack",
      pack: { pack, period, asked: YEAR, asOf: NOW, sections },
      children: [...CHILDREN],
      episodes: [...EPISODES],
    };
  }
}

function* others(): Generator<Showable> {
  const about = (id: number) => ({
    child: CHILDREN.find((face) => face.id === id)!,
    episode: EPISODES.find(({ childId }) => childId === id)!,
  });
  const everybody = CHILDREN.map(({ id }) => about(id));
  const choices = CHILDREN.flatMap(({ id }) => [
    question("episodes", { filters: { child: [id] } }),
    question("episodes", { filters: { not_child: [id] } }),
    {
      ...question("episodes", { filters: { child: [id] } }),
      kind: "action" as const,
      action: "log_return" as const,
    },
  ]);
  for (const why of ["child", "metric", "context", "period", "episode", "name"] as const) {
    yield {
      kind: "clarify",
      clarify: { kind: "clarify", why, choices },
      prompt: { why, words: TYPED },
      children: [...CHILDREN],
    };
  }
  for (const binds of [true, false]) {
    for (const teamIds of [[], [0], [1, 2]]) yield { kind: "channel_bound", binds, changed: binds, teamIds };
  }
  const meanwhile = { name: "Colleague", at: NOW };
  const problems: (ProblemCode | null)[] = [
    null,
    "in_the_future",
    "unknown_child",
    "no_open_episode",
    "not_allowed",
  ];
  const news = [
    { kind: "returned", at: NOW, by: { name: "Colleague", agency: "Agency" }, risk: null },
    { kind: "risk", at: NOW, by: "file", risk: "high" },
    { kind: "interview_overdue", at: NOW, by: null, risk: null },
  ] as const;
  for (const { child, episode } of everybody) {
    for (const state of [episode, { ...episode, endedAt: NOW }, { ...episode, voided: true }]) {
      yield { kind: "episode_card", child, episode: state, last: news[0], now: NOW };
      yield {
        kind: "episode_card",
        child,
        episode: state,
        last: news[0],
        now: NOW,
        history: { counts: [], others: { rows: episodeRows(), all: 9 }, episodes: [...EPISODES] },
        viewers: ["29:a"],
      };
      yield { kind: "episode_note", child, episode: state, news: [...news] };
    }
    for (const problem of problems) {
      for (const form of FORM_NAMES) {
        yield { kind: "ask_child", form, problem, choices: everybody };
        for (const known of [episode, null]) {
          yield {
            kind: "form",
            form,
            child,
            episode: known,
            version: 1,
            values: {},
            options: {},
            problem,
            meanwhile,
            now: NOW,
          };
        }
      }
    }
    for (const form of FORM_NAMES) {
      for (const again of [false, true]) {
        yield { kind: "receipt", form, child, episode: { ...episode, endedAt: NOW }, again, by: meanwhile };
        yield { kind: "receipt", form, child, episode, again, by: null };
      }
    }
  }
  for (const conflict of CONFLICTS) {
    yield {
      kind: "import_conflicts",
      conflicts: [conflict],
      children: [...CHILDREN],
      total: 7,
      offset: 0,
      problem: null,
    };
    for (const choice of ["ours", "file", "agreed"] as const) {
      const settled = { ...conflict, settledAt: NOW, settledBy: "x", choice };
      const by = { name: "Colleague" };
      yield {
        kind: "conflict_settled",
        conflict: settled,
        children: [...CHILDREN],
        again: true,
        by,
        left: 1,
      };
    }
  }
  for (const about of everybody) yield* records(about);
  yield { kind: "help", topic: null };
  yield { kind: "help", topic: TYPED };
  for (const scope of ["personal", "channel"] as const) yield { kind: "welcome", scope };
  yield { kind: "out_of_scope", why: TYPED, nearest: NEXT.map((step) => step.question) };
  yield { kind: "answer_refused", reason: "A fixed sentence.", nearest: NEXT.map((step) => step.question) };
  yield {
    kind: "subscribed",
    weekday: 1,
    minuteOfDay: 480,
    reading: READING,
    already: false,
    children: [...CHILDREN],
  };
  yield { kind: "unsubscribed", had: true };
  for (const code of ["named_in_channel", "not_known", "not_here", "try_again"] as NoticeCode[]) {
    yield { kind: "notice", code };
  }
  yield { kind: "failure", reference: "abc-123" };
}

/** Who looked, and an episode's life, with whatever a change may hold of a child. */
function* records({ child, episode }: { child: ChildFace; episode: EpisodeFace }): Generator<Showable> {
  const [forename, surname] = child.name!.split(" ");
  const fields = {
    startedAt: "2019-07-29T11:00:00Z",
    endedAt: "2019-07-29T11:00:00Z",
    name: child.name,
    externalId: child.externalId,
    placementId: 9,
    placement: `Placement${child.id}X`,
    category: forename,
    chair: surname,
    risk: "high",
  };
  const about = { child, reading: READING, now: NOW, total: 30, offset: 10 };
  const by = { name: "Colleague", agency: "Agency" };
  for (const filters of [{ child: [child.id] }, {}]) {
    yield {
      ...about,
      kind: "disclosures",
      asked: { kind: "disclosures", filters, period: null },
      people: 2,
      during: "July 2019",
      rows: [
        { at: NOW, by, role: "duty", audience: "personal", scope: "personal", sent: false, detail: fields },
        {
          at: NOW,
          by: null,
          role: null,
          audience: "operational",
          scope: "channel",
          sent: true,
          detail: { what: child.name, reading: { metric: surname } },
        },
      ],
    };
    for (const state of [episode, { ...episode, voided: true }]) {
      yield {
        ...about,
        kind: "episode_history",
        asked: { kind: "episode_history", episode: episode.reference, filters },
        episode: state,
        entries: EVENTS.map((kind) => ({
          kind,
          recordedAt: NOW,
          risk: "high",
          was: fields,
          is: fields,
          reason: `${child.name} came home`,
          role: "police",
          by,
        })),
      };
    }
  }
}
const EVENTS = [
  "reported",
  "returned",
  "return_corrected",
  "return_undone",
  "risk",
  "withdrawn",
  "corrected",
  "interview_offered",
  "interview_completed",
  "interview_declined",
  "interviewer_assigned",
  "interview_changed",
  "meeting_planned",
  "meeting_held",
  "meeting_changed",
] as const;

/** The same as a file, and its offer. */
function files(of: Showable, audience: Audience, who: Viewer | null) {
  if (of.kind !== "answer" && of.kind !== "pack") return [];
  return [
    disclose({ kind: "file", of }, audience, who, CONTEXT),
    discloseFile({ kind: "file", of }, audience, who, CONTEXT),
    discloseOffer({ kind: "file_offer", of }, audience, who, CONTEXT),
  ];
}

const describeIt = (showable: Showable): string =>
  showable.kind === "answer" ? JSON.stringify(showable.answer.question) : showable.kind;

const ALL = [...answers(), ...packs(), ...others()];
const VIEWERS: (Viewer | null)[] = [null, ...ROLES.map((role) => viewer(role))];

describe("what gets through the one door", () => {
  for (const audience of AUDIENCES) {
    for (const who of VIEWERS) {
      it(`names no child whom ${who?.role ?? "somebody unknown"} may not name, ${audience}`, () => {
        const secret = CHILDREN.filter((face) => audience !== "personal" || !mayName(who, face)).flatMap(
          (face) => [
            ...tokens(face),
            face.dateOfBirth,
            ...(audience === "outside" ? [face.reference, `ME-${8100 + face.id}`] : []),
          ],
        );
        if (audience !== "personal") secret.push(TYPED);
        for (const showable of ALL) {
          const json = JSON.stringify([
            disclose(showable, audience, who, CONTEXT),
            ...files(showable, audience, who),
          ]);
          const leaked = secret.filter((token) => json.includes(token));
          expect(leaked, describeIt(showable)).to.deep.equal([]);
          expect(json, "a placeholder was left").to.not.match(
            /\{(child|team|worker|placement|provider|agency):/,
          );
        }
      });
    }
  }

  it("never shows a date of birth, to anybody", () => {
    for (const showable of ALL) {
      const json = JSON.stringify(disclose(showable, "personal", viewer("missing_coordinator"), CONTEXT));
      for (const { dateOfBirth } of CHILDREN) expect(json).to.not.include(dateOfBirth);
    }
  });

  it("does name the children whom the viewer may name, in a 1:1 chat", () => {
    const list = shown(answer(question("currently_missing"), { rows: episodeRows() }));
    const json = JSON.stringify(disclose(list, "personal", viewer("social_worker"), CONTEXT));
    expect(json).to.include("Forename1X Surname1X (MC-7001)").and.include("MC-7006");
    expect(json).to.not.include("Surname6X");
  });

  it("shows a reference to a room of the agreement, and to the police", () => {
    const list = shown(answer(question("currently_missing"), { rows: episodeRows() }));
    for (const [audience, role] of [
      ["operational", "missing_coordinator"],
      ["personal", "police"],
    ] as const) {
      const json = JSON.stringify(disclose(list, audience, viewer(role), CONTEXT));
      for (const { reference } of CHILDREN) expect(json).to.include(reference);
    }
  });

  it("shows nothing of a kind that is not listed", () => {
    const strange = { kind: "dump", child: CHILDREN[0], text: "Surname1X" } as unknown as Showable;
    for (const audience of AUDIENCES) {
      for (const who of VIEWERS.slice(1)) {
        const view = disclose(strange, audience, who, CONTEXT);
        expect(view).to.include({ card: "notice", tone: "refusal", title: NOT_SHOWN.title });
        expect(JSON.stringify(view)).to.not.include("Surname1X");
      }
    }
  });

  it("shows nothing of a notice, a question back or a caveat that is not listed", () => {
    const odd: Showable[] = [
      { kind: "notice", code: "dump" as NoticeCode },
      {
        kind: "clarify",
        clarify: { kind: "clarify", why: "dump" as "child", choices: [] },
        prompt: { why: "child", words: "Surname1X" },
        children: [],
      },
      shown(answer(question("episodes"), { caveats: [{ kind: "dump", text: "Surname1X" } as never] })),
    ];
    for (const showable of odd) {
      const json = JSON.stringify(disclose(showable, "personal", viewer("social_worker"), CONTEXT));
      expect(json).to.not.include("Surname1X").and.not.include('dump"}');
    }
  });

  it("shows nobody an episode under another child than its own", () => {
    const rows = [
      {
        subject: { kind: "episode" as const, episodeId: 100 + STRANGER, childId: MINE },
        value: 1,
        unit: "hours",
      },
    ];
    const list = shown(answer(question("currently_missing"), { rows }));
    const json = JSON.stringify(disclose(list, "personal", viewer("social_worker"), CONTEXT));
    expect(json).to.not.include("Placement6X").and.not.include("return.open");
  });
});
