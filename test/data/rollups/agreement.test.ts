import { expect } from "chai";
import { rollupsAgree } from "../../support/rollups-agree.ts";
import { describeOnBothStores } from "../../support/stores.ts";

describeOnBothStores("What has been counted ahead", (open) => {
  it("says what a plain count over the same rows says", async function () {
    this.timeout(120_000);
    const answered = await rollupsAgree(open, 3, 4);
    expect([...answered.keys()]).to.include.members([
      "episodes",
      "individuals",
      "rate",
      "top_missing",
      "top_share",
      "one_off_share",
      "average_duration",
      "long_episodes",
      "strategy_meetings",
      "interview_compliance",
      "interviews_offered",
      "interviews_late",
      "interviews_overdue",
      "persistent_missing",
    ]);
  });
});
