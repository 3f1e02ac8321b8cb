import { expect } from "chai";
import { disclose, discloseSentence } from "../../bot/disclosure/disclose.ts";
import { EXAMPLE_READINGS } from "../../bot/disclosure/examples.ts";
import { allowed } from "../../bot/disclosure/permissions.ts";
import { NOTICES, outOfScopeWords, problemText, WELCOME } from "../../bot/disclosure/sentences.ts";
import type { NoticeCode, ProblemCode, Showable } from "../../bot/disclosure/showable.ts";
import { COMMANDS } from "../../bot/language/commands.ts";
import { indexNames } from "../../bot/language/names.ts";
import { understand } from "../../bot/language/understand.ts";
import { AUDIENCES, type Audience, ROLES, type Role } from "../../bot/people/directory.ts";
import type { FormView, HelpView, NoticeView, ReceiptView } from "../../cards/views.ts";
import { METRICS, NOT_HELD } from "../../data/vocabulary.ts";
import { CHILDREN, CONTEXT, EPISODES, MINE, NOW, question, STRANGER, viewer } from "./builders.ts";

const show = (showable: Showable, audience: Audience, role: Role | null) =>
  disclose(showable, audience, role && viewer(role), CONTEXT);
const NOBODY = indexNames({
  children: [],
  placements: [],
  providers: [],
  teams: [],
  workers: [],
  agencies: [],
});
const CODES = Object.keys(NOTICES) as NoticeCode[];
const PROBLEMS: ProblemCode[] = [
  "in_the_future",
  "before_the_start",
  "already_ended",
  "changed_since",
  "not_a_time",
  "no_open_episode",
  "unknown_child",
  "not_allowed",
  "unknown_episode",
  "already_missing",
  "before_birth",
  "overlaps",
  "same_risk",
  "not_returned",
  "no_reason",
  "same_time",
  "after_the_interview",
  "too_late",
  "not_yours",
  "missing_again",
  "interview_done",
];
const about = (id: number) => ({
  child: CHILDREN.find((face) => face.id === id)!,
  episode: EPISODES.find(({ childId }) => childId === id)!,
});
const returnForm = (id: number, parts: Partial<Extract<Showable, { kind: "form" }>> = {}): Showable => ({
  kind: "form",
  form: "return",
  ...about(id),
  version: 3,
  values: { date: "2019-07-30", time: "14:00" },
  options: {},
  problem: null,
  meanwhile: null,
  now: NOW,
  ...parts,
});

describe("a notice", () => {
  it("is one fixed sentence for whoever reads it, wherever", () => {
    for (const code of CODES) {
      const views = AUDIENCES.flatMap((audience) =>
        [null, ...ROLES].map((role) => JSON.stringify(show({ kind: "notice", code }, audience, role))),
      );
      expect(new Set(views).size, code).to.equal(1);
      expect((show({ kind: "notice", code }, "outside", null) as NoticeView).paragraphs).to.deep.equal(
        NOTICES[code].paragraphs,
      );
    }
  });

  it("is the same sentence on a pressed card, and never an empty one", () => {
    for (const code of CODES) {
      expect(discloseSentence(code)).to.equal(NOTICES[code].paragraphs[0]);
      expect(discloseSentence(code)).to.match(/^[A-Z].{20,}\.$/s);
    }
  });

  it("says demonstration data where the store is one", () => {
    const demonstration = { ...CONTEXT, demonstration: true };
    expect(disclose({ kind: "notice", code: "try_again" }, "personal", null, demonstration)).to.include({
      demonstration: true,
    });
  });
});

describe("what is said to somebody who is not known", () => {
  it("is that their access can't be verified, whatever they asked", () => {
    const asked: Showable[] = [
      { kind: "help", topic: null },
      { kind: "unsubscribed", had: true },
      returnForm(MINE),
    ];
    for (const audience of ["personal", "operational"] as const) {
      for (const showable of asked) {
        expect(show(showable, audience, null)).to.include({ title: NOTICES.not_known.title });
      }
    }
  });
});

describe("a welcome", () => {
  it("says what can be asked in a 1:1 chat, and who sees what in a channel", () => {
    const personal = show({ kind: "welcome", scope: "personal" }, "outside", null) as NoticeView;
    const channel = show({ kind: "welcome", scope: "channel" }, "outside", null) as NoticeView;
    expect(personal.paragraphs).to.deep.equal(WELCOME.personal.paragraphs);
    expect(channel.paragraphs.join(" ")).to.include("read by everyone").and.include("totals only");
  });
});

describe("a refusal of what is out of scope", () => {
  const nearest = ["currently_missing", "episodes", "interviews_due", "summary"] as const;

  it("offers three things that can be asked, as buttons", () => {
    const showable: Showable = {
      kind: "out_of_scope",
      why: "not_understood",
      nearest: nearest.map((m) => question(m)),
    };
    const view = show(showable, "personal", "duty") as NoticeView;
    expect(view.buttons.map(({ title, verb }) => [title, verb])).to.deep.equal([
      ["Missing now", "ask"],
      ["Missing episodes", "ask"],
      ["Interviews due", "ask"],
    ]);
    expect(view.buttons[0]!.data).to.deep.equal({ reading: question("currently_missing") });
    expect((show(showable, "outside", "duty") as NoticeView).buttons).to.deep.equal([]);
  });

  it("has words for every reason, and for one that is not known", () => {
    const whys = ["chitchat", "destructive", "no_data", "hr_it", "injection", "advice", "not_understood"];
    expect(new Set(whys.map((why) => outOfScopeWords(why).title)).size).to.equal(whys.length);
    const subjects = NOT_HELD.map((subject) => outOfScopeWords("no_data", subject).paragraphs[0]!);
    expect(new Set(subjects).size).to.equal(NOT_HELD.length);
    for (const sentence of subjects) expect(sentence).to.match(/^Homeward does not hold .+ You could ask:$/);
    expect(outOfScopeWords("constructor")).to.equal(outOfScopeWords("not_understood"));
  });
});

describe("a problem with an input", () => {
  it("does not tell a name that nobody bears from one that is somebody else's or not missing", () => {
    for (const personal of [true, false]) {
      const alike = ["unknown_child", "not_allowed", "no_open_episode", "unknown_episode"] as const;
      expect(new Set(alike.map((code) => problemText(code, personal))).size).to.equal(1);
    }
  });

  it("says what to do next, for each", () => {
    for (const code of PROBLEMS) expect(problemText(code, true), code).to.match(/\. |,/);
    expect(problemText(null, true)).to.equal(null);
  });
});

describe("the form that logs a return", () => {
  const form = (id: number, audience: Audience, role: Role) => show(returnForm(id), audience, role);

  it("is filled in with the London day and time, and carries id and version only", () => {
    const view = form(MINE, "personal", "social_worker") as FormView;
    expect(view).to.include({ card: "form", problem: null });
    expect(view.inputs).to.have.length(2);
    expect(view.inputs[0]).to.include({ id: "date", type: "date", value: "2019-07-30", max: "2019-07-30" });
    expect(view.inputs[1]).to.include({ id: "time", type: "time", value: "14:00" });
    expect(view.submit).to.deep.include({ verb: "return.log", data: { id: 101, version: 3 } });
    expect(view.facts.map(({ value }) => value)).to.deep.equal([
      "Forename1X Surname1X (MC-7001)",
      "ME-8101",
      "Monday 29 July 2019, 21:00",
      "High",
      "Placement1X",
    ]);
  });

  it("stands by reference in a channel, and for the police", () => {
    for (const view of [form(MINE, "operational", "social_worker"), form(MINE, "personal", "police")]) {
      expect((view as FormView).facts.map(({ value }) => value)).to.deep.equal([
        "MC-7001",
        "ME-8101",
        "Monday 29 July 2019, 21:00",
        "High",
      ]);
    }
  });

  it("says who changed the episode meanwhile, and when", () => {
    const meanwhile = { name: "Kim Worker", at: NOW };
    const view = show(
      returnForm(MINE, { problem: "changed_since", meanwhile }),
      "personal",
      "duty",
    ) as FormView;
    expect(view.problem).to.equal(
      "Kim Worker changed this episode meanwhile, Tuesday 30 July 2019, 14:00. Check the details, then send it again.",
    );
  });

  it("gives back what was filled in where an input can hold it", () => {
    const values = { date: "2019-02-30", time: "noon" };
    const view = show(returnForm(MINE, { values }), "personal", "duty") as FormView;
    expect(view.inputs.map(({ value }) => value)).to.deep.equal(["", ""]);
  });

  it("is refused for another's child, to who may not press, and outside", () => {
    expect(form(STRANGER, "personal", "social_worker")).to.include({ title: NOTICES.not_allowed.title });
    expect(form(MINE, "personal", "service_head")).to.include({ title: NOTICES.not_allowed.title });
    expect(form(MINE, "outside", "duty")).to.include({ title: NOTICES.not_here.title });
  });
});

describe("the form that asks which child", () => {
  const ask = (audience: Audience, role: Role, problem: ProblemCode | null = null) =>
    show(
      { kind: "ask_child", form: "return", problem, choices: [about(MINE), about(STRANGER)] },
      audience,
      role,
    );

  it("offers in a 1:1 chat the children for whom the viewer may press, and nobody in a channel", () => {
    const mine = ask("personal", "social_worker") as FormView;
    expect(mine.buttons.map(({ title, data }) => [title, data])).to.deep.equal([
      ["Forename1X Surname1X (MC-7001)", { id: 101, version: 3 }],
    ]);
    const channel = ask("operational", "duty", "unknown_child") as FormView;
    expect(channel.buttons).to.deep.equal([]);
    expect(channel.inputs[0]!.label).to.equal("Which child is back? Type the reference (MC- and a number).");
    expect(channel.submit).to.deep.include({ verb: "return.find", data: {} });
  });
});

describe("the receipt of a return", () => {
  const receipt = (parts: Partial<Extract<Showable, { kind: "receipt" }>>, audience: Audience = "personal") =>
    show(
      {
        kind: "receipt",
        form: "return",
        child: about(MINE).child,
        episode: { ...about(MINE).episode, endedAt: NOW },
        again: false,
        by: null,
        ...parts,
      },
      audience,
      "social_worker",
    ) as ReceiptView;

  it("says who is back, how long it was, and by when the interview is due", () => {
    const view = receipt({});
    expect(view.headline).to.equal("Forename1X Surname1X (MC-7001) is back");
    expect(view.facts.at(-1)).to.deep.equal({ label: "Length", value: "17 hours" });
    expect(view.next).to.equal("Return interview to be done by Friday 2 August 2019, 14:00 (72 hours).");
    expect(view.note).to.equal(null);
    expect(receipt({}, "operational").headline).to.equal("MC-7001 is back");
  });

  it("says that a repeat changed nothing, and who had logged it before", () => {
    expect(receipt({ again: true }).note).to.equal("Already logged. Nothing has changed.");
    expect(receipt({ again: true, by: { name: "Kim Worker", at: NOW } }).note).to.equal(
      "Already logged by Kim Worker, Tuesday 30 July 2019, 14:00. Nothing has changed.",
    );
    expect(receipt({ again: true, by: { name: null, at: NOW } }).note).to.include("by a colleague");
  });

  it("says who recorded it and when", () => {
    const by = { name: "Kim Worker", at: NOW };
    expect(receipt({ by }).recorded).to.equal("Recorded by Kim Worker, Tuesday 30 July 2019, 14:00.");
    expect(receipt({ by, again: true }).recorded).to.equal(null);
  });

  it("shows nothing of a return that was taken back", () => {
    expect(receipt({ episode: about(MINE).episode })).to.include({ card: "notice" });
  });
});

describe("the help card", () => {
  const help = (audience: Audience, role: Role, topic: string | null = null) =>
    show({ kind: "help", topic }, audience, role) as HelpView;
  const texts = (view: HelpView) => view.groups.flatMap(({ examples }) => examples.map(({ text }) => text));

  it("offers what the role may do", () => {
    expect(texts(help("personal", "social_worker")))
      .to.include("log a return")
      .and.include("who is missing now");
    expect(texts(help("personal", "service_head"))).to.not.include("log a return");
    expect(texts(help("personal", "none"))).to.not.include("top 10 missing children this year");
    expect(texts(help("outside", "duty"))).to.have.length(3);
    for (const role of ROLES) {
      const settles = ["missing_coordinator", "duty", "data_officer"].includes(role);
      expect(texts(help("personal", role)).includes("import conflicts"), role).to.equal(settles);
      const audits = settles || role === "service_head";
      expect(texts(help("personal", role)).includes("who looked at a child's record"), role).to.equal(audits);
      const reads = role !== "police" && role !== "none";
      expect(texts(help("personal", role)).includes("history of ME-2034"), role).to.equal(reads);
      expect(texts(help("operational", role)), role).to.not.include("import conflicts");
    }
  });

  it("has buttons that ask what the example says", () => {
    const commands = COMMANDS.map(({ example }) => example);
    for (const [example, reading] of Object.entries(EXAMPLE_READINGS)) {
      expect(commands).to.include(example);
      const { request } = understand({ text: example, now: NOW, names: NOBODY, context: null });
      expect(request, example).to.deep.include({ kind: "question", metric: reading.metric });
      expect({ ...request, period: null }, example).to.deep.include({ ...reading });
    }
  });

  it("promises each role, wherever it reads it, only what is read and may be asked there", () => {
    for (const audience of AUDIENCES) {
      for (const role of ROLES) {
        for (const text of texts(help(audience, role))) {
          const { request, unused } = understand({ text, now: NOW, names: NOBODY, context: null });
          expect(unused, text).to.deep.equal([]);
          expect(
            ["question", "action", "disclosures", "episode_history", "import_conflicts"],
            text,
          ).to.include(request.kind);
          expect(allowed(request, audience, viewer(role)), `${audience} ${role}: ${text}`).to.equal("yes");
        }
      }
    }
  });

  it("answers what each measure and each term of the glossary means, asked in words", () => {
    const topic = (text: string) => {
      const { request } = understand({ text, now: NOW, names: NOBODY, context: null });
      return request.kind === "help" ? request.topic : null;
    };
    const terms = {
      category: "what does away from placement mean",
      risk: "what does high risk mean",
      flag: "what does CSE mean",
      lookedAfter: "what does looked after mean",
      outOfArea: "what does out of area mean",
      legalStatus: "what does section 20 mean",
      placementType: "what does supported accommodation mean",
    };
    for (const [key, text] of Object.entries(terms)) {
      expect(topic(text), text).to.equal(key);
      expect(help("personal", "none", key).intro, text).to.not.equal(help("personal", "none").intro);
    }
    expect(topic("what does persistently missing mean")).to.equal("persistent_missing");
    for (const metric of METRICS) {
      expect(help("personal", "none", metric).intro, metric).to.not.equal(help("personal", "none").intro);
    }
  });

  it("says what a measure, an action or a term means", () => {
    expect(help("personal", "none", "one_off_share").intro).to.match(
      /^Children with one episode: Children with exactly/,
    );
    expect(help("personal", "none", "log_return").intro).to.include("“log a return”");
    expect(help("personal", "none", "category").intro).to.include("whereabouts not known");
    expect(help("personal", "none", "constructor").intro).to.equal(help("personal", "none").intro);
  });
});

describe("the weekly summary's confirmation", () => {
  it("says when it comes, and whether it was there already", () => {
    const subscribed = (already: boolean) =>
      show(
        {
          kind: "subscribed",
          weekday: 5,
          minuteOfDay: 16 * 60 + 5,
          reading: { english: "Summary", unused: [] },
          already,
          children: [],
        },
        "operational",
        "team_manager",
      ) as NoticeView;
    expect(subscribed(false).paragraphs[0]).to.equal(
      "I will post the weekly summary here every Friday at 16:05.",
    );
    expect(subscribed(true).paragraphs[0]).to.include("already comes here every Friday at 16:05");
  });
});
