import { expect } from "chai";
import { CANARY } from "../support/demo-store.ts";
import { type Here, press, REFERENCE, shows } from "./seen.ts";

/** What is asked where others read the answer. */
export function rooms(here: Here): void {
  describe("in the channel of those who look for the child", () => {
    before(async () => {
      const { window } = here();
      await window.reload();
      await window.go("operational");
    });

    it("children stand by reference, with risk and since when", async () => {
      const { window } = here();
      const thread = await window.post("who is missing now");
      const text = await shows(thread, "children are missing", "Missing since", "Risk", "Log return");
      expect(text).to.match(REFERENCE).and.not.match(CANARY);
      await window.picture(thread, "channel");
    });

    it("a return is logged by reference", async () => {
      const { window } = here();
      const thread = await window.post("missing children now");
      await press(thread, "Log return", "Date of return", "Episode");
      const text = await press(thread, "Log the return", "is back", "Return interview to be done by");
      expect(text).to.match(REFERENCE).and.not.match(CANARY);
    });

    it("a name gets one fixed sentence, known or not, and its answer in the 1:1 chat", async () => {
      const { window } = here();
      const known = await window.post("show Zq112x Zw225y");
      const said = await shows(known, "I don't discuss children by name in a shared conversation");
      await window.picture(known, "channel-name");
      await window.post("show Zq112x Zw225y please");
      expect(said).to.include("I have replied in our own chat");
      await window.go("personal");
      const own = window.cards.filter({ hasText: "MC-1226" }).first();
      await shows(own, "Missing history", "Zq112x Zw225y (MC-1226)");
    });
  });

  describe("in a channel where others may read along", () => {
    before(() => here().window.go("outside"));

    it("totals of years that have ended are given", async () => {
      const { window } = here();
      const thread = await window.post("how many missing episodes in 2018/19");
      await shows(thread, "1,069");
      await window.picture(thread, "outside");
      await press(thread, "Compare with last year", "from 687 in 2017/18");
    });

    it("and nothing else: no list, no child, no small group", async () => {
      const { window } = here();
      const list = await window.post("who is missing now");
      expect(await shows(list, "Totals only in this conversation")).not.to.match(REFERENCE);
      await window.picture(list, "outside-refusal");
      await shows(await window.post("history of MC-1226"), "only");
      await shows(await window.post("foster care episodes in 2018/19"), "Totals only");
    });
  });
}
