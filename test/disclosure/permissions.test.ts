import { expect } from "chai";
import { allowed, goesByInterviews, mayName, mayPress } from "../../bot/disclosure/permissions.ts";
import { ROLE_TABLE } from "../../bot/disclosure/roles.ts";
import type { NoticeCode } from "../../bot/disclosure/showable.ts";
import { type Audience, ROLES, type Role } from "../../bot/people/directory.ts";
import { type Action, type ActionName, METRICS, type Question } from "../../data/vocabulary.ts";
import {
  CHILDREN,
  MINE,
  MY_AGENCY,
  MY_HOME,
  MY_INTERVIEW,
  MY_TEAM,
  question,
  viewer,
  YEAR,
} from "./builders.ts";

const ALL = CHILDREN.map(({ id }) => id);

/** The agreement's table, written out by hand. */
const NAMES: Record<Role, number[]> = {
  social_worker: [MINE, MY_TEAM],
  team_manager: [MY_TEAM],
  missing_coordinator: ALL,
  duty: ALL,
  service_head: ALL,
  iro: [MINE],
  residential: [MY_HOME],
  return_interviewer: [MY_INTERVIEW, MY_AGENCY],
  police: [],
  data_officer: [],
  none: [],
};
const PRESSES: Record<Role, Record<string, number[]>> = {
  social_worker: {
    report_missing: [MINE, MY_TEAM],
    update_risk: [MINE, MY_TEAM],
    log_return: [MINE, MY_TEAM],
    correct_return: [MINE, MY_TEAM],
    offer_interview: [MINE, MY_TEAM],
    record_interview: [MINE, MY_TEAM],
    arrange_strategy_meeting: [MINE, MY_TEAM],
  },
  team_manager: {
    report_missing: [MY_TEAM],
    update_risk: [MY_TEAM],
    log_return: [MY_TEAM],
    correct_return: [MY_TEAM],
    offer_interview: [MY_TEAM],
    record_interview: [MY_TEAM],
    arrange_strategy_meeting: [MY_TEAM],
    hold_strategy_meeting: [MY_TEAM],
    undo: [MY_TEAM],
  },
  missing_coordinator: { log_return: ALL, undo: ALL, record_interview: ALL, update_risk: ALL },
  duty: { log_return: ALL, undo: ALL, record_interview: ALL, update_risk: ALL },
  service_head: {},
  iro: {},
  residential: { report_missing: [MY_HOME], log_return: [MY_HOME] },
  return_interviewer: { record_interview: [MY_INTERVIEW, MY_AGENCY] },
  police: { report_missing: ALL, update_risk: ALL, log_return: ALL },
  data_officer: {},
  none: {},
};
const OTHERWISE: Record<string, Role[]> = {
  subscribe: ["team_manager", "missing_coordinator", "duty", "service_head", "iro"],
  export: ["missing_coordinator", "duty", "service_head", "data_officer"],
  read_audit: ["missing_coordinator", "duty", "service_head", "data_officer"],
  import: ["missing_coordinator", "duty", "data_officer"],
  settle_conflicts: ["missing_coordinator", "duty", "data_officer"],
  bind_channel: ["team_manager", "missing_coordinator", "duty", "service_head"],
};
const CASEWORK = ["report_missing", "update_risk", "log_return", "correct_return", "offer_interview"].concat([
  "record_interview",
  "arrange_strategy_meeting",
  "hold_strategy_meeting",
  "undo",
]);

describe("the permission table", () => {
  it("has a row for every role", () => {
    expect(Object.keys(ROLE_TABLE).sort()).to.deep.equal([...ROLES].sort());
  });

  for (const role of ROLES) {
    it(`lets ${role} read the names of the right children, and of no other`, () => {
      const named = CHILDREN.filter((face) => mayName(viewer(role), face)).map(({ id }) => id);
      expect(named).to.deep.equal(NAMES[role]);
    });

    it(`lets ${role} press for the right children, and for no other`, () => {
      const everything = role === "missing_coordinator" || role === "duty";
      for (const verb of CASEWORK) {
        const found = CHILDREN.filter((face) => mayPress(viewer(role), verb, face)).map(({ id }) => id);
        expect(found, verb).to.deep.equal(everything ? ALL : (PRESSES[role][verb] ?? []));
        expect(mayPress(viewer(role), verb, null), `${verb}, any child`).to.equal(found.length > 0);
      }
    });

    it(`lets ${role} do what is not about a child only where the table says so`, () => {
      for (const [verb, roles] of Object.entries(OTHERWISE)) {
        expect(mayPress(viewer(role), verb, null), verb).to.equal(roles.includes(role));
      }
    });
  }

  it("reaches nobody for a person without team, worker, home or agency", () => {
    const nobody = { workerId: null, teamId: null, homeId: null, agencyId: null };
    for (const role of [
      "social_worker",
      "team_manager",
      "iro",
      "residential",
      "return_interviewer",
    ] as const) {
      expect(
        CHILDREN.some((face) => mayName(viewer(role, nobody), face)),
        role,
      ).to.equal(false);
    }
  });

  it("lets nobody press who is not known, and nobody what is not in the table", () => {
    expect(mayPress(null, "return.open", CHILDREN[0]!)).to.equal(false);
    expect(mayName(null, CHILDREN[0]!)).to.equal(false);
    for (const verb of ["", "return.delete", "constructor", "__proto__", "toString"]) {
      expect(mayPress(viewer("missing_coordinator"), verb, CHILDREN[0]!), verb).to.equal(false);
    }
  });

  it("goes by who interviews a child for those alone whom that lets see or press more", () => {
    const without = (face: (typeof CHILDREN)[number]) => ({
      ...face,
      interviewAgencyIds: [],
      interviewerIds: [],
    });
    for (const role of ROLES) {
      const may = (face: (typeof CHILDREN)[number]) => [
        mayName(viewer(role), face),
        ...ROLE_TABLE[role].may.map((verb) => mayPress(viewer(role), verb, face)),
      ];
      const matters = CHILDREN.some((face) => `${may(face)}` !== `${may(without(face))}`);
      expect(goesByInterviews(viewer(role)), role).to.equal(matters);
    }
  });

  it("asks the same of a button's verb as of what it does", () => {
    for (const verb of ["return.open", "return.find", "return.log"]) {
      for (const role of ROLES) {
        for (const face of CHILDREN) {
          expect(mayPress(viewer(role), verb, face)).to.equal(mayPress(viewer(role), "log_return", face));
        }
      }
    }
  });
});

describe("what may be asked where", () => {
  const ask = (asked: Question, audience: Audience, role: Role | null = "missing_coordinator") =>
    allowed(asked, audience, role && viewer(role));
  const action = (name: ActionName): Action => ({
    kind: "action",
    action: name,
    metric: null,
    filters: {},
    period: null,
    compare: null,
    groupBy: null,
    limit: null,
  });

  it("is nothing, for a person who is not known, in a 1:1 chat and in an operational channel", () => {
    for (const metric of METRICS) {
      expect(ask(question(metric), "personal", null)).to.equal("not_known");
      expect(ask(question(metric), "operational", null)).to.equal("not_known");
    }
    expect(allowed(action("log_return"), "operational", null)).to.equal("not_known");
  });

  describe("with an outside audience", () => {
    const whole = question("episodes", { period: YEAR });

    it("is four measures of the whole council, for whole months, quarters and years", () => {
      for (const metric of METRICS) {
        const open = ["episodes", "individuals", "interview_compliance", "one_off_share"].includes(metric);
        expect(ask(question(metric, { period: YEAR }), "outside"), metric).to.equal(
          open ? "yes" : "not_here",
        );
      }
      const periods: [string, string, boolean][] = [
        ["2019-03-01", "2019-04-01", true],
        ["2018-10-01", "2019-01-01", true],
        ["2018-01-01", "2019-01-01", true],
        ["2018-04-01", "2019-04-01", true],
        ["2018-02-01", "2018-05-01", false],
        ["2018-05-01", "2019-05-01", false],
        ["2019-03-01", "2019-03-31", false],
        ["2019-03-02", "2019-04-02", false],
        ["2019-03-04", "2019-03-11", false],
        ["2018-04-01", "2018-10-01", false],
      ];
      for (const [from, to, open] of periods) {
        const asked = question("episodes", { period: { from, to } });
        expect(ask(asked, "outside"), `${from} to ${to}`).to.equal(open ? "yes" : "not_here");
      }
    });

    it("has no unnamed period, filter, grouping, limit or order, and may have a comparison", () => {
      expect(ask({ ...whole, compare: "previous_year" }, "outside")).to.equal("yes");
      expect(ask({ ...whole, period: null }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, groupBy: "month" }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, limit: 10 }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, order: "asc" }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, filters: { risk: ["high"] } }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, filters: { child: [1] } }, "outside")).to.equal("not_here");
      expect(ask({ ...whole, filters: { not_category: ["away"] } }, "outside")).to.equal("not_here");
    });

    it("is the same for everybody, known or not", () => {
      for (const role of [...ROLES, null]) {
        expect(ask(whole, "outside", role)).to.equal("yes");
        expect(ask(question("currently_missing"), "outside", role)).to.equal("not_here");
      }
    });

    it("is no action but ending what is sent there", () => {
      for (const name of ["log_return", "report_missing", "weekly_summary", "subscribe", "undo"] as const) {
        expect(allowed(action(name), "outside", viewer("missing_coordinator")), name).to.equal("not_here");
      }
      expect(allowed(action("unsubscribe"), "outside", viewer("missing_coordinator"))).to.equal("yes");
      expect(allowed(action("unsubscribe"), "outside", viewer("police"))).to.equal("not_allowed");
    });
  });

  describe("by people who get totals only", () => {
    for (const role of ["none", "data_officer"] as const) {
      it(`is no ranking, no single child and no record, for ${role}`, () => {
        for (const audience of ["personal", "operational"] as const) {
          const refused = [
            question("top_missing"),
            question("longest_episodes"),
            question("episodes", { groupBy: "child" }),
            question("episodes", { filters: { child: [1] } }),
            question("episodes", { filters: { not_child: [1] } }),
            question("child_profile", { filters: { child: [1] } }),
          ];
          for (const asked of refused) expect(ask(asked, audience, role)).to.equal("not_allowed");
          for (const asked of [
            question("episodes"),
            question("summary"),
            question("episodes", { groupBy: "month" }),
          ]) {
            expect(ask(asked, audience, role)).to.equal("yes");
          }
        }
      });
    }
  });

  it("is a child's record only in a 1:1 chat, for roles that read names", () => {
    const asked = question("child_profile", { filters: { child: [1] } });
    for (const role of ROLES) {
      const names = NAMES[role].length > 0;
      expect(ask(asked, "personal", role), role).to.equal(names ? "yes" : "not_allowed");
      expect(ask(asked, "operational", role), role).to.equal(names ? "ask_me_in_own_chat" : "not_allowed");
    }
  });

  describe("of children by reference", () => {
    const telling: Question[] = [
      question("currently_missing", { filters: { flag: ["cse"] } }),
      question("persistent_missing", { filters: { not_flag: ["uasc"] } }),
      question("top_missing", { filters: { gender: "female" } }),
      question("interviews_overdue", { filters: { legalStatus: ["remand"] } }),
      question("currently_missing", { filters: { ageMin: 13, ageMax: 13 } }),
      question("episodes", { groupBy: "child", filters: { flag: ["cce"] } }),
      question("episodes", { filters: { child: [1], flag: ["cse"] } }),
      question("episodes", { filters: { not_child: [1], legalStatus: ["remand"] } }),
      question("episodes", { filters: { child: [1], placement: [5] } }),
      question("episodes", { filters: { child: [1] }, groupBy: "gender" }),
      question("episodes", { filters: { child: [1] }, groupBy: "placement" }),
      question("episodes", { filters: { not_child: [1] }, groupBy: "legal_status" }),
    ];
    const minimum: Question[] = [
      question("currently_missing"),
      question("currently_missing", {
        filters: { risk: ["high"], team: [3], placementType: ["foster_care"] },
      }),
      question("top_missing"),
      question("episodes", { groupBy: "child" }),
      question("episodes", { filters: { child: [1] } }),
      question("episodes", { filters: { child: [1] }, groupBy: "month" }),
      question("interviews_overdue", { filters: { child: [1] } }),
      question("episodes", { filters: { flag: ["cse"] } }),
      question("individuals", { groupBy: "legal_status" }),
    ];
    const expected = (
      asked: readonly Question[],
      audience: Audience,
      role: Role,
      what: "yes" | NoticeCode,
    ) => {
      for (const one of asked) expect(ask(one, audience, role), JSON.stringify(one)).to.equal(what);
    };

    it("tells no more than risk, since when and deadlines in a channel", () => {
      expected(minimum, "operational", "missing_coordinator", "yes");
      expected(telling, "operational", "missing_coordinator", "ask_me_in_own_chat");
      expected(telling, "personal", "missing_coordinator", "yes");
    });

    it("tells the police no more than that anywhere", () => {
      for (const audience of ["personal", "operational"] as const) {
        expected(minimum, audience, "police", "yes");
        expected(telling, audience, "police", "not_allowed");
      }
    });
  });

  it("is an action only for roles that may press it", () => {
    for (const role of ROLES) {
      const may = PRESSES[role].log_return !== undefined;
      expect(allowed(action("log_return"), "personal", viewer(role)), role).to.equal(
        may ? "yes" : "not_allowed",
      );
      expect(allowed(action("log_return"), "operational", viewer(role)), role).to.equal(
        may ? "yes" : "not_allowed",
      );
      const subscribes = OTHERWISE.subscribe!.includes(role);
      expect(allowed(action("subscribe"), "personal", viewer(role)), role).to.equal(
        subscribes ? "yes" : "not_allowed",
      );
      expect(allowed(action("unsubscribe"), "personal", viewer(role)), role).to.equal("yes");
    }
  });

  it("is an export in a 1:1 chat only", () => {
    expect(allowed(action("export"), "personal", viewer("service_head"))).to.equal("yes");
    expect(allowed(action("export"), "operational", viewer("service_head"))).to.equal("ask_me_in_own_chat");
    expect(allowed(action("export"), "personal", viewer("social_worker"))).to.equal("not_allowed");
  });

  it("is nothing for a kind of request that is not listed", () => {
    const strange = { kind: "dump" } as unknown as Question;
    expect(allowed(strange, "personal", viewer("missing_coordinator"))).to.equal("not_allowed");
  });
});
